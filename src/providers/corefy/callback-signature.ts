import { createHash, timingSafeEqual } from "node:crypto"
import type { SignedWebhook, WebhookDelivery } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import type { Secret } from "../../core/secret"
import type { CorefyOptions } from "./options"

const SIGNATURE_HEADER = "x-signature"

/** The private keys of an account: one signs callbacks of live invoices, one of test invoices. */
export type CallbackKeys = Pick<CorefyOptions, "callbackSecret" | "callbackSecretTest" | "testMode">

/**
 * Checks `X-Signature`, the base64 of SHA-1 over key, raw body, key. Keys are kept apart: only the
 * one of the configured mode counts. Source: Corefy documentation, callbacks.
 *
 * @throws {GatewayError} `invalid_signature`, with the likely cause
 */
export function verifyCallback(delivery: WebhookDelivery, keys: CallbackKeys): void {
  const given = readSignature(delivery.headers)
  if (timingSafeEqual(macOf(delivery.rawBody, keyOf(keys)), given)) {
    return
  }
  const other = keys.testMode ? keys.callbackSecret : keys.callbackSecretTest
  const isOther = other !== undefined && timingSafeEqual(macOf(delivery.rawBody, other), given)
  throw refused(
    isOther
      ? `it is signed with the ${keys.testMode ? "live" : "test"} key, but testMode is ${keys.testMode ? "on" : "off"}`
      : "the signature does not fit: the private key is another one (API key and public key sign nothing), or something on the way changed the body"
  )
}

/** A body of the shop's own with the signature that Corefy would make of it. */
export function signCallback(body: string, keys: CallbackKeys): SignedWebhook {
  const mac = macOf(Buffer.from(body), keyOf(keys)).toString("base64")
  return { body, headers: { "content-type": "application/json", [SIGNATURE_HEADER]: mac } }
}

/** Of the configured mode. */
function keyOf({ callbackSecret, callbackSecretTest, testMode }: CallbackKeys): Secret {
  return testMode ? (callbackSecretTest ?? callbackSecret) : callbackSecret
}

function macOf(body: Buffer, secret: Secret): Buffer {
  const key = secret.reveal()
  return createHash("sha1").update(key).update(body).update(key).digest()
}

/** 20 bytes in base64. */
function readSignature(headers: WebhookDelivery["headers"]): Buffer {
  const [, header] =
    Object.entries(headers).find(([name]) => name.toLowerCase() === SIGNATURE_HEADER) ?? []
  if (typeof header !== "string" || header === "") {
    throw refused(`the header ${SIGNATURE_HEADER} is missing`)
  }
  if (!/^[A-Za-z0-9+/]{27}=$/.test(header)) {
    throw refused(`the header ${SIGNATURE_HEADER} is not a SHA-1 in base64`)
  }
  return Buffer.from(header, "base64")
}

function refused(detail: string): GatewayError {
  return new GatewayError({
    code: "invalid_signature",
    message: `The webhook is not signed by Corefy: ${detail}.`,
    retry: false,
  })
}
