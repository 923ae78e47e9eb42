import { randomBytes } from "node:crypto"
import type { GatewayRequest } from "./server"

const intents = new Map<string, unknown>()

/**
 * Creating and retrieving a payment intent, with replies of the size of the real ones.
 * Source: Stripe API reference, the PaymentIntent object.
 */
export function answerStripe({ method, url, body }: GatewayRequest): unknown {
  if (method === "POST" && url.pathname === "/v1/payment_intents") {
    return createIntent(new URLSearchParams(body))
  }
  return method === "GET"
    ? intents.get(url.pathname.slice("/v1/payment_intents/".length))
    : undefined
}

function createIntent(form: URLSearchParams) {
  const id = `pi_3${randomBytes(12).toString("hex")}`
  const intent = paymentIntent({
    id,
    amount: Number(form.get("amount")),
    currency: form.get("currency") ?? "usd",
    sessionId: form.get("metadata[session_id]") ?? "",
  })
  intents.set(id, intent)
  return intent
}

/** A payment intent that nobody has paid yet. */
function paymentIntent(facts: { id: string; amount: number; currency: string; sessionId: string }) {
  return {
    id: facts.id,
    object: "payment_intent",
    amount: facts.amount,
    amount_capturable: 0,
    amount_details: { tip: {} },
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: "manual",
    client_secret: `${facts.id}_secret_${randomBytes(12).toString("hex")}`,
    confirmation_method: "automatic",
    created: Math.trunc(Date.now() / 1000),
    currency: facts.currency,
    customer: null,
    description: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    metadata: { session_id: facts.sessionId },
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: { card: { installments: null, request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: "requires_payment_method",
    transfer_data: null,
    transfer_group: null,
  }
}
