import { createSandbox } from "../../../sandbox"
import { at, Receiver, text } from "../../../core/__tests__/harness"
import type { XGatewayOptions } from "../options"

export { at, text }

export interface ApiReply {
  status: number
  json: unknown
}

/** A valid body of `POST /invoices`. */
export const INVOICE = {
  orderId: "payses_1",
  customerId: "payses_1",
  baseCurrency: "EUR",
  invoiceStrategy: "fixed",
  amount: 200,
  redirectUrl: "http://shop.example/return?s=payses_1",
}

/** Starts a sandbox with a receiver for its callbacks, and a small client of the API. */
export async function startXGateway(options: XGatewayOptions = {}) {
  const receiver = new Receiver()
  const sandbox = await createSandbox({
    clockSpeed: 0,
    xgateway: { webhookUrl: await receiver.start(), ...options },
  })
  const { xgateway } = sandbox
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { "x-api-key": xgateway.apiKey }
  ): Promise<ApiReply> => {
    const reply = await fetch(xgateway.baseUrl + path, {
      method,
      headers: {
        ...headers,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined || typeof body === "string" ? body : JSON.stringify(body),
    })
    return { status: reply.status, json: JSON.parse(await reply.text()) as unknown }
  }
  const invoice = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const reply = await call("POST", "/invoices", { ...INVOICE, ...changes })
    return text(reply.json, "data").split("/").at(-1) ?? ""
  }
  const read = async (path: string) => at((await call("GET", path)).json, "data")
  return {
    sandbox,
    xgateway,
    receiver,
    call,
    /** Makes an invoice, gives its id. */
    invoice,
    readInvoice: (id: string) => read(`/invoices/${id}`),
    readTransaction: (id = "") => read(`/transaction/${id}`),
    /** Makes a channel, gives its address. */
    channel: async (currency: string, customerId = "payses_1") =>
      text((await call("POST", "/channels", { currency, customerId })).json, "data.address"),
    /** The callbacks received, parsed. */
    callbacks: async () => {
      await sandbox.webhooks.settled()
      return receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>)
    },
    stop: async () => {
      await sandbox.close()
      await receiver.stop()
    },
  }
}

export type XGatewaySetup = Awaited<ReturnType<typeof startXGateway>>

/** Messages of an error envelope. */
export function messages(reply: ApiReply): unknown[] {
  const errors = at(reply.json, "errors")
  return Array.isArray(errors) ? errors.map((error) => at(error, "message")) : []
}
