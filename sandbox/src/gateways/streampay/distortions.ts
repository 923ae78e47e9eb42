import { mapObjects } from "../../core/distortions"
import type { GatewayDistortions } from "../../core/gateway"
import type { JsonObject } from "../../core/json"
import { parseDecimal } from "../../core/money"
import { CURRENCY_EXPONENTS } from "./currencies"
import { errorBody } from "./errors"
import { toMajor, toSmallestUnit } from "./money"

const AMOUNT_MEMBERS: readonly string[] = [
  "amount",
  "original_amount",
  "amount_collected",
  "total_amount",
  "paid_amount",
  "remaining_amount",
  "amount_refunded",
]

const STATUS_MEMBERS: readonly string[] = ["status", "current_status"]

/** Wrong answers in StreamPay's own terms. */
export const STREAMPAY_DISTORTIONS: GatewayDistortions = {
  wrongAmount: (body, by) => mapObjects(body, (object) => withWrongAmounts(object, by)),
  wrongCurrency: (body, currency) =>
    mapObjects(body, (object) =>
      typeof object.currency === "string"
        ? { ...object, currency: currency ?? (object.currency === "USD" ? "EUR" : "USD") }
        : object
    ),
  unknownEnum: (body, value) =>
    mapObjects(body, (object) => {
      const changed = { ...object }
      for (const name of STATUS_MEMBERS.filter((member) => member in object)) {
        changed[name] = value
      }
      return changed
    }),
  errorBody,
}

/** Both spellings of each amount change alike, as they would in a real mistake. */
function withWrongAmounts(object: JsonObject, by: bigint): JsonObject {
  const currency = typeof object.currency === "string" ? object.currency : ""
  const exponent = CURRENCY_EXPONENTS[currency]
  if (exponent === undefined) {
    return object
  }
  const changed = { ...object }
  for (const name of AMOUNT_MEMBERS) {
    const text = object[name]
    const minor = typeof text === "string" ? parseDecimal(text, exponent) : undefined
    const units = object[`${name}_in_smallest_unit`]
    if (minor !== undefined) {
      changed[name] = toMajor(minor + by, currency)
    }
    if (typeof units === "number") {
      changed[`${name}_in_smallest_unit`] = toSmallestUnit(BigInt(units) + by)
    }
  }
  return changed
}
