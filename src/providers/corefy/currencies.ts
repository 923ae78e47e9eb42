import { defaultCurrencies } from "@medusajs/framework/utils"
import type { CurrencyExponents } from "../../core/currencies"

/**
 * Decimals by ISO 4217, which is how Corefy counts, of the currencies for which Medusa's table
 * has another number: it tells how prices are displayed.
 */
export const CURRENCY_EXPONENTS: CurrencyExponents = {
  AFN: 2,
  ALL: 2,
  AMD: 2,
  COP: 2,
  CRC: 2,
  HUF: 2,
  IDR: 2,
  IQD: 3,
  IRR: 2,
  LBP: 2,
  MGA: 2,
  MMK: 2,
  MNT: 2,
  MUR: 2,
  PKR: 2,
  RSD: 2,
  SOS: 2,
  SYP: 2,
  TZS: 2,
  UZS: 2,
  YER: 2,
  ZWL: 2,
}

/** Whether a word is the code of a currency, in upper case. */
export function isCurrencyCode(word: string): boolean {
  return Object.hasOwn(defaultCurrencies, word)
}
