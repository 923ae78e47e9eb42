import type { PaymentState } from "../store-access"
import { frontPage, messagePage, paymentPage } from "../storefront-html"

const state = (changes: Partial<PaymentState> = {}): PaymentState => ({
  session_id: "payses_01",
  status: "pending",
  amount: "11.245",
  currency_code: "kwd",
  received: "0.000",
  due: "11.245",
  exception: null,
  order_id: null,
  next_action: { type: "redirect", url: "http://localhost:4010/pay/1?a=1&b=2" },
  ...changes,
})

const ORDER = { displayId: 7, adminUrl: "http://localhost:9000/app/orders/order_01" }

describe("paymentPage", () => {
  it("waits, and offers the way to pay, while nothing has come", () => {
    const html = paymentPage(state(), undefined)
    expect(html).toContain("Waiting for the payment")
    expect(html).toContain('http-equiv="refresh"')
    expect(html).toContain('href="http://localhost:4010/pay/1?a=1&amp;b=2"')
    expect(html).toContain("11.245 KWD")
  })

  it("says that money has come before the order is there", () => {
    const html = paymentPage(state({ status: "captured", next_action: null }), undefined)
    expect(html).toContain("The payment has arrived")
    expect(html).toContain('http-equiv="refresh"')
  })

  it("ends with the order", () => {
    const html = paymentPage(state({ status: "captured", next_action: null }), ORDER)
    expect(html).toContain("Order #7 is placed")
    expect(html).toContain(ORDER.adminUrl)
    expect(html).not.toContain('http-equiv="refresh"')
  })

  it.each(["failed", "canceled", "expired"])("ends when the payment is %s", (status) => {
    const html = paymentPage(state({ status }), undefined)
    expect(html).toContain("No money was taken")
    expect(html).not.toContain('http-equiv="refresh"')
    expect(html).not.toContain("Go to the payment page")
  })

  it("waits on a status that it does not know", () => {
    expect(paymentPage(state({ status: "under_review" }), undefined)).toContain("under review")
  })
})

it.each([
  frontPage([{ currency: "sar", regionName: hostileText() }], hostileText()),
  messagePage(hostileText(), hostileText()),
  paymentPage(
    state({ amount: hostileText(), status: hostileText(), session_id: hostileText() }),
    undefined
  ),
])("shows hostile text as text (%#)", (html) => {
  expect(html).not.toContain("<script>")
  expect(html).not.toContain('" onload=')
})

function hostileText(): string {
  return `"><script>alert('&')</script><img src=x" onload="alert(1)`
}
