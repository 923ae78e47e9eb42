import { answerStreamPay } from "../../gateways/streampay"
import type { GatewayRequest } from "../../gateways/server"
import { PaidPayments } from "../paid-payments"

const asked = (path: string, method = "GET", body = ""): GatewayRequest => ({
  method,
  url: new URL(path, "http://gateway"),
  body,
})

function newLink(): string {
  const price = { currency: "SAR", amount: "105.50" }
  const product = answerStreamPay(
    asked("/api/v2/products", "POST", JSON.stringify({ name: "Order", prices: [price] }))
  ) as { id: string }
  const link = {
    name: "Order",
    currency: "SAR",
    items: [{ product_id: product.id }],
    valid_until: "2030-01-01T00:00:00Z",
    custom_metadata: {},
  }
  const created = answerStreamPay(asked("/api/v2/payment_links", "POST", JSON.stringify(link)))
  return (created as { id: string }).id
}

describe("PaidPayments", () => {
  it("tells of a paid link, and of one invoice with the whole amount", () => {
    const [link, other, paid] = [newLink(), newLink(), new PaidPayments()]
    const tell = (path: string) => paid.tell(asked(path), answerStreamPay(asked(path)))
    const invoices = (id: string) => `/api/v2/invoices?payment_link_id=${id}`
    expect(tell(invoices(link))).toMatchObject({ data: [] })
    paid.pay(link)
    expect(tell(`/api/v2/payment_links/${link}`)).toMatchObject({
      id: link,
      status: "COMPLETED",
      amount_collected: "105.50",
    })
    expect(tell(invoices(link))).toMatchObject({
      data: [{ currency: "SAR", payments: [{ amount: "105.50", current_status: "SUCCEEDED" }] }],
    })
    expect(tell(invoices(link))).toEqual(tell(invoices(link)))
    expect(tell(`/api/v2/payment_links/${other}`)).toMatchObject({ status: "ACTIVE" })
    expect(tell(invoices(other))).toMatchObject({ data: [] })
  })

  it("tells of a payment intent that has succeeded", () => {
    const paid = new PaidPayments()
    const intent = { id: "pi_1", status: "requires_payment_method", amount: 10550 }
    const request = asked("/v1/payment_intents/pi_1")
    expect(paid.tell(request, intent)).toBe(intent)
    paid.pay("pi_1")
    expect(paid.tell(request, intent)).toEqual({
      id: "pi_1",
      status: "succeeded",
      amount: 10550,
      amount_received: 10550,
    })
  })
})
