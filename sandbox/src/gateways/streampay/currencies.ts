/** StreamPay's currencies with their decimals (ISO 4217). */
export const CURRENCY_EXPONENTS: Readonly<Record<string, number>> = {
  SAR: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  AED: 2,
  QAR: 2,
  BHD: 3,
  KWD: 3,
  OMR: 3,
}

export const CURRENCIES: readonly string[] = Object.keys(CURRENCY_EXPONENTS)

/** @throws Error for a currency that StreamPay does not have */
export function exponentOf(currency: string): number {
  const exponent = CURRENCY_EXPONENTS[currency]
  if (exponent === undefined) {
    throw new Error(`StreamPay has no currency ${currency}`)
  }
  return exponent
}
