const NO_DECIMALS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ")

const THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND".split(" ")

const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf("currency"))

/** Whether ISO 4217 has the code; upper case only. */
export function isCurrency(code: string): boolean {
  return CODES.has(code)
}

/** Decimals of a currency (ISO 4217). */
export function exponentOf(currency: string): number {
  if (NO_DECIMALS.includes(currency)) {
    return 0
  }
  return THREE_DECIMALS.includes(currency) ? 3 : 2
}
