import { createHmac } from "node:crypto"
import type { IPaymentProvider } from "@medusajs/framework/types"
import type { CompiledPlugin } from "../compiled-plugin"
import { stripeLibrary } from "../stripe-at-address"
import type { Comparison } from "./comparison"

const SECRET = "whsec_benchmark"
const API = "https://stream-app-service.streampay.sa/api/v2"
const PAYMENT_ID = "11111111-2222-4333-8444-555555555555"
const INVOICE_ID = "22222222-3333-4444-8555-666666666666"
const LINK_ID = "33333333-4444-4555-8666-777777777777"
const SESSION_ID = "payses_01JCXJ8B3Q6YV1T5R2N4M7K9WD"

const STREAMPAY_BODY = JSON.stringify({
  event_type: "PAYMENT_SUCCEEDED",
  entity_type: "PAYMENT",
  entity_id: PAYMENT_ID,
  entity_url: `${API}/payments/${PAYMENT_ID}`,
  status: "SUCCEEDED",
  timestamp: "2026-01-02T03:04:05.678901",
  data: {
    invoice: { id: INVOICE_ID, url: `${API}/invoices/${INVOICE_ID}` },
    payment: { id: PAYMENT_ID, url: `${API}/payments/${PAYMENT_ID}` },
    payment_link: { id: LINK_ID, url: `${API}/payment_links/${LINK_ID}` },
    metadata: { session_id: SESSION_ID },
  },
})

/**
 * A signed webhook, checked and understood. Both bodies have the same length.
 *
 * @param stripe Medusa's Stripe provider, with `whsec_benchmark` as its webhook secret
 */
export function webhookComparison(plugin: CompiledPlugin, stripe: IPaymentProvider): Comparison {
  return {
    name: `webhook of ${STREAMPAY_BODY.length} bytes: signature and meaning`,
    ours: readStreamPay(plugin),
    against: "payment-stripe's getWebhookActionAndData",
    theirs: readStripe(stripe),
  }
}

function readStreamPay(plugin: CompiledPlugin): () => unknown {
  const { readStreamPayWebhook } = plugin.load<
    typeof import("../../../src/providers/streampay/webhook")
  >("providers/streampay/webhook")
  const { Secret } = plugin.load<typeof import("../../../src/core/secret")>("core/secret")
  const rawBody = Buffer.from(STREAMPAY_BODY)
  const time = Math.trunc(Date.now() / 1000)
  const mac = createHmac("sha256", SECRET).update(`${time}.${STREAMPAY_BODY}`).digest("hex")
  const headers = { "x-webhook-signature": `t=${time},v1=${mac}` }
  const options = { secrets: [new Secret(SECRET)], toleranceSeconds: 0 }
  return () => readStreamPayWebhook({ rawBody, headers, now: new Date() }, options)
}

function readStripe(stripe: IPaymentProvider): () => Promise<unknown> {
  const rawData = Buffer.from(stripeBody(STREAMPAY_BODY.length))
  const { webhooks } = new (stripeLibrary())("sk_test_benchmark")
  const headers = {
    "stripe-signature": webhooks.generateTestHeaderString({
      payload: rawData.toString(),
      secret: SECRET,
    }),
  }
  return () => stripe.getWebhookActionAndData({ data: {}, rawData, headers })
}

/** @param length of the body in characters; the description is as long as it takes */
function stripeBody(length: number): string {
  const body = (description: string) =>
    JSON.stringify({
      id: "evt_3Qa0000000000000000000000",
      object: "event",
      api_version: "2024-04-10",
      created: 1767323045,
      data: {
        object: {
          id: "pi_3Qa0000000000000000000000",
          object: "payment_intent",
          amount: 123456,
          amount_received: 123456,
          currency: "sar",
          description,
          metadata: { session_id: SESSION_ID },
          status: "succeeded",
        },
      },
      livemode: false,
      pending_webhooks: 1,
      type: "payment_intent.succeeded",
    })
  return body("x".repeat(length - body("").length))
}
