import { createHmac } from "node:crypto"
import type { WebhookDelivery } from "../../../../core/contract"
import { Secret } from "../../../../core/secret"
import { readStreamPayWebhook } from "../../webhook"

export const WEBHOOK_SECRET = "sp_whsec_made_up_0001"
export const SIGNED_AT = 1767323045

/** The MAC of `t.body`, computed here on its own. */
export function macOf(
  body: string | Buffer,
  { secret = WEBHOOK_SECRET, t = String(SIGNED_AT), encoding = "hex" as "hex" | "base64" } = {}
): string {
  const message = Buffer.concat([Buffer.from(`${t}.`), Buffer.from(body)])
  return createHmac("sha256", secret).update(message).digest(encoding)
}

/** A delivery with the right signature. */
export function signedDelivery(body: string | Buffer, secret = WEBHOOK_SECRET): WebhookDelivery {
  return delivery(body, `t=${SIGNED_AT},v1=${macOf(body, { secret })}`)
}

export function delivery(
  body: string | Buffer,
  signature: string | readonly string[] | undefined,
  now = new Date(SIGNED_AT * 1000)
): WebhookDelivery {
  return {
    rawBody: Buffer.from(body),
    headers: { "content-type": "application/json", "x-webhook-signature": signature },
    now,
  }
}

export function readWebhook(
  webhook: WebhookDelivery,
  { secrets = [WEBHOOK_SECRET], toleranceSeconds = 0 } = {}
) {
  return readStreamPayWebhook(webhook, {
    secrets: secrets.map((secret) => new Secret(secret)),
    toleranceSeconds,
  })
}

/** The reason with which a webhook is refused; `undefined` when it is taken. */
export function refusalOf(
  webhook: WebhookDelivery,
  options?: Parameters<typeof readWebhook>[1]
): unknown {
  try {
    readWebhook(webhook, options)
    return undefined
  } catch (error) {
    return (error as { reason?: unknown }).reason ?? error
  }
}
