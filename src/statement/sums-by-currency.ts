import { Money } from "../core/money"
import { decimalOf } from "./settlement-amount"

const PARTS = ["paid", "returned", "fee"] as const

type Part = (typeof PARTS)[number]

/** Sums of one currency, as signed decimal strings. */
export interface CurrencySums extends Readonly<Record<Part, string>> {
  /** `null` for amounts whose currency is not told. */
  readonly currency_code: string | null
}

/** Adds up exact amounts, each currency for itself. */
export class SumsByCurrency {
  private readonly sums = new Map<string | null, Partial<Record<Part, Money>>>()

  /** @param amounts all on the scale of `exactAmount` */
  add(code: string | null, amounts: Readonly<Partial<Record<Part, Money>>>): void {
    const sums = this.sums.get(code) ?? {}
    for (const part of PARTS) {
      const amount = amounts[part]
      if (amount) {
        sums[part] = sums[part]?.add(amount) ?? amount
      }
    }
    this.sums.set(code, sums)
  }

  /** @param decimalsOf how many decimals a currency is written with */
  list(decimalsOf: (code: string | null) => number): CurrencySums[] {
    return [...this.sums].map(([code, sums]) => {
      const text = (part: Part): string => {
        const sum = sums[part] ?? Money.zero({ code: code ?? "", exponent: 0 })
        return decimalOf(sum, decimalsOf(code))
      }
      return {
        currency_code: code,
        paid: text("paid"),
        returned: text("returned"),
        fee: text("fee"),
      }
    })
  }
}
