import { createHmac } from "node:crypto"

/**
 * The value of `X-Webhook-Signature`: HMAC-SHA256 in lower-case hex over `t.body`.
 *
 * @param secret the webhook secret, used as UTF-8
 * @param timestamp Unix seconds
 * @param body exactly as it is sent
 */
export function signatureHeader(secret: string, timestamp: number | string, body: string): string {
  const digest = createHmac("sha256", Buffer.from(secret, "utf8"))
    .update(`${timestamp}.`, "utf8")
    .update(body, "utf8")
    .digest("hex")
  return `t=${timestamp},v1=${digest}`
}
