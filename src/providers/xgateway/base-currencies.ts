/**
 * Currencies in which prices can be, with their decimals (ISO 4217).
 * Source: XGateway documentation, exchange rates.
 */
export const BASE_CURRENCIES = {
  AZN: 2,
  BDT: 2,
  EUR: 2,
  GBP: 2,
  INR: 2,
  JPY: 0,
  KES: 2,
  PKR: 2,
  RUB: 2,
  TRY: 2,
  USD: 2,
  UZS: 2,
} as const

/**
 * Prices of the channel flow: what XGateway tells of a deposit without an invoice is its worth in
 * dollars and euros, and whether a payment in another currency was enough, nobody could say.
 * Source: XGateway documentation, transaction callbacks.
 */
export const CHANNEL_CURRENCIES: ReadonlySet<string> = new Set(["USD", "EUR"])
