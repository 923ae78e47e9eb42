import { inspect } from "node:util"
import { echo, GatewayServer, json, text } from "../../../core/__tests__/support/gateway-server"
import { GatewayError } from "../../../core/errors"
import { XGatewayClient } from "../client"
import { checkXGatewayOptions } from "../options"
import { readXGatewayRefusal } from "../schemas"
import { API_KEY, INVOICE_ID, SECRET_KEY, TX } from "./support/api"

const server = new GatewayServer()
const log: string[] = []

beforeAll(() => server.start())

afterAll(() => server.stop())

beforeEach(() => {
  log.length = 0
})

function client(options: Record<string, unknown> = {}): XGatewayClient {
  const input = {
    apiKey: API_KEY,
    secretKey: SECRET_KEY,
    baseUrl: `${server.url}/api/v2`,
    ...options,
  }
  const write = (line: unknown) => void log.push(String(line))
  const logger = { debug: write, info: write, warn: write, error: write }
  return new XGatewayClient(checkXGatewayOptions(input, { name: "xgateway" }), { logger })
}

async function errorOf(call: Promise<unknown>): Promise<GatewayError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason
  )
  if (!GatewayError.is(error)) {
    throw new Error(`expected a GatewayError, got ${inspect(error)}`)
  }
  return error
}

const calls: readonly (readonly [string, string, (one: XGatewayClient) => Promise<unknown>])[] = [
  ["POST", "/api/v2/channels", (one) => one.createChannel({ currency: "BTC", customerId: "c" })],
  [
    "GET",
    "/api/v2/exchange/rate?source=EUR&target=BTC&amount=1.50&direction=toTarget",
    (one) => one.getRate("EUR", "BTC", "1.50"),
  ],
  [
    "POST",
    "/api/v2/invoices",
    (one) => one.createInvoice({ customerId: "c", orderId: "o", amount: 1, baseCurrency: "EUR" }),
  ],
  ["GET", `/api/v2/invoices/${INVOICE_ID}`, (one) => one.findInvoice(INVOICE_ID)],
  ["GET", `/api/v2/transaction/${TX(1)}`, (one) => one.findTransaction(TX(1))],
  [
    "POST",
    "/api/v2/withdrawal",
    (one) =>
      one.createWithdrawal({
        address: "a",
        currency: "BTC",
        amount: "1",
        customerId: "c",
        orderId: "o",
      }),
  ],
]

describe.each(calls)("%s %s", (method, url, call) => {
  it("goes there with the API key", async () => {
    server.answerWith(json(422, {}))
    await errorOf(call(client()))
    expect(server.requests[0]).toMatchObject({
      method,
      url,
      headers: { "x-api-key": API_KEY },
    })
  })

  it.each([401, 403])("says that the set-up is wrong for %s", async (status) => {
    server.answerWith(json(status, { success: false, errors: [{ code: "unauthorized" }] }))
    expect(await errorOf(call(client()))).toMatchObject({
      reason: "configuration",
      gatewayCode: "unauthorized",
    })
  })

  it.each([200, 422, 500])("shows no key, whatever comes back with %s", async (status) => {
    server.answerWith(echo(status))
    const error = await errorOf(call(client()))
    const shown = [inspect(error, { depth: 6 }), JSON.stringify(error), ...log].join("\n")
    expect(shown).not.toContain(API_KEY)
    expect(shown).not.toContain(SECRET_KEY)
  })

  it.each(["<html></html>", "", "null", "[]", '{"success":false,"data":{}}'])(
    "does not understand %j",
    async (body) => {
      server.answerWith(text(200, body))
      const { reason } = await errorOf(call(client()))
      const isEffect = url.endsWith("invoices") || url.endsWith("withdrawal")
      expect(reason).toBe(isEffect ? "unclear" : "unexpected_reply")
    }
  )
})

describe("ids", () => {
  it.each(["", "x", "../balance/accounts", `${INVOICE_ID}/../..`, `${INVOICE_ID}?x=1`])(
    "that are none get into no path: %j",
    async (id) => {
      server.answerWith(json(200, {}))
      expect((await errorOf(client().findInvoice(id))).reason).toBe("not_found")
      expect((await errorOf(client().findTransaction(id))).reason).toBe("not_found")
      expect(server.requests).toEqual([])
    }
  )

  it.each([404, 400])("that XGateway does not know are not found: %s", async (status) => {
    server.answerWith(json(status, { success: false, errors: [] }))
    expect(await client().findInvoice(INVOICE_ID)).toBeUndefined()
    expect(await client().findTransaction(TX(1))).toBeUndefined()
  })
})

describe("repetition", () => {
  it.each([
    ["GET", 3],
    ["POST /channels", 3],
    ["POST /invoices", 1],
    ["POST /withdrawal", 1],
  ])("of %s after a server error: %s calls", async (kind, times) => {
    server.answerWith(json(503, {}))
    const find = calls.find(([method, url]) =>
      `${method} ${url.replace("/api/v2", "")}`.startsWith(kind)
    )
    await errorOf(find?.[2](client()) ?? Promise.resolve())
    expect(server.requests).toHaveLength(times)
  })
})

describe("readXGatewayRefusal", () => {
  it.each([
    [
      { success: false, errors: [{ code: "db_violation", message: "orderId must be unique" }] },
      { code: "db_violation", message: "orderId must be unique" },
    ],
    [
      { errors: [{ message: "amount is required" }, { code: "bad_request", message: "no" }] },
      { code: "bad_request", message: "amount is required; no" },
    ],
    [{ errors: [{ code: 7, message: {} }, null] }, {}],
    [{ errors: "broken" }, {}],
    [{ errors: [] }, {}],
    [{}, {}],
    [null, {}],
    [undefined, {}],
    ["text", {}],
    [[], {}],
  ])("reads %j", (body, expected) => {
    expect(readXGatewayRefusal(body)).toEqual({ code: undefined, message: undefined, ...expected })
  })
})
