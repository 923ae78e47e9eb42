import { createHmac, randomUUID } from "node:crypto"

export const STREAMPAY_SECRET = "whsec_benchmark"
export const STRIPE_SECRET = "whsec_benchmark"

/** A webhook as its gateway sends it. */
export interface SignedWebhook {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What a webhook is about. */
export interface WebhookSubject {
  /** The payment session that it names; left out for a payment of somebody else. */
  readonly sessionId?: string
  /** StreamPay's payment link, or Stripe's payment intent. */
  readonly reference?: string
}

const API = "https://stream-app-service.streampay.sa/api/v2"

/** Source: StreamPay documentation, webhooks. */
export function streamPayWebhook(subject: WebhookSubject = {}): SignedWebhook {
  const [payment, invoice] = [randomUUID(), randomUUID()]
  const link = subject.reference ?? randomUUID()
  const body = JSON.stringify({
    event_type: "PAYMENT_SUCCEEDED",
    entity_type: "PAYMENT",
    entity_id: payment,
    entity_url: `${API}/payments/${payment}`,
    status: "SUCCEEDED",
    timestamp: "2026-01-02T03:04:05.678901",
    data: {
      invoice: { id: invoice, url: `${API}/invoices/${invoice}` },
      payment: { id: payment, url: `${API}/payments/${payment}` },
      payment_link: { id: link, url: `${API}/payment_links/${link}` },
      metadata: { session_id: subject.sessionId ?? `payses_${randomUUID()}` },
    },
  })
  return { body, headers: signed("x-webhook-signature", STREAMPAY_SECRET, body) }
}

/** The same webhook with a signature that somebody made who does not know the secret. */
export function forged(webhook: SignedWebhook): SignedWebhook {
  return { body: webhook.body, headers: signed("x-webhook-signature", "guessed", webhook.body) }
}

/**
 * Source: Stripe API reference, events.
 *
 * @param length of the body in bytes; the description is as long as it takes
 */
export function stripeWebhook(length: number, subject: WebhookSubject = {}): SignedWebhook {
  const [event, intent] = [randomUUID(), subject.reference ?? `pi_${randomUUID()}`]
  const withDescription = (description: string) =>
    JSON.stringify({
      id: `evt_${event}`,
      object: "event",
      api_version: "2024-04-10",
      created: 1767323045,
      data: {
        object: {
          id: intent,
          object: "payment_intent",
          amount: 10550,
          amount_received: 10550,
          currency: "sar",
          description,
          metadata: subject.sessionId ? { session_id: subject.sessionId } : {},
          status: "succeeded",
        },
      },
      livemode: false,
      pending_webhooks: 1,
      type: "payment_intent.succeeded",
    })
  const body = withDescription("x".repeat(Math.max(0, length - withDescription("").length)))
  return { body, headers: signed("stripe-signature", STRIPE_SECRET, body) }
}

/** Both vendors sign alike: HMAC-SHA256 of the time, a dot, and the body. */
function signed(header: string, secret: string, body: string): Record<string, string> {
  const time = Math.trunc(Date.now() / 1000)
  const mac = createHmac("sha256", secret).update(`${time}.${body}`).digest("hex")
  return { "content-type": "application/json", [header]: `t=${time},v1=${mac}` }
}
