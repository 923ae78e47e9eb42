import { createHmac, hash, timingSafeEqual } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import type { SignedWebhook, TestWebhook, WebhookDelivery, WebhookHint } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import type { Secret } from "../../core/secret"
import { isTestToken, testHint } from "../../core/test-webhook"

/** Events and what they concern. Source: StreamPay documentation, webhooks. */
export const WEBHOOK_EVENTS: Readonly<Record<string, WebhookHint["concerns"]>> = {
  PAYMENT_SUCCEEDED: "payment",
  PAYMENT_MARKED_AS_PAID: "payment",
  PAYMENT_FAILED: "payment",
  PAYMENT_CANCELED: "payment",
  PAYMENT_REFUNDED: "refund",
  PAYMENT_PARTIALLY_REFUNDED: "refund",
  INVOICE_COMPLETED: "payment",
  INVOICE_CANCELED: "payment",
  INVOICE_REJECTED: "payment",
  INVOICE_CREATED: "payment",
  INVOICE_SENT: "payment",
  INVOICE_ACCEPTED: "payment",
  INVOICE_UPDATED: "payment",
  PAYMENT_LINK_PAY_ATTEMPT_FAILED: "payment",
  SUBSCRIPTION_CREATED: "other",
  SUBSCRIPTION_ACTIVATED: "other",
  SUBSCRIPTION_INACTIVATED: "other",
  SUBSCRIPTION_CANCELED: "other",
  SUBSCRIPTION_FROZEN: "other",
  SUBSCRIPTION_CYCLE_RENEWAL_FAILED: "other",
  SUBSCRIPTION_CANCEL_AT_PERIOD_END: "other",
  SUBSCRIPTION_FREEZE_NOW: "other",
  SUBSCRIPTION_UNFREEZE_NOW: "other",
  SUBSCRIPTION_UNFREEZE_FUTURE: "other",
  SUBSCRIPTION_FREEZE_CANCEL: "other",
  SUBSCRIPTION_PLAN_CHANGE_SCHEDULED: "other",
  SUBSCRIPTION_PLAN_CHANGE_CANCELED: "other",
  SUBSCRIPTION_PLAN_CHANGED: "other",
  SUBSCRIPTION_PLAN_CHANGE_INVOICE_REISSUED: "other",
  SUBSCRIPTION_PLAN_UPDATED: "other",
}

const SIGNATURE_HEADER = "x-webhook-signature"

/** Of test webhooks that the shop sends itself; StreamPay has no such event. */
const TEST_EVENT = "PAYMENT_GATEWAYS_TEST"

/** What is not as expected is as good as missing: links of others carry other metadata. */
const text = z.string().max(200).refine(isStorable).nullish().catch(undefined)

/** Every member of `data` is optional, and no amounts are in the body. */
const eventSchema = z.object({
  event_type: z.string().min(1).max(200).refine(isStorable),
  entity_type: text,
  entity_id: text,
  data: z
    .object({
      payment_link: z.object({ id: text }).nullish().catch(undefined),
      metadata: z.object({ session_id: text }).nullish().catch(undefined),
    })
    .nullish()
    .catch(undefined),
})

/**
 * Checks a webhook's signature and reads what it points to.
 *
 * @throws {GatewayError} `invalid_signature`, `invalid_webhook`
 */
export function readStreamPayWebhook(
  delivery: WebhookDelivery,
  options: { readonly secrets: readonly Secret[]; readonly toleranceSeconds: number }
): WebhookHint {
  verifySignature(delivery, options)
  const event = eventSchema.safeParse(parseJson(delivery.rawBody))
  if (!event.success) {
    throw new GatewayError({
      code: "invalid_webhook",
      message: "The webhook is signed, but its body is not a StreamPay event.",
      retry: false,
    })
  }
  const { event_type: eventType, entity_type: entityType, entity_id: entityId, data } = event.data
  if (eventType === TEST_EVENT && isTestToken(entityId)) {
    return testHint(entityId)
  }
  const linkId = data?.payment_link?.id ?? (entityType === "PAYMENT_LINK" ? entityId : undefined)
  const concerns = Object.hasOwn(WEBHOOK_EVENTS, eventType) ? WEBHOOK_EVENTS[eventType] : undefined
  return {
    eventType,
    // The vendor repeats the same bytes; whether it signs them anew is not documented.
    dedupeKey: hash("sha256", delivery.rawBody, "hex"),
    sessionId: data?.metadata?.session_id ?? undefined,
    reference: linkId ?? undefined,
    concerns: concerns ?? "payment",
    isUnknown: concerns === undefined,
  }
}

/** A test of the shop's own, signed as StreamPay signs. */
export function signStreamPayTest({ token, now }: TestWebhook, secret: Secret): SignedWebhook {
  const body = JSON.stringify({ event_type: TEST_EVENT, entity_type: "TEST", entity_id: token })
  const time = Math.floor(now.getTime() / 1000)
  const mac = createHmac("sha256", secret.reveal()).update(`${time}.${body}`).digest("hex")
  return {
    body,
    headers: { "content-type": "application/json", [SIGNATURE_HEADER]: `t=${time},v1=${mac}` },
  }
}

/** `t=<unix seconds>,v1=<HMAC-SHA256 of "t.body">`. Source: StreamPay documentation, webhooks. */
function verifySignature(
  delivery: WebhookDelivery,
  options: { readonly secrets: readonly Secret[]; readonly toleranceSeconds: number }
): void {
  const { time, macs } = readSignature(delivery.headers)
  const isGenuine = options.secrets
    .map((secret) =>
      createHmac("sha256", secret.reveal()).update(`${time}.`).update(delivery.rawBody).digest()
    )
    .flatMap((expected) => macs.map((given) => timingSafeEqual(expected, given)))
    .includes(true)
  if (!isGenuine) {
    throw refused(
      "the signature does not fit: the webhook secret is another one, or something on the way changed the body"
    )
  }
  const ageSeconds = Math.abs(delivery.now.getTime() / 1000 - Number(time))
  if (options.toleranceSeconds > 0 && ageSeconds > options.toleranceSeconds) {
    throw refused("the signature is older or newer than webhookToleranceSeconds allows")
  }
}

/** One time, and one MAC or, while a secret is replaced, several; other parts are ignored. */
function readSignature(headers: WebhookDelivery["headers"]): { time: string; macs: Buffer[] } {
  const [, header] =
    Object.entries(headers).find(([name]) => name.toLowerCase() === SIGNATURE_HEADER) ?? []
  if (typeof header !== "string" || header.length > 1000) {
    throw refused(`the header ${SIGNATURE_HEADER} is missing`)
  }
  const parts = header.split(",").map((part) => {
    const at = part.indexOf("=")
    return { name: part.slice(0, at).trim(), value: part.slice(at + 1).trim() }
  })
  const valuesOf = (wanted: string) =>
    parts.filter(({ name }) => name === wanted).map(({ value }) => value)
  const [time, ...otherTimes] = new Set(valuesOf("t"))
  const macs = valuesOf("v1")
    .map(decodeMac)
    .filter((mac) => mac !== undefined)
  if (!time || !/^\d{1,12}$/.test(time) || otherTimes.length > 0 || macs.length === 0) {
    throw refused(`the header ${SIGNATURE_HEADER} is not of the form t=…,v1=…`)
  }
  return { time, macs }
}

/** 64 hexadecimal digits, or the same 32 bytes in base64. */
function decodeMac(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) {
    return Buffer.from(text, "hex")
  }
  return /^[A-Za-z0-9+/]{43}=$/.test(text) ? Buffer.from(text, "base64") : undefined
}

/** Postgres takes no NUL in a text; such an event would come back for ever. */
function isStorable(value: string): boolean {
  return !value.includes("\0")
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown
  } catch {
    return undefined
  }
}

function refused(detail: string): GatewayError {
  return new GatewayError({
    code: "invalid_signature",
    message: `The webhook is not signed by StreamPay: ${detail}.`,
    retry: false,
  })
}
