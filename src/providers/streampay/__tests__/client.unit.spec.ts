import { createServer, type IncomingHttpHeaders, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { StreamPayClient } from "../client"
import { streamPay } from "../gateway"
import { streamPayOptionsSchema } from "../options"
import vectors from "./fixtures/signature-vectors.json"

/** A server that keeps what it was asked, and answers a page of links. */
let server: Server
let asked: { url?: string; headers: IncomingHttpHeaders }[]
let pages = 1

beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push({ url: request.url, headers: request.headers })
    const page = Number(new URL(request.url ?? "", "http://localhost").searchParams.get("page"))
    response.setHeader("content-type", "application/json")
    response.end(JSON.stringify({ data: [], pagination: { has_next_page: page < pages } }))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

beforeEach(() => {
  asked = []
  pages = 1
})

function client(): StreamPayClient {
  const { api_key: apiKey, api_secret: apiSecret } = vectors.api_key_vector
  const { port } = server.address() as AddressInfo
  const options = streamPayOptionsSchema.parse({
    baseUrl: `http://127.0.0.1:${port}/`,
    apiKey,
    apiSecret,
    webhookSecret: "sp_whsec_made_up",
  })
  return new StreamPayClient(options, {})
}

describe("every call", () => {
  it("carries base64 of key and secret as x-api-key", async () => {
    await client().listPaymentLinks(new Date("2026-01-02T03:04:05Z"))
    expect(asked).toHaveLength(1)
    expect(asked[0].headers["x-api-key"]).toBe(vectors.api_key_vector.x_api_key)
    expect(asked[0].headers.authorization).toBeUndefined()
  })

  it("goes below /api/v2, once", async () => {
    await client().listPaymentLinks(new Date("2026-01-02T03:04:05Z"))
    const url = new URL(asked[0].url ?? "", "http://localhost")
    expect(url.pathname).toBe("/api/v2/payment_links")
    expect(Object.fromEntries(url.searchParams)).toEqual({
      from_date: "2026-01-02T03:04:05.000Z",
      page: "1",
      limit: "100",
    })
  })
})

describe("lists", () => {
  it("are read to their last page", async () => {
    pages = 3
    await client().listInvoices("33333333-4444-4555-8666-777777777777")
    expect(
      asked.map(({ url }) => new URL(url ?? "", "http://localhost").searchParams.get("page"))
    ).toEqual(["1", "2", "3"])
  })

  it("that never end are no answer", async () => {
    pages = 1_000_000
    await expect(client().findConsumers("payer@example.com")).rejects.toMatchObject({
      reason: "unexpected_reply",
      retry: true,
    })
    expect(asked).toHaveLength(10)
  })
})

describe("ids", () => {
  it.each([
    "../me",
    "33333333-4444-4555-8666-777777777777/../../me",
    "33333333-4444-4555-8666-777777777777?x=1",
    "",
    "payses_01",
    "３3333333-4444-4555-8666-777777777777",
  ])("that are none of StreamPay's never get into an address: %j", async (id) => {
    const calls = [
      () => client().getPaymentLink(id),
      () => client().deactivatePaymentLink(id),
      () => client().listInvoices(id),
      () => client().getPayment(id),
      () => client().refundPayment(id, { reason: "OTHER" }),
      () => client().updateConsumer(id, { id: "cus_1" }),
      () => client().deleteConsumer(id),
    ]
    for (const call of calls) {
      await expect(call()).rejects.toMatchObject({ reason: "not_found", retry: false })
    }
    expect(asked).toEqual([])
  })
})

describe("the gateway", () => {
  it("says what it can do", () => {
    const build = (allowPartialRefunds: boolean) =>
      streamPay.build(
        streamPayOptionsSchema.parse({
          apiKey: "a",
          apiSecret: "b",
          webhookSecret: "c",
          allowPartialRefunds,
        }),
        {}
      ).capabilities
    expect(build(false)).toEqual({
      capture: false,
      refund: true,
      partialPayment: true,
      partialRefund: false,
      cancel: true,
      customers: true,
      subscriptions: false,
    })
    expect(build(true).partialRefund).toBe(true)
  })
})
