import { mapObjects } from "../../core/distortions"
import type { GatewayDistortions } from "../../core/gateway"
import type { JsonObject } from "../../core/json"
import { isCurrency } from "./currencies"
import type { Refuser } from "./errors"
import { fromMajor, toJsonAmount } from "./money"

const AMOUNT_MEMBERS: readonly string[] = [
  "amount",
  "payment_amount",
  "deposit",
  "processed_amount",
  "processed_deposit",
  "refunded_amount",
]

/** Wrong answers in Corefy's own terms. */
export function corefyDistortions(refuser: Refuser): GatewayDistortions {
  return {
    wrongAmount: (body, by) => mapObjects(body, (object) => withWrongAmounts(object, by)),
    wrongCurrency: (body, currency) =>
      mapObjects(body, (object) =>
        typeof object.currency === "string"
          ? { ...object, currency: currency ?? (object.currency === "USD" ? "EUR" : "USD") }
          : object
      ),
    unknownEnum: (body, value) =>
      mapObjects(body, (object) =>
        typeof object.status === "string" ? { ...object, status: value } : object
      ),
    errorBody: (status) =>
      refuser.body(status, [
        { code: `http_${status}`, detail: `Request failed with status ${status}` },
      ]),
  }
}

function withWrongAmounts(object: JsonObject, by: bigint): JsonObject {
  const { currency } = object
  if (typeof currency !== "string" || !isCurrency(currency)) {
    return object
  }
  const changed = { ...object }
  for (const name of AMOUNT_MEMBERS) {
    const amount = object[name]
    const minor = typeof amount === "number" ? fromMajor(String(amount), currency) : undefined
    if (minor !== undefined) {
      changed[name] = toJsonAmount(minor + by, currency)
    }
  }
  return changed
}
