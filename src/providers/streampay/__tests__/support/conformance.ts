import { createSandbox, type Sandbox } from "../../../../../sandbox/src"
import type { GatewayUnderTest } from "../../../../conformance"
import { SandboxSimulation } from "../../../../conformance/__tests__/support/sandbox-simulation"
import type { Attempt, AttemptStatus } from "../../../../core/attempt"
import { StreamPayProvider } from "../.."
import { WEBHOOK_EVENTS } from "../../webhook"

class StreamPaySimulation extends SandboxSimulation {
  get options() {
    const { baseUrl, apiKey, apiSecret, webhookSecret } = this.sandbox.streampay
    return { baseUrl, apiKey, apiSecret, webhookSecret }
  }

  get secrets() {
    const { apiKey, apiSecret, apiToken, webhookSecret } = this.sandbox.streampay
    return [apiKey, apiSecret, apiToken, webhookSecret]
  }

  override reset(): void {
    super.reset()
    this.sandbox.streampay.changeSettings({ partialRefunds: "honored" })
  }

  pay(attempt: Attempt, amount?: string): void {
    this.sandbox.streampay.pay(linkOf(attempt), { amount })
  }

  refunded(attempt: Attempt): string {
    const { currency } = attempt.due
    const payments = this.sandbox.streampay.payments(linkOf(attempt))
    return this.sum(
      payments.map(({ amountRefunded }) => amountRefunded ?? "0"),
      currency
    )
  }
}

const PAYMENT_STATES: readonly (readonly [string, AttemptStatus])[] = [
  ["PENDING", "pending"],
  ["PROCESSING", "pending"],
  ["UNDER_REVIEW", "pending"],
  ["SUCCEEDED", "captured"],
  ["SETTLED", "captured"],
]

const linkOf = (attempt: Attempt) => attempt.reference ?? ""

/** StreamPay as the conformance suite wants to know it. */
export const streamPayUnderTest: GatewayUnderTest<StreamPaySimulation> = {
  name: "streampay",
  provider: StreamPayProvider,
  start: async (webhookUrl) =>
    new StreamPaySimulation(await startSandbox(webhookUrl), "streampay", "/api/v2"),
  amounts: ["250.00 SAR", "10.125 KWD", "99.99 USD"],
  refused: ["10.00 CHF", "0.99 SAR"],
  requests: {
    create: ["POST /products", "POST /payment_links"],
    read: ["GET /payment_links/*", "GET /invoices"],
    refund: ["POST /payments/*/refund"],
  },
  partialRefundOptions: { allowPartialRefunds: true },
  wrongCredentials: [{ apiKey: "wrong-canary" }, { apiSecret: "wrong-canary" }],
  sendsRefunds: true,
  states: [
    { name: "nothing has happened", arrange: () => undefined, status: "pending" },
    { name: "paid", arrange: (simulation, attempt) => simulation.pay(attempt), status: "captured" },
    {
      name: "deactivated",
      arrange: ({ sandbox }, attempt) => void sandbox.streampay.deactivate(linkOf(attempt)),
      status: "canceled",
    },
    {
      name: "expired",
      arrange: ({ sandbox }, attempt) => void sandbox.streampay.expire(linkOf(attempt)),
      status: "expired",
    },
    {
      name: "declined by the bank, the link still open",
      arrange: ({ sandbox }, attempt) => void sandbox.streampay.fail(linkOf(attempt)),
      status: "pending",
    },
    ...PAYMENT_STATES.map(([word, status]) => ({
      name: `payment ${word}`,
      arrange: ({ sandbox }: StreamPaySimulation, attempt: Attempt) => {
        const { payments } = sandbox.streampay.pay(linkOf(attempt))
        payments.forEach(({ id }) => void sandbox.streampay.setPaymentStatus(id, word))
      },
      status,
    })),
  ],
  events: Object.entries(WEBHOOK_EVENTS).map(([name, concerns]) => ({
    name,
    concerns,
    send: ({ sandbox }, attempt) =>
      void sandbox.streampay.sendEvent(name, { linkId: linkOf(attempt) }),
  })),
  mismatches: [
    {
      name: "another amount",
      arrange: ({ sandbox }) => {
        sandbox.faults.add({ path: "/api/v2/payment_links/*", effect: { kind: "wrong_amount" } })
      },
    },
    {
      name: "another currency",
      arrange: ({ sandbox }) => {
        sandbox.faults.add({ path: "/api/v2/*", effect: { kind: "wrong_currency" } })
      },
    },
    {
      name: "another session",
      arrange: ({ sandbox }) => {
        const members = { custom_metadata: { session_id: "payses_OTHER" } }
        sandbox.faults.add({ path: "/api/v2/*", effect: { kind: "replace", members } })
      },
    },
  ],
  signatureCovers: "bytes",
  rotate: ({ sandbox, options }) => {
    const old = options.webhookSecret
    sandbox.streampay.setWebhookSecret("whsec_canary_new_1234567")
    return { webhookSecret: ["whsec_canary_new_1234567", old] }
  },
}

function startSandbox(webhookUrl: string): Promise<Sandbox> {
  return createSandbox({ streampay: { webhookUrl } })
}
