import { hash } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import type { SignedWebhook, TestWebhook, WebhookDelivery, WebhookHint } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { sessionIdOfReference } from "../../core/session-reference"
import { isTestToken, testHint } from "../../core/test-webhook"
import { type CallbackKeys, signCallback, verifyCallback } from "./callback-signature"
import { failureEvidence } from "./refund-outcomes"
import { INVOICE_ID } from "./schemas"
import { isAboutRefund, meaningOf, REFUND_STATUSES } from "./statuses"

/** `data.type` of a callback, and what it is about. Source: Corefy documentation, callbacks. */
export const CALLBACK_TYPES: Readonly<Record<string, "invoice" | "refund" | "other">> = {
  "payment-invoices": "invoice",
  "payment-invoice": "invoice",
  refunds: "refund",
  refund: "refund",
  "payout-invoices": "other",
  "payout-invoice": "other",
}

/** Of test callbacks that the shop sends itself; Corefy has no such type. */
const TEST_TYPE = "payment-gateways-test"

/** Postgres takes no NUL in a text; such an event would come back for ever. */
const word = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => !text.includes("\0"))

/** What is not as expected is as good as missing. */
const text = word.nullish().catch(undefined)
const invoiceId = z.string().regex(INVOICE_ID).nullish().catch(undefined)

const callbackSchema = z.object({
  data: z.object({
    type: word,
    id: text,
    attributes: z.object({
      status: word,
      reference_id: text,
      // Of a refund: the invoice that it is of.
      original_id: invoiceId,
      metadata: z.object({ session_id: text }).nullish().catch(undefined),
    }),
  }),
})

type Callback = z.output<typeof callbackSchema>["data"]

/**
 * Checks a callback's signature and reads what it points to. The signature carries no time, so an
 * old callback can be sent again by anybody: it is only ever a reason to read the invoice.
 *
 * @throws {GatewayError} `invalid_signature`, `invalid_webhook`
 */
export function readCorefyCallback(delivery: WebhookDelivery, keys: CallbackKeys): WebhookHint {
  verifyCallback(delivery, keys)
  const callback = callbackSchema.safeParse(parseJson(delivery.rawBody))
  if (!callback.success) {
    throw new GatewayError({
      code: "invalid_webhook",
      message: "The webhook is signed, but its body is not a callback of Corefy.",
      retry: false,
    })
  }
  const { data } = callback.data
  if (data.type === TEST_TYPE && isTestToken(data.id)) {
    return testHint(data.id)
  }
  return {
    eventType: `${data.type} ${data.attributes.status}`,
    // The same bytes come again when a delivery failed; there is no id of a delivery.
    dedupeKey: hash("sha256", delivery.rawBody, "hex"),
    ...meaningOfCallback(data),
  }
}

/** A test of the shop's own, signed as Corefy signs. */
export function signCorefyTest({ token }: TestWebhook, keys: CallbackKeys): SignedWebhook {
  const data = { type: TEST_TYPE, id: token, attributes: { status: "test" } }
  return signCallback(JSON.stringify({ data }), keys)
}

/** What staff has to look at, though no reading of the invoice shows it, or shows it as a number only. */
export function warningOf({ eventType }: Pick<WebhookHint, "eventType">): string | undefined {
  const [type = "", status = ""] = eventType.split(" ")
  const isRefund = Object.hasOwn(CALLBACK_TYPES, type) && CALLBACK_TYPES[type] === "refund"
  const isFailure = isRefund
    ? Object.hasOwn(REFUND_STATUSES, status) && REFUND_STATUSES[status] === "failed"
    : status === "refund_failed"
  if (isFailure) {
    return "Corefy could not make a refund that it had taken. Compare it in Corefy's dashboard before you refund once more."
  }
  return /^(partially_)?charged_back$/.test(status)
    ? "the payer's bank took the money back. Look it up in Corefy's dashboard."
    : undefined
}

function meaningOfCallback({
  type,
  id,
  attributes,
}: Callback): Omit<WebhookHint, "eventType" | "dedupeKey"> {
  const { status, reference_id: reference, metadata, original_id: originalId } = attributes
  const kind = Object.hasOwn(CALLBACK_TYPES, type) ? CALLBACK_TYPES[type] : undefined
  if (kind === "other") {
    return { concerns: "other", isUnknown: false }
  }
  if (kind === "refund") {
    const refundMeaning = Object.hasOwn(REFUND_STATUSES, status)
      ? REFUND_STATUSES[status]
      : undefined
    return {
      reference: originalId ?? undefined,
      concerns: "refund",
      isUnknown: refundMeaning === undefined,
      ...(id && refundMeaning === "failed" && { evidence: failureEvidence(id) }),
    }
  }
  const meaning = meaningOf(status)
  return {
    sessionId: metadata?.session_id ?? (reference ? sessionIdOfReference(reference) : undefined),
    reference: id && INVOICE_ID.test(id) ? id : undefined,
    concerns: isAboutRefund(status) ? "refund" : meaning === "card_check" ? "other" : "payment",
    isUnknown: kind === undefined || meaning === undefined,
  }
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString("utf8")) as unknown
  } catch {
    return undefined
  }
}
