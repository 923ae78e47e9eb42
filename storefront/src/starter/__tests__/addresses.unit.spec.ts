import type { StoreAccess } from "../../client/store-request.js"
import { addressOfMethods, addressOfOrder, addressOfPayment } from "../addresses.js"

const asked: string[] = []

const shopThatAnswers = (status: number, body: unknown): StoreAccess => ({
  backendUrl: "https://shop.example",
  publishableKey: "pk_1",
  fetch: (input) => {
    asked.push(input instanceof Request ? input.url : input.toString())
    return Promise.resolve(Response.json(body, { status }))
  },
  headers: () => undefined,
  credentials: undefined,
})

const orderTo = (country: unknown) =>
  shopThatAnswers(200, { order: { shipping_address: { country_code: country } } })

it("keeps the page's country", () => {
  expect(addressOfPayment("/sa/checkout", "payses_1")).toBe(
    "/sa/checkout/payment?session_id=payses_1"
  )
  expect(addressOfMethods("/sa/checkout/payment")).toBe("/sa/checkout?step=payment")
})

describe("the order's page", () => {
  it("is in the country that the order goes to", async () => {
    expect(await addressOfOrder(orderTo("SA"), "/us/checkout/payment", "order_1")).toBe(
      "/sa/order/order_1/confirmed"
    )
    expect(asked.at(-1)).toBe("https://shop.example/store/orders/order_1")
  })

  it.each([
    ["refuses", shopThatAnswers(404, { message: "no" })],
    ["knows no address", shopThatAnswers(200, { order: { shipping_address: null } })],
    ["answers nothing", shopThatAnswers(200, null)],
    ["names no country", orderTo("//evil.example")],
  ])("is in the page's country where the shop %s", async (_, access) => {
    expect(await addressOfOrder(access, "/us/checkout/payment", "order_1")).toBe(
      "/us/order/order_1/confirmed"
    )
  })
})
