import { mapObjects } from "../../core/distortions"
import type { GatewayDistortions } from "../../core/gateway"
import type { JsonObject } from "../../core/json"
import { formatDecimal, parseDecimal } from "../../core/money"
import { errorBody } from "./errors"

const AMOUNTS: readonly string[] = [
  "x_amount",
  "amount",
  "local_amount",
  "usd_amount",
  "converted_amount",
]
const CURRENCIES: readonly string[] = ["x_currency", "currency"]
/** `result` of webpaystatus and refunds, `status` of v3 and of new invoices. */
const STATUSES: readonly string[] = ["result", "status"]

/** Wrong answers in D24's own terms. The smallest unit of all amounts is a hundredth. */
export const DIRECTA24_DISTORTIONS: GatewayDistortions = {
  wrongAmount: (body, by) =>
    mapObjects(body, (object) =>
      changed(object, AMOUNTS, (value) => {
        const hundredths = parseDecimal(String(value), 2)
        const text = hundredths === undefined ? undefined : formatDecimal(hundredths + by, 2)
        return text === undefined ? value : typeof value === "number" ? Number(text) : text
      })
    ),
  wrongCurrency: (body, currency) =>
    mapObjects(body, (object) =>
      changed(object, CURRENCIES, (value) => currency ?? (value === "USD" ? "EUR" : "USD"))
    ),
  unknownEnum: (body, value) =>
    mapObjects(body, (object) => changed(object, STATUSES, () => value)),
  errorBody,
}

function changed(
  object: JsonObject,
  names: readonly string[],
  change: (value: string | number) => string | number
): JsonObject {
  const result = { ...object }
  for (const name of names) {
    const value = object[name]
    if (typeof value === "string" || typeof value === "number") {
      result[name] = change(value)
    }
  }
  return result
}
