import { createHash } from "node:crypto"
import type { WebhookDelivery } from "../../../../core/contract"
import { Secret } from "../../../../core/secret"
import type { CallbackFields } from "../../callback-evidence"
import { readStreamWebhook } from "../../webhook"

export const SECRET = "stream_secret_made_up"
export const PAYMENT_ID = "LqaUrQimtgTe9iF3Knv8Ld"

/** A callback about one dollar that was paid exactly. */
export function callbackFieldsOf(changes: Partial<CallbackFields> = {}): CallbackFields {
  return {
    payment_id: PAYMENT_ID,
    amount: "166389351081530800779973",
    amount_usd: "1.00",
    received_amount: "166389351081530800779973",
    received_amount_usd: "1.00",
    current_datetime: "2022-08-10T21:52:41+00:00",
    ...changes,
  }
}

/** Computed here on its own. */
export function signatureOf(fields: Record<string, unknown>, secret = SECRET): string {
  const text = (name: string) => String(fields[name])
  const signed = [
    `Amount=${text("amount")}`,
    `AmountUsd=${text("amount_usd")}`,
    `CurrentDateTime=${text("current_datetime")}`,
    `PaymentID=${text("payment_id")}`,
    `ReceivedAmount=${text("received_amount")}`,
    `ReceivedAmountUsd=${text("received_amount_usd")}`,
    `SecretKey=${secret}`,
  ]
  return createHash("sha256").update(signed.join(";")).digest("hex")
}

/** A delivery of just these bytes. */
export function rawDelivery(body: string | Buffer, now = new Date()): WebhookDelivery {
  return {
    rawBody: Buffer.from(body),
    headers: { "content-type": "application/json" },
    now,
  }
}

/** A delivery with the right signature. */
export function deliveryOf(
  fields: Record<string, unknown>,
  secret = SECRET,
  now = new Date()
): WebhookDelivery {
  return rawDelivery(JSON.stringify({ ...fields, signature: signatureOf(fields, secret) }), now)
}

export function readWebhook(webhook: WebhookDelivery, secrets = [SECRET]) {
  return readStreamWebhook(webhook, { secrets: secrets.map((secret) => new Secret(secret)) })
}

/** The reason with which a callback is refused; `undefined` when it is taken. */
export function refusalOf(webhook: WebhookDelivery, secrets?: string[]): unknown {
  try {
    readWebhook(webhook, secrets)
    return undefined
  } catch (error) {
    return (error as { reason?: unknown }).reason ?? error
  }
}
