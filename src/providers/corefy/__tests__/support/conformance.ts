import { createSandbox } from "../../../../../sandbox/src"
import type { GatewayUnderTest } from "../../../../conformance"
import { SandboxSimulation } from "../../../../conformance/__tests__/support/sandbox-simulation"
import type { Attempt, AttemptStatus } from "../../../../core/attempt"
import { CorefyProvider } from "../.."

class CorefySimulation extends SandboxSimulation {
  get options() {
    const { baseUrl, commerceAccountId, apiKey, callbackSecret, hppUrl } = this.sandbox.corefy
    return {
      baseUrl,
      commerceAccountId,
      apiKey,
      callbackSecret,
      hppUrl,
      serviceByCurrency: {
        usd: "payment_card_usd_hpp",
        clp: "payment_card_clp_hpp",
        kwd: "payment_card_kwd_hpp",
      },
    }
  }

  get secrets() {
    const { apiKey, callbackSecret, callbackSecretTest, authorization } = this.sandbox.corefy
    return [apiKey, callbackSecret, callbackSecretTest, authorization]
  }

  pay(attempt: Attempt, amount?: string): void {
    this.sandbox.corefy.pay(idOf(attempt), { amount })
  }

  refunded(attempt: Attempt): string {
    const { refunded } = this.sandbox.corefy.payment(idOf(attempt))
    return this.sum([refunded], attempt.due.currency)
  }
}

const idOf = (attempt: Attempt) => attempt.reference ?? ""

/** Statuses of which the amounts say nothing, and what an unpaid payment is then. */
const UNPAID: readonly (readonly [string, AttemptStatus])[] = [
  ["created", "requires_more"],
  ["processing", "pending"],
  ["process_pending", "requires_more"],
  ["process_error", "pending"],
  ["process_failed", "failed"],
  ["expired", "expired"],
  ["terminated", "canceled"],
  ["canceled", "canceled"],
  ["authorize_required", "requires_more"],
  ["authorize_failed", "failed"],
  ["verified", "failed"],
  ["verify_pending", "failed"],
  ["verify_error", "failed"],
  ["verify_failed", "failed"],
  // Amounts are what counts: these words without any are proof of nothing.
  ["processed", "pending"],
  ["refunded", "pending"],
  ["charged_back", "pending"],
]

/** Statuses after a payment in full. */
const PAID: readonly (readonly [string, AttemptStatus])[] = [
  ["processed", "captured"],
  ["refunding", "captured"],
  ["refund_pending", "captured"],
  ["refund_error", "captured"],
  ["refund_failed", "captured"],
]

const EVENTS = [
  "created",
  "processing",
  "process_pending",
  "process_error",
  "process_failed",
  "processed",
  "partially_processed",
  "expired",
  "terminated",
  "canceled",
] as const

const REFUND_EVENTS = ["refunded", "partially_refunded", "charged_back", "partially_charged_back"]

/** Corefy as the conformance suite wants to know it. */
export const corefyUnderTest: GatewayUnderTest<CorefySimulation> = {
  name: "corefy",
  provider: CorefyProvider,
  start: async (webhookUrl) =>
    new CorefySimulation(
      await createSandbox({ corefy: { webhookUrl } }),
      "corefy",
      "/api/commerce/payment-invoices"
    ),
  amounts: ["10.50 USD", "4990 CLP", "10.125 KWD"],
  refused: ["10.00 EUR", "0 USD"],
  requests: { create: ["POST "], read: ["GET /*"], refund: ["POST /*/refund"] },
  wrongCredentials: [{ commerceAccountId: "coma_wrong" }, { apiKey: "wrong-canary" }],
  sendsRefunds: true,
  refundsThatFailLater: {
    hold: ({ sandbox }) => void sandbox.corefy.changeSettings({ refundStatus: "pending" }),
    fail: ({ sandbox }, attempt) => {
      for (const { id, status } of sandbox.corefy.refunds(idOf(attempt))) {
        if (status === "pending") {
          sandbox.corefy.settleRefund(id, "failed")
        }
      }
    },
  },
  states: [
    ...UNPAID.map(([word, status]) => ({
      name: `${word}, and no amounts`,
      arrange: ({ sandbox }: CorefySimulation, attempt: Attempt) =>
        void sandbox.corefy.setStatus(idOf(attempt), word),
      status,
    })),
    ...PAID.map(([word, status]) => ({
      name: `${word}, and paid`,
      arrange: ({ sandbox }: CorefySimulation, attempt: Attempt) => {
        sandbox.corefy.pay(idOf(attempt))
        sandbox.corefy.setStatus(idOf(attempt), word)
      },
      status,
    })),
    {
      name: "declined for good",
      arrange: ({ sandbox }, attempt) => void sandbox.corefy.fail(idOf(attempt)),
      status: "failed",
    },
    {
      name: "expired, then paid",
      arrange: ({ sandbox }, attempt) => {
        sandbox.corefy.expire(idOf(attempt))
        sandbox.corefy.pay(idOf(attempt), { evenIfClosed: true })
      },
      status: "captured",
    },
    {
      name: "refunded before the shop saw the money",
      arrange: ({ sandbox }, attempt) => {
        sandbox.corefy.pay(idOf(attempt))
        sandbox.corefy.refund(idOf(attempt))
      },
      status: "canceled",
    },
  ],
  events: [
    ...EVENTS.map((name) => ({ name, concerns: "payment" as const })),
    ...REFUND_EVENTS.map((name) => ({ name, concerns: "refund" as const })),
  ].map(({ name, concerns }) => ({
    name,
    concerns,
    send: ({ sandbox }: CorefySimulation, attempt: Attempt) =>
      void sandbox.corefy.sendEvent(name, { reference: idOf(attempt) }),
  })),
  unknownEvent: {
    name: "frozen",
    send: ({ sandbox }, attempt) =>
      void sandbox.corefy.sendEvent("frozen", { reference: idOf(attempt) }),
  },
  mismatches: [
    {
      name: "another amount",
      arrange: ({ sandbox }) =>
        void sandbox.faults.add({ gateway: "corefy", effect: { kind: "wrong_amount" } }),
    },
    {
      name: "another currency",
      arrange: ({ sandbox }) =>
        void sandbox.faults.add({ gateway: "corefy", effect: { kind: "wrong_currency" } }),
    },
    {
      name: "another reference",
      arrange: ({ sandbox }) => {
        const members = { reference_id: "payses_OTHER" }
        sandbox.faults.add({ gateway: "corefy", effect: { kind: "replace", members } })
      },
    },
    {
      name: "the test mode",
      arrange: ({ sandbox }) => {
        const members = { test_mode: true }
        sandbox.faults.add({ gateway: "corefy", effect: { kind: "replace", members } })
      },
    },
  ],
  signatureCovers: "bytes",
}
