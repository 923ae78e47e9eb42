import { createHash } from "node:crypto"
import type { JsonObject } from "../../core/json"
import type { Tampering, SignedWebhook } from "../../core/webhook-types"

/** What a callback tells, each value exactly as it is written. */
export interface CallbackFields {
  payment_id: string
  amount: string
  amount_usd: string
  received_amount: string
  received_amount_usd: string
  current_datetime: string
}

/** How a callback's body is written. */
export interface CallbackForm {
  /** JSON strings, or bare JSON numbers with all their digits. */
  numbers: "strings" | "numbers"
  /** Instead of the right signature. */
  signature?: string
  /** Members that no document knows; they are not signed. */
  extra?: JsonObject
}

const NUMERIC = ["amount", "amount_usd", "received_amount", "received_amount_usd"]

/** What is signed: the values as they are written, by name, and the secret. */
export function signedText(fields: CallbackFields, clientSecret: string): string {
  return [
    `Amount=${fields.amount}`,
    `AmountUsd=${fields.amount_usd}`,
    `CurrentDateTime=${fields.current_datetime}`,
    `PaymentID=${fields.payment_id}`,
    `ReceivedAmount=${fields.received_amount}`,
    `ReceivedAmountUsd=${fields.received_amount_usd}`,
    `SecretKey=${clientSecret}`,
  ].join(";")
}

/** The member `signature` of a callback: plain SHA-256 in lower-case hex. */
export function callbackSignature(fields: CallbackFields, clientSecret: string): string {
  return createHash("sha256").update(signedText(fields, clientSecret), "utf8").digest("hex")
}

/**
 * The signed body of a callback. It is put together by hand: `JSON.stringify` knows no number of 24
 * digits and no `1.00`.
 */
export function callbackBody(
  fields: CallbackFields,
  clientSecret: string,
  form: CallbackForm
): string {
  const bare = (name: string, value: string) =>
    form.numbers === "numbers" && NUMERIC.includes(name) && /^-?\d+(\.\d+)?$/.test(value)
  const members = Object.entries(fields).map(([name, value]: [string, string]) =>
    member(name, bare(name, value) ? value : JSON.stringify(value))
  )
  const signature = form.signature ?? callbackSignature(fields, clientSecret)
  const extra = Object.entries(form.extra ?? {})
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => member(name, JSON.stringify(value)))
  return `{${[...members, member("signature", JSON.stringify(signature)), ...extra].join(",")}}`
}

/** Spoils a callback in its text, so that everything else keeps its digits. */
export function tamperWithCallback(kind: Tampering, signed: SignedWebhook): SignedWebhook {
  const { headers, body } = signed
  switch (kind) {
    case "signature":
      return { headers, body: body.replace(/("signature":"[^"]*)(.)"/, withOtherLast) }
    case "missing_signature":
      return { headers, body: body.replace(/,?"signature":"[^"]*"/, "") }
    case "timestamp":
      return { headers, body: body.replace(/("current_datetime":"[^"]{18})(.)/, withOtherDigit) }
    case "body":
      return { headers, body: withOtherByte(body) }
  }
}

/** The amount that arrived is another one; a body without it gets a space. */
function withOtherByte(body: string): string {
  const changed = body.replace(/("received_amount_usd":"?[\d.]*)(\d)/, withOtherDigit)
  return changed === body ? `${body} ` : changed
}

function withOtherLast(_match: string, before: string, last: string): string {
  return `${before}${last === "0" ? "1" : "0"}"`
}

function withOtherDigit(_match: string, before: string, digit: string): string {
  return `${before}${digit === "9" ? "8" : "9"}`
}

function member(name: string, literal: string): string {
  return `${JSON.stringify(name)}:${literal}`
}
