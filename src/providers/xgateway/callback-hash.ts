import { createHash, timingSafeEqual } from "node:crypto"
import type { Secret } from "../../core/secret"

/** 64 bytes in standard base64, with padding. */
const HASH = /^[A-Za-z0-9+/]{86}==$/

/** The `hash` that XGateway would make of these facts. */
export function callbackHash(facts: readonly string[], secret: Secret): string {
  return digestOf(facts, secret).toString("base64")
}

function digestOf(facts: readonly string[], secret: Secret): Buffer {
  return createHash("sha512")
    .update([...facts, secret.reveal()].join("."))
    .digest()
}

/**
 * Whether a callback's `hash` was made with one of the secret keys: base64 of the SHA-512 of its
 * facts and the key, joined by dots. A plain hash, no HMAC. It covers neither status nor type, so
 * it tells who sent a callback, and nothing that may be believed.
 * Source: XGateway documentation, keys and authentication, transaction callbacks.
 *
 * @param facts exactly as they were received: "0.10" is not "0.1"
 */
export function isGenuineHash(
  facts: readonly string[],
  given: unknown,
  secrets: readonly Secret[]
): boolean {
  if (typeof given !== "string" || !HASH.test(given)) {
    return false
  }
  const bytes = Buffer.from(given, "base64")
  return secrets
    .map((secret) => digestOf(facts, secret))
    .map((expected) => timingSafeEqual(expected, bytes))
    .includes(true)
}
