import { hash } from "node:crypto"
import { z } from "@medusajs/framework/zod"
import type { SignedWebhook, TestWebhook, WebhookDelivery, WebhookHint } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { readRawMembers } from "../../core/raw-json"
import type { Secret } from "../../core/secret"
import { sessionIdOfReference } from "../../core/session-reference"
import { isTestToken, testHint } from "../../core/test-webhook"
import { callbackHash, isGenuineHash } from "./callback-hash"
import { evidenceOf } from "./deposits"
import type { XGatewayOptions } from "./options"
import { isUuidLike } from "./uuids"

/** What is not as expected is as good as missing. */
const text = z.string().max(200).refine(isStorable).nullish().catch(undefined)

const callbackSchema = z.object({
  callbackType: text,
  id: text,
  type: text,
  status: text,
  customerId: text,
  orderId: text,
  invoiceId: text,
  currency: text,
  hash: z.unknown(),
})

type Callback = z.output<typeof callbackSchema>

/** Transactions' types and what they concern. Source: XGateway documentation, callbacks. */
export const TRANSACTION_TYPES: Readonly<Record<string, WebhookHint["concerns"]>> = {
  deposit: "payment",
  withdrawal: "refund",
}

/** Callbacks that are not about a transaction. Source: XGateway documentation, callbacks. */
export const OTHER_CALLBACKS: ReadonlySet<string> = new Set(["bank_account", "kyc"])

/** Of test callbacks that the shop sends itself; XGateway has no such type. */
const TEST_TYPE = "payment_gateways_test"

/**
 * Checks a callback's hash and reads what it points to.
 *
 * @throws {GatewayError} `invalid_signature`, `invalid_webhook`
 */
export function readXGatewayWebhook(
  { rawBody }: WebhookDelivery,
  options: Pick<XGatewayOptions, "flow"> & { readonly secrets: readonly Secret[] }
): WebhookHint {
  const body = rawBody.toString("utf8")
  const { data: callback } = callbackSchema.safeParse(parseJson(body))
  if (!callback) {
    throw unreadable("its body is not a JSON object")
  }
  if (!isGenuine(callback, body, options.secrets)) {
    throw new GatewayError({
      code: "invalid_signature",
      message:
        "The callback is not from XGateway: its hash is missing or does not fit. The secret key is another one, or something on the way changed the body.",
      retry: false,
    })
  }
  const { callbackType } = callback
  // The id is covered by the hash; the type is not, and decides nothing without it.
  if (callbackType === TEST_TYPE && isTestToken(callback.id)) {
    return testHint(callback.id)
  }
  // The vendor repeats the same bytes. The hash of the body's own would be the same for a deposit
  // that failed and was confirmed after that.
  const dedupeKey = hash("sha256", rawBody, "hex")
  if (callbackType && OTHER_CALLBACKS.has(callbackType)) {
    return { eventType: callbackType, dedupeKey, concerns: "other", isUnknown: false }
  }
  const payment = paymentOf(callback, options.flow)
  if (callbackType !== "transaction") {
    const eventType = callbackType || "no callbackType"
    return { eventType, dedupeKey, ...payment, concerns: "payment", isUnknown: true }
  }
  const { id, type, status } = callback
  if (!isUuidLike(id)) {
    throw unreadable("its id is not a transaction's")
  }
  const concerns =
    type && Object.hasOwn(TRANSACTION_TYPES, type) ? TRANSACTION_TYPES[type] : undefined
  return {
    eventType: `${type || "transaction"}.${status || "unknown"}`,
    dedupeKey,
    ...payment,
    concerns: concerns ?? "payment",
    isUnknown: concerns === undefined,
    evidence: evidenceOf(id),
  }
}

/** A test of the shop's own, signed as XGateway signs: of a transaction that there cannot be. */
export function signXGatewayTest({ token }: TestWebhook, secret: Secret): SignedWebhook {
  const facts = { id: token, customerId: "test", amount: "0", currency: "TEST" }
  const { id, customerId, amount, currency } = facts
  const hashed = callbackHash([id, customerId, amount, currency], secret)
  return {
    body: JSON.stringify({ callbackType: TEST_TYPE, ...facts, hash: hashed }),
    headers: { "content-type": "application/json" },
  }
}

/**
 * The payment that a callback is about. The customer is covered by the hash and in most shops the
 * payment's own; order and invoice are not covered, and only show where to look.
 */
function paymentOf(
  { customerId, orderId, invoiceId, type }: Callback,
  flow: XGatewayOptions["flow"]
): Pick<WebhookHint, "reference" | "sessionId"> {
  const ofCustomer = sessionIdOfReference(customerId ?? "")
  const channel = ofCustomer === undefined ? undefined : (customerId ?? undefined)
  const invoice = isUuidLike(invoiceId) ? invoiceId : undefined
  // A withdrawal's order is a refund's, and no session's.
  const ofOrder = type === "withdrawal" ? undefined : sessionIdOfReference(orderId ?? "")
  return {
    reference: flow === "channel" ? (channel ?? invoice) : (invoice ?? channel),
    sessionId: ofCustomer ?? ofOrder,
  }
}

function isGenuine(callback: Callback, body: string, secrets: readonly Secret[]): boolean {
  return hashedFacts(callback, body).some((facts) => isGenuineHash(facts, callback.hash, secrets))
}

/** What the hash is made of, by type; of a type that nobody knows it may be any of them. */
function hashedFacts(callback: Callback, body: string): string[][] {
  const { callbackType, id, customerId, currency } = callback
  const amount = amountAsSent(body)
  if (!customerId) {
    return []
  }
  const isAny = callbackType !== "transaction" && !OTHER_CALLBACKS.has(callbackType ?? "")
  const facts: string[][] = []
  if ((callbackType === "transaction" || isAny) && id && currency && amount !== undefined) {
    facts.push([id, customerId, amount, currency])
  }
  if ((callbackType === "bank_account" || isAny) && currency) {
    facts.push([customerId, currency])
  }
  if (callbackType === "kyc" || isAny) {
    facts.push([customerId])
  }
  return facts
}

/** The amount's own characters: of a number, `JSON.parse` tells "0.10" and "0.1" as one. */
function amountAsSent(body: string): string | undefined {
  const amount = readRawMembers(body)?.get("amount")
  return amount === undefined || amount.kind === "other" ? undefined : amount.text
}

/** Postgres takes no NUL in a text; such an event would come back for ever. */
function isStorable(value: string): boolean {
  return !value.includes("\0")
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown
  } catch {
    return undefined
  }
}

function unreadable(problem: string): GatewayError {
  return new GatewayError({
    code: "invalid_webhook",
    message: `The callback cannot be read: ${problem}.`,
    retry: false,
  })
}
