import { createHash } from "node:crypto"
import type { WebhookDelivery } from "../../../../core/contract"
import { SESSION_ID } from "../../../../core/__tests__/support/attempts"
import { Secret } from "../../../../core/secret"
import { readXGatewayWebhook } from "../../webhook"
import { SECRET_KEY } from "./api"

export const TRANSACTION_ID = "7e71d132-d80d-4140-8e60-9c89d0bd9eed"

/** The hash of facts and key, made here on its own. */
export function hashOf(facts: readonly string[], secret = SECRET_KEY): string {
  return createHash("sha512")
    .update(`${facts.join(".")}.${secret}`, "utf8")
    .digest("base64")
}

/** A deposit's callback with the right hash. */
export function depositBody(
  changes: Record<string, unknown> = {},
  secret = SECRET_KEY
): Record<string, unknown> {
  const body: Record<string, unknown> = {
    callbackType: "transaction",
    id: TRANSACTION_ID,
    type: "deposit",
    status: "confirmed",
    amount: "200",
    currency: "EUR",
    customerId: SESSION_ID,
    orderId: null,
    invoiceId: null,
    applicationId: null,
    network: "tron",
    info: { transactionAmount: "207.51518" },
    ...changes,
  }
  const facts = [body.id, body.customerId, body.amount, body.currency].map(String)
  return { hash: hashOf(facts, secret), ...body }
}

export function delivery(body: unknown): WebhookDelivery {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return { rawBody: Buffer.from(text), headers: {}, now: new Date() }
}

export function readCallback(
  body: unknown,
  { flow = "channel" as "channel" | "invoice", secrets = [SECRET_KEY] } = {}
) {
  return readXGatewayWebhook(delivery(body), {
    flow,
    secrets: secrets.map((secret) => new Secret(secret)),
  })
}

/** The reason with which a callback is refused; `undefined` when it is taken. */
export function refusalOf(body: unknown, options?: Parameters<typeof readCallback>[1]): unknown {
  try {
    readCallback(body, options)
    return undefined
  } catch (error) {
    return (error as { reason?: unknown }).reason ?? error
  }
}
