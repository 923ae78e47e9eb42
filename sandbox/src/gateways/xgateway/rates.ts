import { decimal, divide, multiply, plain } from "./amounts"
import { COINS, FIATS } from "./currencies"

/** What every currency is worth in US dollars. Decimal strings by currency code. */
export type RateTable = Record<string, string>

/** The table of a sandbox that was told no other. */
export function defaultRates(): RateTable {
  return Object.fromEntries(
    Object.entries({ ...COINS, ...FIATS }).map(([code, { usd }]) => [code, usd])
  )
}

/** Exchange rates; settable, exact. */
export class Rates {
  private dollars = new Map<string, bigint>()

  constructor(private readonly initial: RateTable) {
    this.reset()
  }

  reset(): void {
    this.dollars = new Map()
    this.change({ ...defaultRates(), ...this.initial })
  }

  /** @throws Error for an unknown currency and for what is no number above 0 */
  change(table: RateTable): void {
    for (const [code, text] of Object.entries(table)) {
      const value = decimal(text)
      if (value <= 0n || (!(code in COINS) && !(code in FIATS))) {
        throw new Error(`no rate can be ${code}: ${text}`)
      }
      this.dollars.set(code, value)
    }
  }

  table(): RateTable {
    return Object.fromEntries([...this.dollars].map(([code, value]) => [code, plain(value)]))
  }

  knows(code: string): boolean {
    return this.dollars.has(code)
  }

  /** How much of `target` one of `source` is. */
  rate(source: string, target: string): bigint {
    return divide(this.usd(source), this.usd(target))
  }

  convert(amount: bigint, source: string, target: string): bigint {
    return source === target ? amount : divide(multiply(amount, this.usd(source)), this.usd(target))
  }

  private usd(code: string): bigint {
    const value = this.dollars.get(code)
    if (value === undefined) {
      throw new Error(`no rate for ${code}`)
    }
    return value
  }
}
