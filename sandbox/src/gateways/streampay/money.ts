import { divideHalfUp, formatDecimal } from "../../core/money"
import { exponentOf } from "./currencies"

const VAT_PERCENT = 15n

/** A price as VAT sees it. */
export interface Taxed {
  amountMinor: bigint
  isInclusiveOfVat: boolean
  isExemptFromVat: boolean
}

/** What a price comes to without and with the Saudi VAT of 15 %, in the smallest unit. */
export function splitVat(price: Taxed, quantity = 1n): { net: bigint; vat: bigint; gross: bigint } {
  const amount = price.amountMinor * quantity
  if (price.isExemptFromVat) {
    return { net: amount, vat: 0n, gross: amount }
  }
  if (price.isInclusiveOfVat) {
    const net = divideHalfUp(amount * 100n, 100n + VAT_PERCENT)
    return { net, vat: amount - net, gross: amount }
  }
  const vat = divideHalfUp(amount * VAT_PERCENT, 100n)
  return { net: amount, vat, gross: amount + vat }
}

/** Decimal string in major units, with all decimals of the currency. */
export function toMajor(minor: bigint, currency: string): string {
  return formatDecimal(minor, exponentOf(currency))
}

/** A JSON number; validation keeps amounts within what it holds exactly. */
export function toSmallestUnit(minor: bigint): number {
  const value = Number(minor)
  if (!Number.isSafeInteger(value)) {
    throw new RangeError(`${minor} does not fit a JSON number exactly`)
  }
  return value
}

/** Splits a total so that the parts differ by at most one smallest unit, larger ones first. */
export function splitEvenly(total: bigint, parts: number): bigint[] {
  const count = BigInt(parts)
  const rest = total % count
  return Array.from(
    { length: parts },
    (_, index) => total / count + (BigInt(index) < rest ? 1n : 0n)
  )
}
