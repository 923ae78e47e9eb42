import type { DocumentedState, GatewayUnderTest } from "../../../../conformance"
import type { Attempt, AttemptStatus } from "../../../../core/attempt"
import { Money } from "../../../../core/money"
import { XGatewayProvider } from "../.."
import { OTHER_CALLBACKS, TRANSACTION_TYPES } from "../../webhook"
import {
  ChannelSimulation,
  invoiceOf,
  InvoiceSimulation,
  refundFieldsOf,
  startSandbox,
  type XGatewaySimulation,
} from "./simulation"

const NEW_KEY = "xgw_secret_canary_conformance_2"

const half = ({ due }: Attempt) => Money.ofMinor(due.minor / 2n, due.currency).toDecimal()

/** States of deposits, which both flows have; the payer's time is not over in any of them. */
const DEPOSIT_STATES: readonly DocumentedState<XGatewaySimulation>[] = [
  { name: "nothing has come", arrange: () => undefined, status: "pending" },
  ...(["pending", "processing", "failed", "completed"] as const).map((word) => ({
    name: `deposit ${word}`,
    arrange: (simulation: XGatewaySimulation, attempt: Attempt) =>
      void simulation.depositTold(attempt, word),
    status: "pending" as const,
  })),
  {
    name: "deposit confirmed",
    arrange: (simulation, attempt) => void simulation.depositTold(attempt, "confirmed"),
    status: "captured",
  },
  {
    name: "deposit confirmed, of half the sum",
    arrange: (simulation, attempt) =>
      void simulation.depositTold(attempt, "confirmed", half(attempt)),
    status: "requires_more",
    exception: "underpaid",
  },
  {
    name: "two deposits confirmed, of half the sum each",
    arrange: (simulation, attempt) => {
      simulation.depositTold(attempt, "confirmed", half(attempt))
      simulation.depositTold(attempt, "confirmed", half(attempt))
    },
    status: "captured",
  },
  {
    name: "deposit failed, then another confirmed",
    arrange: (simulation, attempt) => {
      simulation.depositTold(attempt, "failed")
      simulation.depositTold(attempt, "confirmed")
    },
    status: "captured",
  },
  {
    name: "deposit failed, then confirmed after all",
    arrange: (simulation, attempt) => {
      simulation.xgateway.confirm(simulation.depositTold(attempt, "failed"))
    },
    status: "captured",
  },
  {
    name: "deposit confirmed, its worth told in no currency of ours",
    arrange: (simulation, attempt) => {
      simulation.depositTold(attempt, "confirmed")
      simulation.answerWith("transaction/*", {
        usd: "0",
        eur: "0",
        invoiceBaseCurrency: "GBP",
        referenceCurrency: "GBP",
      })
    },
    status: "pending",
    exception: "mismatched",
  },
]

/** An invoice's word, and what the payment is while there is no deposit. */
const INVOICE_WORDS: readonly (readonly [string, AttemptStatus])[] = [
  ["created", "pending"],
  ["active", "pending"],
  ["processing", "pending"],
  // Paid, says the invoice, but by no deposit that could be read.
  ["completed", "pending"],
  ["canceled", "canceled"],
  ["expired", "expired"],
]

const INVOICE_STATES: readonly DocumentedState<XGatewaySimulation>[] = [
  ...INVOICE_WORDS.flatMap(([word, status]) => [
    {
      name: `invoice ${word}`,
      arrange: ({ xgateway }: XGatewaySimulation, attempt: Attempt) =>
        void xgateway.setStatus(invoiceOf(attempt), word),
      status,
    },
    {
      name: `invoice ${word}, a deposit failed`,
      arrange: (simulation: XGatewaySimulation, attempt: Attempt) => {
        simulation.deposit(attempt, "failed")
        simulation.xgateway.setStatus(invoiceOf(attempt), word)
      },
      status: status === "pending" ? status : ("failed" as const),
    },
    {
      name: `invoice ${word}, half the sum confirmed`,
      arrange: (simulation: XGatewaySimulation, attempt: Attempt) => {
        simulation.deposit(attempt, "confirmed", half(attempt))
        simulation.xgateway.setStatus(invoiceOf(attempt), word)
      },
      status: "requires_more" as const,
      exception: "underpaid" as const,
    },
    {
      name: `invoice ${word}, the sum confirmed`,
      arrange: (simulation: XGatewaySimulation, attempt: Attempt) => {
        simulation.deposit(attempt, "confirmed")
        simulation.xgateway.setStatus(invoiceOf(attempt), word)
      },
      status: "captured" as const,
    },
  ]),
  {
    name: "invoice completed, deposit completed",
    arrange: (simulation, attempt) => {
      simulation.deposit(attempt, "completed")
      simulation.xgateway.setStatus(invoiceOf(attempt), "completed")
    },
    status: "captured",
  },
  {
    name: "invoice expired, then paid",
    arrange: ({ xgateway }, attempt) => {
      xgateway.changeSettings({ lateDeposits: "listed" })
      xgateway.expire(invoiceOf(attempt))
      xgateway.pay(invoiceOf(attempt), { evenIfClosed: true })
    },
    status: "captured",
  },
]

const EVENTS = [
  ...Object.entries(TRANSACTION_TYPES).flatMap(([type, concerns]) =>
    ["confirmed", "failed", "processing", "pending", "completed"].map((status) => ({
      name: `${type}.${status}`,
      concerns,
    }))
  ),
  ...[...OTHER_CALLBACKS].map((name) => ({ name, concerns: "other" as const })),
]

const REPLACED_IN_DEPOSITS: readonly (readonly [string, Record<string, string>])[] = [
  ["a deposit of another customer", { customerId: "payses_OTHER" }],
  ["a deposit with another id", { id: "7e71d132-d80d-4140-8e60-9c89d0bd9eed" }],
  ["a withdrawal", { type: "withdrawal" }],
]

const REPLACED_IN_INVOICES: readonly (readonly [string, Record<string, string>])[] = [
  ["another amount", { amount: "10.49" }],
  ["another currency", { baseCurrency: "EUR" }],
  ["another order", { orderId: "payses_OTHER" }],
  ["another customer", { customerId: "payses_OTHER" }],
  ["another id", { id: "7e71d132-d80d-4140-8e60-9c89d0bd9eed" }],
  ["another type", { type: "withdrawal" }],
]

const replacing =
  (path: string) =>
  ([name, members]: readonly [string, Record<string, string>]) => ({
    name,
    arrange: (simulation: XGatewaySimulation) => {
      simulation.answerWith(path, members)
    },
  })

const both = {
  provider: XGatewayProvider,
  wrongCredentials: [{ apiKey: "wrong-canary" }],
  sendsRefunds: true,
  refundsThatFailLater: {
    hold: ({ xgateway }: XGatewaySimulation) =>
      void xgateway.changeSettings({ withdrawalSettlesAfterMs: null }),
    fail: ({ xgateway }: XGatewaySimulation) => {
      for (const { id, status } of xgateway.withdrawals()) {
        if (status === "pending") {
          xgateway.settleWithdrawal(id, "failed")
        }
      }
    },
  },
  partialRefundOptions: { refundsEnabled: true },
  refundFields: (_nth: number, amount: string) => refundFieldsOf(amount),
  events: EVENTS.map(({ name, concerns }) => ({
    name,
    concerns,
    send: (simulation: XGatewaySimulation, attempt: Attempt) => {
      simulation.tell(name, attempt)
    },
  })),
  unknownEvent: {
    name: "chargeback",
    send: (simulation: XGatewaySimulation, attempt: Attempt) => {
      simulation.tell("chargeback", attempt)
    },
  },
  // Neither status nor type, order or invoice.
  signatureCovers: "fields" as const,
  rotate: ({ xgateway }: XGatewaySimulation) => {
    const former = xgateway.secretKey
    xgateway.setSecretKey(NEW_KEY)
    return { secretKey: [NEW_KEY, former] }
  },
}

/** XGateway's addresses in the shop, as the conformance suite wants to know them. */
export const xgatewayChannelUnderTest: GatewayUnderTest<ChannelSimulation> = {
  ...both,
  name: "xgateway, channel flow",
  start: async (webhookUrl) => new ChannelSimulation(await startSandbox(webhookUrl)),
  amounts: ["10.50 USD", "7.50 EUR"],
  refused: ["10.00 GBP", "5000 JPY", "10.00 CHF", "0 USD"],
  requests: {
    create: ["POST /channels", "GET /exchange/rate"],
    read: ["GET /transaction/*"],
    refund: ["POST /withdrawal"],
  },
  // No call lists deposits: their ids come by callback alone.
  isReadByWebhook: true,
  states: DEPOSIT_STATES,
  mismatches: REPLACED_IN_DEPOSITS.map(replacing("transaction/*")),
}

/** XGateway's checkout page, as the conformance suite wants to know it. */
export const xgatewayInvoiceUnderTest: GatewayUnderTest<InvoiceSimulation> = {
  ...both,
  name: "xgateway, invoice flow",
  start: async (webhookUrl) => new InvoiceSimulation(await startSandbox(webhookUrl)),
  amounts: ["10.50 USD", "7.50 EUR", "5000 JPY", "199.90 TRY"],
  refused: ["10.00 CHF", "10.000 KWD", "0 USD"],
  requests: {
    create: ["POST /invoices"],
    read: ["GET /invoices/*", "GET /transaction/*"],
    refund: ["POST /withdrawal"],
  },
  states: [...DEPOSIT_STATES, ...INVOICE_STATES],
  mismatches: [
    ...REPLACED_IN_INVOICES.map(replacing("invoices/*")),
    ...REPLACED_IN_DEPOSITS.map(replacing("transaction/*")),
  ],
}
