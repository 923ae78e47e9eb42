import { createSandbox } from "../../../../../sandbox/src"
import type { GatewayUnderTest } from "../../../../conformance"
import { SandboxSimulation } from "../../../../conformance/__tests__/support/sandbox-simulation"
import type { Attempt, AttemptStatus } from "../../../../core/attempt"
import { Directa24Provider } from "../.."
import { CPF } from "./payer"

class Directa24Simulation extends SandboxSimulation {
  get account() {
    return this.sandbox.directa24
  }

  get options() {
    const { baseUrl, apiKey, apiPassphrase, apiSignature } = this.account
    const { statusApiKey, statusApiPassphrase, readOnlyKey } = this.account
    return {
      baseUrl,
      apiKey,
      apiPassphrase,
      apiSignature,
      statusApiKey,
      statusApiPassphrase,
      readOnlyKey,
    }
  }

  get secrets() {
    const { baseUrl: _, ...secrets } = this.options
    return [...Object.values(secrets), CPF, BANK_ACCOUNT.account_number]
  }

  pay(attempt: Attempt, amount?: string): void {
    this.account.pay(invoiceOf(attempt), { amount })
  }

  refunded(attempt: Attempt): string {
    const { refunded } = this.account.payment(invoiceOf(attempt))
    return this.sum([refunded], attempt.due.currency)
  }

  /** From now on every status says this, too. */
  tell(members: Record<string, string>): void {
    this.sandbox.faults.add({
      gateway: "directa24",
      path: "/apd/webpaystatus",
      effect: { kind: "replace", members },
    })
  }
}

const invoiceOf = (attempt: Attempt) => attempt.reference ?? ""

/** Somebody in each of three countries, of whom the cart knows name, e-mail, phone and street. */
const PAYERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BRL: { country: "BR", state: "SP", document: CPF, bank: "TE" },
  CLP: { country: "CL", document: "12.345.678-K", bank: "WP" },
  // Dollars, paid in pesos.
  USD: { country: "CO", document: "1012345678", bank: "PC" },
}

const BANK_ACCOUNT = {
  beneficiary: "Jane Canarydoe",
  bank_code: "001",
  branch: "1234",
  account_number: "987654321-4",
  account_type: "SAVING",
}

/** Results, and states of v3 as the status call tells them, before anything is paid. */
const UNPAID: readonly (readonly [string, AttemptStatus])[] = [
  ["7", "requires_more"],
  ["8", "canceled"],
  ["", "pending"],
  ["CREATED", "requires_more"],
  ["PENDING", "requires_more"],
  ["FOR_REVIEW", "requires_more"],
  ["EARLY_RELEASED", "requires_more"],
  ["EXPIRED", "canceled"],
  ["CANCELLED", "canceled"],
  ["DECLINED", "canceled"],
  ["UNHEARD_OF", "pending"],
]

/** Source: Directa24 Streamline API, payment types. */
const PAYMENT_TYPES: readonly (readonly [string, AttemptStatus])[] = [
  ["00", "requires_more"],
  ["01", "pending"],
  ["02", "pending"],
  ["03", "requires_more"],
]

/** Directa24 as the conformance suite wants to know it. */
export const directa24UnderTest: GatewayUnderTest<Directa24Simulation> = {
  name: "directa24",
  provider: Directa24Provider,
  start: async (webhookUrl) =>
    new Directa24Simulation(
      await createSandbox({
        directa24: {
          webhookUrl,
          apiKey: "d24_canary_login",
          apiPassphrase: "d24_canary_passphrase",
          apiSignature: "d24_canary_signature",
          statusApiKey: "d24_canary_status_login",
          statusApiPassphrase: "d24_canary_status_pass",
          readOnlyKey: "d24_canary_read_only",
        },
      }),
      "directa24",
      ""
    ),
  amounts: ["100.50 BRL", "4990 CLP", "25.99 USD"],
  refused: ["10.00 EUR", "10.125 KWD", "0 BRL"],
  answers: (currencyCode) => PAYERS[currencyCode] ?? {},
  country: "br",
  requests: {
    create: ["POST /api_curl/streamline/NewInvoice"],
    read: ["POST /apd/webpaystatus"],
    refund: ["POST /v3/refunds"],
  },
  wrongCredentials: [
    { apiKey: "wrong-canary" },
    { apiPassphrase: "wrong-canary" },
    { apiSignature: "wrong-canary" },
    { statusApiKey: "wrong-canary" },
    { statusApiPassphrase: "wrong-canary" },
    { readOnlyKey: "wrong-canary" },
  ],
  sendsRefunds: true,
  refundsThatFailLater: {
    hold: ({ account }) => void account.changeSettings({ refundStatus: "PENDING" }),
    fail: ({ account }, attempt) => {
      for (const { id, status } of account.refunds(invoiceOf(attempt))) {
        if (status === "PENDING") {
          account.setRefundStatus(id, "REJECTED")
        }
      }
    },
  },
  refundFields: () => BANK_ACCOUNT,
  states: [
    {
      name: "6: not found, just made",
      arrange: ({ account }) => void account.changeSettings({ statusLagMs: 60_000 }),
      status: "requires_more",
    },
    ...UNPAID.map(([word, status]) => ({
      name: `${word || "no result"}, unpaid`,
      arrange: ({ account }: Directa24Simulation, attempt: Attempt) =>
        void account.setStatus(invoiceOf(attempt), word),
      status,
    })),
    ...PAYMENT_TYPES.map(([type, status]) => ({
      name: `7 with payment type ${type}`,
      arrange: (simulation: Directa24Simulation) => simulation.tell({ x_payment_type: type }),
      status,
    })),
    {
      name: "7: the payer left with a slip",
      arrange: ({ account }, attempt) => void account.takeSlip(invoiceOf(attempt)),
      status: "requires_more",
    },
    {
      name: "8: cancelled by the payer",
      arrange: ({ account }, attempt) => void account.cancel(invoiceOf(attempt)),
      status: "canceled",
    },
    {
      name: "8: declined by the bank",
      arrange: ({ account }, attempt) => void account.fail(invoiceOf(attempt)),
      status: "canceled",
    },
    {
      name: "8: not paid in time",
      arrange: ({ account }, attempt) => void account.expire(invoiceOf(attempt)),
      status: "canceled",
    },
    {
      name: "9: completed",
      arrange: (simulation, attempt) => simulation.pay(attempt),
      status: "captured",
    },
    {
      name: "COMPLETED",
      arrange: ({ account }, attempt) => void account.setStatus(invoiceOf(attempt), "COMPLETED"),
      status: "captured",
    },
    {
      name: "9 after 8: approved by Directa24's staff",
      arrange: ({ account }, attempt) => {
        account.expire(invoiceOf(attempt))
        account.approve(invoiceOf(attempt))
      },
      status: "captured",
    },
    {
      name: "9 with less, after 8",
      arrange: ({ account }, attempt) => {
        account.cancel(invoiceOf(attempt))
        account.pay(invoiceOf(attempt), { shortBy: "10.00", evenIfClosed: true })
      },
      status: "pending",
      exception: "underpaid",
    },
  ],
  events: ["9", "8", "7", "6"].map((result) => ({
    name: `result ${result}`,
    concerns: "payment" as const,
    send: ({ account }, attempt) => void account.sendEvent(invoiceOf(attempt), { result }),
  })),
  unknownEvent: {
    name: "result 5",
    send: ({ account }, attempt) => void account.sendEvent(invoiceOf(attempt), { result: "5" }),
  },
  mismatches: [
    {
      name: "another currency",
      arrange: ({ sandbox }) =>
        void sandbox.faults.add({ gateway: "directa24", effect: { kind: "wrong_currency" } }),
    },
    {
      name: "no currency",
      arrange: (simulation) => simulation.tell({ x_currency: "" }),
    },
    {
      name: "another invoice",
      arrange: (simulation) => simulation.tell({ x_invoice: "payses_OTHER" }),
    },
    {
      name: "what is no amount",
      arrange: (simulation) => simulation.tell({ x_amount: "-100.50" }),
    },
    {
      name: "the test mode",
      arrange: ({ account }) => void account.changeSettings({ testMode: true }),
    },
  ],
  signatureCovers: "fields",
}
