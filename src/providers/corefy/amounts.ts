import { GatewayError } from "../../core/errors"
import { type Currency, Money } from "../../core/money"
import type { Invoice } from "./schemas"

/** Finer than any amount that Corefy writes. */
const FINE_EXPONENT = 18
/** 0.000000001 in the finer unit: what arithmetic with floats leaves behind is less. */
const NOISE = 10n ** 9n

/**
 * An amount of Corefy's: a JSON number in major units, computed with floats, so that 10.50 may come
 * as 10.499999999999998. Anything further off than a billionth is no amount of its currency.
 *
 * @throws {GatewayError} `invalid_amount`
 */
export function parseAmount(value: unknown, currency: Currency): Money {
  const fine = Money.parse(value, { code: currency.code, exponent: FINE_EXPONENT }).minor
  const unit = 10n ** BigInt(FINE_EXPONENT - currency.exponent)
  const nearest = (fine + unit / 2n) / unit
  const distance = fine - nearest * unit
  if (fine < 0n || distance > NOISE || distance < -NOISE) {
    throw new GatewayError({
      code: "invalid_amount",
      message: `Corefy told an amount that is none in ${currency.code}. Compare it in Corefy's dashboard.`,
      retry: false,
    })
  }
  return Money.ofMinor(nearest, currency)
}

/** An amount that may be missing, and whether it is there but cannot be read. */
export interface ReadAmount {
  readonly money?: Money
  readonly isUnreadable: boolean
}

/** As `parseAmount`, for amounts that may be missing or nonsense. */
export function readAmount(value: unknown, currency: Currency): ReadAmount {
  if (value === null || value === undefined) {
    return { isUnreadable: false }
  }
  try {
    return { money: parseAmount(value, currency), isUnreadable: false }
  } catch (error) {
    if (GatewayError.is(error)) {
      return { isUnreadable: true }
    }
    throw error
  }
}

/** The amounts of an invoice. */
export interface InvoiceMoney {
  /** What counts for the shop of what the payer paid; `undefined` when Corefy tells no amount. */
  readonly received?: Money
  readonly refunded?: Money
  readonly chargedBack?: Money
  readonly reserved?: Money
  /** Names of amounts that are none. */
  readonly unreadable: readonly string[]
}

/**
 * The amounts of an invoice, in the currency that was asked for.
 *
 * With an external fee the payer pays `payment_amount`, the fee on top of `amount`: the fee is not
 * the shop's, and neither is what of it goes back. Source: Corefy documentation, fee strategies.
 */
export function moneyOf(invoice: Invoice, currency: Currency): InvoiceMoney {
  const read = {
    amount: readAmount(invoice.amount, currency),
    payment_amount: readAmount(invoice.payment_amount, currency),
    processed_amount: readAmount(invoice.processed_amount, currency),
    refunded_amount: readAmount(invoice.refunded_amount, currency),
    charged_back_amount: readAmount(invoice.charged_back_amount, currency),
    reserved_amount: readAmount(invoice.reserved_amount, currency),
  }
  const received = withoutFee(
    read.processed_amount.money,
    read.amount.money,
    read.payment_amount.money
  )
  const atMostReceived = (money: Money | undefined) =>
    money && received ? money.min(received) : money
  return {
    received,
    refunded: atMostReceived(read.refunded_amount.money),
    chargedBack: atMostReceived(read.charged_back_amount.money),
    reserved: read.reserved_amount.money,
    unreadable: Object.entries(read)
      .filter(([, { isUnreadable }]) => isUnreadable)
      .map(([name]) => name),
  }
}

function withoutFee(
  processed: Money | undefined,
  amount: Money | undefined,
  withFee: Money | undefined
): Money | undefined {
  if (!processed || !amount || !withFee || withFee.compare(amount) <= 0) {
    return processed
  }
  const fee = withFee.subtract(amount)
  return processed.min(amount).max(processed.subtract(fee))
}
