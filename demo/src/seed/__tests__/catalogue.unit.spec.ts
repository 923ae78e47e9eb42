import { BASKET } from "../../checkout"
import { MARKETS } from "../../markets"
import { CATALOGUE } from "../catalogue"

const DECIMALS: Record<string, number> = { sar: 2, usd: 2, kwd: 3, eur: 2, brl: 2, clp: 0 }
const variants = CATALOGUE.flatMap((product) => product.variants)

it("has a price in every currency, with no more decimals than the currency", () => {
  for (const { currency, shippingPrice } of MARKETS) {
    const prices = [...variants.map(({ prices }) => prices[currency]), shippingPrice]
    for (const price of prices) {
      expect(price).toBeGreaterThan(0)
      expect((String(price).split(".")[1] ?? "").length).toBeLessThanOrEqual(
        DECIMALS[currency] ?? 0
      )
    }
  }
})

it("uses the third decimal of KWD", () => {
  expect(variants.some(({ prices }) => /\.\d{3}$/.test(String(prices.kwd)))).toBe(true)
})

it("names products and variants once", () => {
  const handles = CATALOGUE.map(({ handle }) => handle)
  const skus = variants.map(({ sku }) => sku)
  expect(new Set(handles).size).toBe(handles.length)
  expect(new Set(skus).size).toBe(skus.length)
})

it("sells what the demo buys", () => {
  for (const { sku } of BASKET) {
    expect(variants.map((variant) => variant.sku)).toContain(sku)
  }
})

it("draws its pictures itself: well-formed SVG, nothing from the internet", () => {
  for (const { picture } of CATALOGUE) {
    expect(picture).toMatch(/^data:image\/svg\+xml,/)
    const svg = decodeURIComponent(picture.slice(picture.indexOf(",") + 1))
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg"[\s\S]*<\/svg>$/)
    expect(svg).not.toMatch(/href|url\(|<script/)
    expect(svg.replace(/<[^<>]*>/g, "")).toBe("")
  }
})
