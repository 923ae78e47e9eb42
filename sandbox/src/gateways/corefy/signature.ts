import { createHash } from "node:crypto"

/**
 * The value of `X-Signature`: base64 of SHA-1 over secret, body and secret again.
 *
 * @param secret the account's private key, used as UTF-8
 * @param body exactly as it is sent
 */
export function callbackSignature(secret: string, body: string): string {
  return createHash("sha1")
    .update(secret, "utf8")
    .update(body, "utf8")
    .update(secret, "utf8")
    .digest("base64")
}
