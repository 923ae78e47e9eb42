import type { Prices } from "../markets"
import { drawPicture, type Shape } from "./pictures"

/** One thing that can be bought. */
export interface DemoVariant {
  title: string
  sku: string
  prices: Prices
}

/** A product of the demo shop; `handle` is what the seed finds it by. */
export interface DemoProduct {
  handle: string
  title: string
  description: string
  /** A data URI: the shop needs no internet. */
  picture: string
  option: string
  variants: DemoVariant[]
}

function product(
  handle: string,
  title: string,
  description: string,
  picture: { shape: Shape; hue: number },
  option: string,
  variants: DemoVariant[]
): DemoProduct {
  return { handle, title, description, picture: drawPicture(picture), option, variants }
}

/** Prices have as many decimals as their currency, three in KWD and none in CLP. */
export const CATALOGUE: readonly DemoProduct[] = [
  product(
    "cardamom-coffee",
    "Cardamom coffee",
    "Lightly roasted beans ground with green cardamom.",
    { shape: "bag", hue: 28 },
    "Weight",
    [
      {
        title: "250 g",
        sku: "COFFEE-250",
        prices: { sar: 38.5, usd: 10.25, kwd: 3.155, eur: 9.45, brl: 52.9, clp: 9640 },
      },
      {
        title: "500 g",
        sku: "COFFEE-500",
        prices: { sar: 69, usd: 18.4, kwd: 5.645, eur: 16.95, brl: 95.9, clp: 17300 },
      },
    ]
  ),
  product(
    "medjool-dates",
    "Medjool dates",
    "A box of large soft dates of this year's harvest.",
    { shape: "box", hue: 12 },
    "Weight",
    [
      {
        title: "500 g",
        sku: "DATES-500",
        prices: { sar: 45, usd: 11.99, kwd: 3.685, eur: 11.05, brl: 61.9, clp: 11270 },
      },
      {
        title: "1 kg",
        sku: "DATES-1000",
        prices: { sar: 82.25, usd: 21.9, kwd: 6.735, eur: 20.15, brl: 113.9, clp: 20590 },
      },
    ]
  ),
  product(
    "finjan-set",
    "Finjan set",
    "Six small cups of white porcelain.",
    { shape: "cup", hue: 205 },
    "Size",
    [
      {
        title: "Six cups",
        sku: "FINJAN-6",
        prices: { sar: 119.95, usd: 31.95, kwd: 9.825, eur: 29.4, brl: 165.9, clp: 30030 },
      },
    ]
  ),
  product(
    "oud-candle",
    "Oud candle",
    "Burns for forty hours, smells of wood and amber.",
    { shape: "candle", hue: 265 },
    "Size",
    [
      {
        title: "One size",
        sku: "CANDLE",
        prices: { sar: 89.9, usd: 23.95, kwd: 7.365, eur: 22.05, brl: 124.9, clp: 22510 },
      },
    ]
  ),
  product(
    "travel-notebook",
    "Travel notebook",
    "120 blank pages, stitched, in a cloth cover.",
    { shape: "book", hue: 150 },
    "Size",
    [
      {
        title: "A5",
        sku: "NOTEBOOK-A5",
        prices: { sar: 34.75, usd: 9.25, kwd: 2.845, eur: 8.5, brl: 47.9, clp: 8700 },
      },
    ]
  ),
  product(
    "brass-dallah",
    "Brass dallah",
    "The coffee pot that belongs to it, hammered by hand.",
    { shape: "pot", hue: 42 },
    "Size",
    [
      {
        title: "One size",
        sku: "DALLAH",
        prices: { sar: 249, usd: 66.4, kwd: 20.385, eur: 61.1, brl: 345.9, clp: 62360 },
      },
    ]
  ),
]
