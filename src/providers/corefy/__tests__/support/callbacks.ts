import { createHash } from "node:crypto"
import type { WebhookDelivery } from "../../../../core/contract"
import { Secret } from "../../../../core/secret"
import type { CallbackKeys } from "../../callback-signature"
import { readCorefyCallback } from "../../webhook"
import { replyOf } from "./invoices"

export const LIVE_KEY = "sk_live_Zz9Yy8Xx7"
export const TEST_KEY = "sk_test_AbC123dEf456"

interface PlainKeys {
  readonly live?: string
  readonly test?: string
  readonly testMode?: boolean
}

export function keysOf({ live = LIVE_KEY, test, testMode = false }: PlainKeys = {}): CallbackKeys {
  return {
    callbackSecret: new Secret(live),
    callbackSecretTest: test === undefined ? undefined : new Secret(test),
    testMode,
  }
}

/** The signature, computed here on its own. */
export function signatureOf(body: string | Buffer, key = LIVE_KEY): string {
  const message = Buffer.concat([Buffer.from(key), Buffer.from(body), Buffer.from(key)])
  return createHash("sha1").update(message).digest("base64")
}

export function deliveryOf(
  body: string | Buffer,
  signature: string | readonly string[] | undefined = signatureOf(body)
): WebhookDelivery {
  return {
    rawBody: Buffer.from(body),
    headers: { "content-type": "application/json", "x-signature": signature },
    now: new Date("2026-11-21T12:00:00Z"),
  }
}

export function read(delivery: WebhookDelivery, keys: PlainKeys = {}) {
  return readCorefyCallback(delivery, keysOf(keys))
}

/** The error with which a callback is refused; `undefined` when it is taken. */
export function refusalOf(
  delivery: WebhookDelivery,
  keys: PlainKeys = {}
): { readonly reason?: unknown; readonly message?: string } | undefined {
  try {
    read(delivery, keys)
    return undefined
  } catch (error) {
    return error as Error
  }
}

/** A signed callback of an invoice. */
export function callbackOf(changes: Record<string, unknown> = {}, id?: string): WebhookDelivery {
  return deliveryOf(JSON.stringify(replyOf(changes, id)))
}
