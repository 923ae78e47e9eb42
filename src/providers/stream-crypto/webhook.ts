import { hash, timingSafeEqual } from "node:crypto"
import type { SignedWebhook, TestWebhook, WebhookDelivery, WebhookHint } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { readRawMembers } from "../../core/raw-json"
import type { Secret } from "../../core/secret"
import { isTestToken, testHint } from "../../core/test-webhook"
import { callbackEvidence, type CallbackFields, callbackFieldsSchema } from "./callback-evidence"

/** Stream has one callback and no word for it; it means that money has arrived. */
export const CALLBACK = "callback"

/** A callback has seven short fields. */
const LONGEST_BODY = 64 * 1024

/** The signed fields with their names in the signature, in its order. */
const SIGNED_FIELDS: readonly (readonly [string, keyof CallbackFields])[] = [
  ["Amount", "amount"],
  ["AmountUsd", "amount_usd"],
  ["CurrentDateTime", "current_datetime"],
  ["PaymentID", "payment_id"],
  ["ReceivedAmount", "received_amount"],
  ["ReceivedAmountUsd", "received_amount_usd"],
]

/**
 * Checks a callback's signature and reads what it tells.
 *
 * @throws {GatewayError} `invalid_signature`, `invalid_webhook`
 */
export function readStreamWebhook(
  delivery: WebhookDelivery,
  { secrets }: { readonly secrets: readonly Secret[] }
): WebhookHint {
  const { values, signature } = readFields(delivery.rawBody)
  verifySignature(values, signature, secrets)
  // The signature does not say where a value ends: only values of the documented forms, none of
  // which holds a ";", were signed as the fields that they are taken for.
  const parsed = callbackFieldsSchema.safeParse(values)
  if (!parsed.success) {
    const fields = parsed.error.issues.map(({ path }) => path.join(".")).join(", ")
    throw unreadable(`is signed, but not of the documented form: ${fields}`)
  }
  if (isTestToken(parsed.data.payment_id)) {
    return testHint(parsed.data.payment_id)
  }
  const { current_datetime: _sentAt, ...told } = parsed.data
  return {
    eventType: CALLBACK,
    // A repeated callback has another time of sending, and nothing else is new in it.
    dedupeKey: hash("sha256", JSON.stringify(Object.entries(told).sort()), "hex"),
    reference: parsed.data.payment_id,
    concerns: "payment",
    isUnknown: false,
    evidence: callbackEvidence(parsed.data, delivery.now),
  }
}

/** A test of the shop's own, signed as Stream signs: of a payment that there cannot be. */
export function signStreamTest({ token, now }: TestWebhook, secret: Secret): SignedWebhook {
  const values: CallbackFields = {
    payment_id: token,
    amount: "0",
    amount_usd: "0",
    received_amount: "0",
    received_amount_usd: "0",
    current_datetime: now.toISOString(),
  }
  const signature = signatureOf(values, secret).toString("hex")
  return {
    body: JSON.stringify({ ...values, signature }),
    headers: { "content-type": "application/json" },
  }
}

/** The values as they were sent: texts, and numbers with the characters of the raw body. */
function readFields(rawBody: Buffer): {
  values: Readonly<Record<keyof CallbackFields, string>>
  signature: Buffer
} {
  const members =
    rawBody.length <= LONGEST_BODY ? readRawMembers(rawBody.toString("utf8")) : undefined
  if (!members) {
    throw unreadable("is not a JSON object with each member once")
  }
  const signature = members.get("signature")
  if (signature?.kind !== "string" || !/^[0-9a-f]{64}$/i.test(signature.text)) {
    throw refused("the field signature is missing, or is not a SHA-256 in hexadecimal digits")
  }
  const values = SIGNED_FIELDS.map(([, name]) => {
    const member = members.get(name)
    if (member === undefined || member.kind === "other") {
      throw refused(`the signed field ${name} is missing`)
    }
    return [name, member.text] as const
  })
  return {
    values: Object.fromEntries(values) as Record<keyof CallbackFields, string>,
    signature: Buffer.from(signature.text, "hex"),
  }
}

/** Plain SHA-256 with the secret at the end. Source: documentation, handling callbacks. */
function verifySignature(
  values: Readonly<Record<keyof CallbackFields, string>>,
  signature: Buffer,
  secrets: readonly Secret[]
): void {
  const isGenuine = secrets
    .map((secret) => signatureOf(values, secret))
    .map((expected) => timingSafeEqual(expected, signature))
    .includes(true)
  if (!isGenuine) {
    throw refused(
      "the signature does not fit: the client secret is another one, or something on the way changed the body"
    )
  }
}

function signatureOf(
  values: Readonly<Record<keyof CallbackFields, string>>,
  secret: Secret
): Buffer {
  const signed = SIGNED_FIELDS.map(([name, field]) => `${name}=${values[field]}`).join(";")
  return hash("sha256", `${signed};SecretKey=${secret.reveal()}`, "buffer")
}

function refused(detail: string): GatewayError {
  return new GatewayError({
    code: "invalid_signature",
    message: `The callback is not signed by Stream: ${detail}.`,
    retry: false,
  })
}

function unreadable(detail: string): GatewayError {
  return new GatewayError({
    code: "invalid_webhook",
    message: `The callback's body ${detail}.`,
    retry: false,
  })
}
