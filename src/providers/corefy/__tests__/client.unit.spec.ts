import { GatewayServer, json } from "../../../core/__tests__/support/gateway-server"
import { CorefyClient } from "../client"
import { corefy } from "../gateway"
import { CorefyProvider } from "../index"
import vectors from "./fixtures/vectors.json"
import { INVOICE, replyOf } from "./support/invoices"

const server = new GatewayServer()

beforeAll(() => server.start())
afterAll(() => server.stop())

const basic = vectors.find(({ name }) => name === "basic auth")

function client(options: Record<string, unknown> = {}) {
  const checked = corefy.checkOptions(
    {
      baseUrl: `${server.url}/corefy`,
      commerceAccountId: basic?.login,
      apiKey: basic?.password,
      callbackSecret: "sk_live_made_up",
      service: "payment_card_usd_hpp",
      ...options,
    },
    { name: "corefy" }
  )
  return new CorefyClient(checked, {})
}

it.each([
  ["basic", basic?.authorization],
  ["bearer", `Bearer ${basic?.password}`],
])("signs in by %s", async (authScheme, authorization) => {
  server.answerWith(json(200, replyOf()))
  await client({ authScheme }).getInvoice(INVOICE)
  expect(server.requests[0].headers).toMatchObject({ authorization, accept: "application/json" })
})

it.each([
  [undefined, "/corefy/api/commerce/payment-invoices"],
  ["/api/payment-invoices", "/corefy/api/payment-invoices"],
  ["/payment-invoices", "/corefy/payment-invoices"],
])("calls the path %s", async (invoicesPath, path) => {
  server.answerWith(
    json(200, replyOf()),
    json(200, { data: [] }),
    json(201, { data: { type: "refunds", id: "ref_1", attributes: { status: "processed" } } })
  )
  const one = client({ invoicesPath })
  await one.getInvoice(INVOICE)
  await one.findInvoice("payses_1-2")
  await one.refundInvoice(INVOICE, { amount: 1, reference_id: "refund_1" })
  expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
    `GET ${path}/${INVOICE}`,
    `GET ${path}/?filter%5Breference_id%5D=payses_1-2`,
    `POST ${path}/${INVOICE}/refund`,
  ])
})

it("believes no list that was not filtered", async () => {
  server.answerWith(
    json(200, {
      data: [
        replyOf({ reference_id: "payses_OTHER" }, "cpi_other").data,
        replyOf({ reference_id: "payses_TEST0001" }).data,
      ],
    })
  )
  expect((await client().findInvoice("payses_TEST0001"))?.id).toBe(INVOICE)
  expect(await client().findInvoice("payses_TEST")).toBeUndefined()
})

it("leaves out a description that there is none of", async () => {
  server.answerWith(
    json(201, { data: { type: "refunds", id: "ref_1", attributes: { status: "processed" } } })
  )
  await client().refundInvoice(INVOICE, { amount: 1, reference_id: "r", description: undefined })
  expect(JSON.parse(server.requests[0].body)).toEqual({
    data: { type: "refund", attributes: { invoiceId: INVOICE, amount: 1, reference_id: "r" } },
  })
})

it("is a payment provider of Medusa's", () => {
  expect(CorefyProvider.identifier).toBe("corefy")
  expect(() => CorefyProvider.validateOptions({ id: "destream" })).toThrow(
    /Payment gateway corefy \(id "destream"\) cannot start: .*commerceAccountId/
  )
})
