import { randomUUID } from "node:crypto"
import { parseDecimal } from "../../core/money"
import { CURRENCIES, exponentOf } from "./currencies"
import type { Price } from "./entities"
import { invalidParameters } from "./errors"
import type { FormReader } from "./form-reader"
import type { StreamPayAccount } from "./options"

const MOST_WHOLE_DIGITS = 12

/** Reads an amount of money in major units. @returns smallest units; 0 after a problem */
export function readAmount(form: FormReader, name: string, currency: string, min: bigint): bigint {
  const text = form.decimal(name)
  if (text === undefined) {
    return 0n
  }
  const exponent = exponentOf(currency)
  const wholeDigits = text.replace(/^-?0*/, "").split(".")[0] ?? ""
  if (wholeDigits.length > MOST_WHOLE_DIGITS) {
    form.add(name, {
      type: "decimal_whole_digits",
      msg: `Decimal input should have no more than ${MOST_WHOLE_DIGITS} digits before the decimal point`,
      ctx: { whole_digits: MOST_WHOLE_DIGITS },
    })
    return 0n
  }
  const minor = parseDecimal(text, exponent)
  if (minor === undefined) {
    form.add(name, {
      type: "decimal_max_places",
      msg: `Decimal input should have no more than ${exponent} decimal places`,
      ctx: { decimal_places: exponent },
    })
    return 0n
  }
  if (minor < min * 10n ** BigInt(exponent)) {
    form.add(name, {
      type: "greater_than_equal",
      msg: `Input should be greater than or equal to ${min}`,
      ctx: { ge: Number(min) },
    })
  }
  return minor
}

/** Reads one price of a product: at least 1 in its currency. */
export function readPrice(form: FormReader): Price {
  const currency = form.choice("currency", CURRENCIES)
  return {
    id: randomUUID(),
    currency,
    amountMinor: readAmount(form, "amount", currency, 1n),
    isActive: true,
    isInclusiveOfVat: form.flag("is_price_inclusive_of_vat", true),
    isExemptFromVat: form.flag("is_price_exempt_from_vat", false),
  }
}

/** What the fields of prices allow and the rules do not. */
export function checkPrices(account: StreamPayAccount, prices: Price[]): void {
  const foreign = prices.find((price) => !account.enabledCurrencies.includes(price.currency))
  if (foreign) {
    throw invalidParameters(`Currency ${foreign.currency} is not enabled for this organization`)
  }
  if (prices.some((price) => price.isExemptFromVat && price.isInclusiveOfVat)) {
    throw invalidParameters("A price cannot be exempt from VAT and inclusive of VAT at once")
  }
  const active = prices.filter((price) => price.isActive).map((price) => price.currency)
  if (new Set(active).size < active.length) {
    throw invalidParameters("A product can have only one active price per currency")
  }
}
