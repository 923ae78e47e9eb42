import { mapObjects } from "../../core/distortions"
import type { GatewayDistortions } from "../../core/gateway"
import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json"
import { formatDecimal, parseDecimal } from "../../core/money"
import { errorBody } from "./errors"

const FIAT_MEMBERS = ["display_amount_usd", "display_amount_eur"] as const
const COIN_MEMBERS = ["amount", "display_amount", "displayAmount"] as const

/** Wrong answers in the gateway's own terms. */
export const STREAM_CRYPTO_DISTORTIONS: GatewayDistortions = {
  wrongAmount: (body, by) => (isJsonObject(body) ? withWrongAmounts(body, by) : body),
  wrongCurrency: (body, currency) =>
    mapObjects(body, (object) =>
      typeof object.local_currency === "string"
        ? { ...object, local_currency: currency ?? otherCurrency(object.local_currency) }
        : object
    ),
  unknownEnum: (body, value) =>
    mapObjects(body, (object) => ("status" in object ? { ...object, status: value } : object)),
  errorBody,
}

/** Cents differ by `by`, and coins in proportion, as they would in a real mistake. */
function withWrongAmounts(body: JsonObject, by: bigint): JsonValue {
  const usd = centsOf(body.display_amount_usd)
  if (usd === undefined || usd === 0n) {
    return body
  }
  const scaled = mapObjects(body, (object) => {
    const changed = { ...object }
    for (const name of COIN_MEMBERS.filter((member) => member in object)) {
      changed[name] = scale(object[name], usd + by, usd)
    }
    return changed
  })
  const changed = isJsonObject(scaled) ? { ...scaled } : body
  for (const name of FIAT_MEMBERS.filter((member) => member in body)) {
    const cents = centsOf(body[name])
    changed[name] = cents === undefined ? body[name] : formatDecimal(cents + by, 2)
  }
  return changed
}

function scale(value: JsonValue | undefined, by: bigint, of: bigint): JsonValue | undefined {
  if (typeof value !== "string") {
    return value
  }
  const decimals = value.split(".")[1]?.length ?? 0
  const units = parseDecimal(value, decimals)
  return units === undefined ? value : formatDecimal((units * by) / of, decimals)
}

function centsOf(value: JsonValue | undefined): bigint | undefined {
  return typeof value === "string" ? parseDecimal(value, 2) : undefined
}

function otherCurrency(currency: string): string {
  return currency === "usd" ? "eur" : "usd"
}
