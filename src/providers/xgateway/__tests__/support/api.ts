import type { ServerResponse } from "node:http"
import {
  GatewayServer,
  json,
  type ReceivedRequest,
} from "../../../../core/__tests__/support/gateway-server"
import { attemptOf, SESSION_ID } from "../../../../core/__tests__/support/attempts"
import type { Attempt } from "../../../../core/attempt"
import type { Gateway } from "../../../../core/contract"
import { currencyOf } from "../../../../core/currencies"
import { Money } from "../../../../core/money"
import { BASE_CURRENCIES } from "../../base-currencies"
import { xgateway } from "../../gateway"

export const INVOICE_ID = "5d7c0b1e-1111-4222-8333-444455556666"
export const API_KEY = "xgw_api_made_up_0001"
export const SECRET_KEY = "xgw_secret_made_up_0001"

/** Ids of transactions, told apart by their first digit. */
export const TX = (digit: number) => `${String(digit).repeat(8)}-5678-4efa-8bcd-123456789abc`

type Reply = { readonly status?: number; readonly data: unknown } | { readonly body: unknown }

/** XGateway's API with answers that a test writes down word for word. */
export class ScriptedApi {
  readonly server = new GatewayServer()
  private readonly replies = new Map<string, Reply>()

  static async start(): Promise<ScriptedApi> {
    const api = new ScriptedApi()
    await api.server.start()
    return api
  }

  stop(): Promise<void> {
    return this.server.stop()
  }

  /** Nothing is known any more; what is not known answers 404. */
  reset(): void {
    this.replies.clear()
    this.server.answerWith((request, response) => this.answer(request, response))
  }

  /** @param call `"GET /transaction/…"`, without a query */
  on(call: string, data: unknown, status = 200): void {
    this.replies.set(call, { data, status })
  }

  transaction(id: string, changes: Record<string, unknown> = {}): void {
    this.on(`GET /transaction/${id}`, transactionReply(id, changes))
  }

  invoice(changes: Record<string, unknown> = {}): void {
    this.on(`GET /invoices/${INVOICE_ID}`, invoiceReply(changes))
  }

  gateway(options: Record<string, unknown> = {}): Gateway {
    const input = { apiKey: API_KEY, secretKey: SECRET_KEY, baseUrl: this.server.url, ...options }
    return xgateway.build(xgateway.checkOptions(input, { name: "xgateway" }), {})
  }

  /** Paths of all calls, without their queries. */
  calls(): string[] {
    return this.server.requests.map(({ method, url }) => `${method} ${url.split("?")[0]}`)
  }

  private answer({ method, url }: ReceivedRequest, response: ServerResponse): void {
    const reply = this.replies.get(`${method} ${url.split("?")[0]}`)
    const failure = { success: false, errors: [{ code: "not_found", message: "not found" }] }
    const [status, body] =
      reply === undefined
        ? [404, failure]
        : "body" in reply
          ? [200, reply.body]
          : [reply.status ?? 200, { success: true, data: reply.data }]
    json(status, body)({ method, url, headers: {}, body: "" }, response)
  }
}

export function money(text: string): Money {
  const [amount, code = ""] = text.split(" ")
  return Money.parse(amount, currencyOf(code, BASE_CURRENCIES))
}

/** A confirmed deposit of 250.00 USD as `GET /transaction/{id}` answers it. */
export function transactionReply(
  id: string,
  changes: Record<string, unknown> = {}
): Record<string, unknown> {
  return {
    id,
    type: "deposit",
    status: "confirmed",
    amount: "250",
    currency: "USDT",
    customerId: SESSION_ID,
    orderId: null,
    invoiceId: null,
    applicationId: null,
    network: "tron",
    transactionHash: "0xa1",
    hash: "made up",
    info: worth("250"),
    fees: { processing: "2.5", technical: null },
    eur: "0",
    usd: "250",
    senderDetails: null,
    ...changes,
  }
}

/** What a deposit's `info` says of a value in dollars. */
export function worth(usd: string): Record<string, unknown> {
  return {
    exchangeRate: "1",
    referenceAmount: usd,
    referenceCurrency: "USD",
    transactionAmount: usd,
    transactionCurrency: "tUSDT",
  }
}

/** An invoice of 250.00 USD as `GET /invoices/{id}` answers it. */
export function invoiceReply(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    id: INVOICE_ID,
    amount: "250.00",
    baseCurrency: "USD",
    paymentCurrency: "tUSDT",
    customerId: SESSION_ID,
    orderId: SESSION_ID,
    status: "active",
    strategy: "fixed",
    type: "deposit",
    accountId: "acc",
    paymentUrl: `https://checkout.xgateway.tech/${INVOICE_ID}`,
    transactions: [],
    ...changes,
  }
}

/** How an invoice lists a transaction. */
export function listed(id: string, status = "confirmed", type = "deposit") {
  return { id, createdAt: "2026-01-28T14:40:00.000Z", type, status }
}

const NAMES = { gateway: "xgateway", providerId: "pp_xgateway_xgateway" }
const HOUR = 3_600_000

/** A payment of the channel flow that waits for 250.00 USD, made some time ago. */
export function channelAttempt(changes: Partial<Attempt> = {}): Attempt {
  return attemptOf(changes.due ?? money("250.00 USD"), NAMES, {
    status: "pending",
    reference: SESSION_ID,
    createdAt: new Date(Date.now() - HOUR / 2),
    expiresAt: new Date(Date.now() + HOUR / 2),
    gatewayData: { flow: "channel", customer_id: SESSION_ID, order_id: SESSION_ID },
    ...changes,
  })
}

/** A payment of the invoice flow over 250.00 USD, made some time ago. */
export function invoiceAttempt(changes: Partial<Attempt> = {}): Attempt {
  return channelAttempt({
    reference: INVOICE_ID,
    expiresAt: new Date(Date.now() + 23 * HOUR),
    gatewayData: { flow: "invoice", customer_id: SESSION_ID, order_id: SESSION_ID },
    ...changes,
  })
}

/** Evidence of callbacks about these transactions. */
export function evidence(...ids: string[]): Attempt["evidence"] {
  return Object.fromEntries(ids.map((id) => [`transaction:${id}`, {}]))
}
