import type { Offer } from "../offers"
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
  next_action: { type: "redirect", method: "GET", url: "http://localhost:4010/pay/1?a=1&b=2" },
  ...changes,
})

const HOSTILE_OFFER: Offer = {
  gateway: hostileText(),
  flow: hostileText(),
  providerId: "pp_corefy_destream",
  simulatedBy: "corefy",
  currency: "usd",
}

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

  it("asks what the gateway wants to know, and does not reload meanwhile", () => {
    const fields = [
      { name: "document", label: "CPF", pattern: "\\d{11}", required: true },
      { name: "bank", label: "Method", options: [{ value: "IX", label: "PIX" }], required: true },
    ]
    const html = paymentPage(state({ next_action: { type: "collect", fields } }), undefined)
    expect(html).toContain('<input name="document" pattern="\\d{11}" required>')
    expect(html).toContain('<option value="IX">PIX</option>')
    expect(html).toContain("A few details first")
    expect(html).not.toContain('http-equiv="refresh"')
  })

  it("shows where to send which coins", () => {
    const destination = { asset: "BTC", network: "Bitcoin", address: "bc1qcafe", amount: "0.0012" }
    const next = { type: "transfer" as const, destinations: [destination] }
    const html = paymentPage(state({ next_action: next }), undefined)
    expect(html).toContain("Send exactly 0.0012 BTC")
    expect(html).toContain("<code>bc1qcafe</code>")
  })

  it("waits on a status that it does not know", () => {
    expect(paymentPage(state({ status: "under_review" }), undefined)).toContain("under review")
  })
})

it.each([
  frontPage([HOSTILE_OFFER], hostileText()),
  paymentPage(
    state({
      next_action: {
        type: "redirect",
        method: "POST",
        url: hostileText(),
        fields: { [hostileText()]: hostileText() },
      },
    }),
    undefined
  ),
  paymentPage(
    state({
      next_action: {
        type: "transfer",
        destinations: [
          {
            asset: hostileText(),
            network: hostileText(),
            address: hostileText(),
            amount: hostileText(),
          },
        ],
      },
    }),
    undefined
  ),
  paymentPage(
    state({
      next_action: {
        type: "collect",
        fields: [
          {
            name: hostileText(),
            label: hostileText(),
            pattern: hostileText(),
            required: true,
          },
          {
            name: hostileText(),
            label: hostileText(),
            options: [{ value: hostileText(), label: hostileText() }],
            required: false,
          },
        ],
      },
    }),
    undefined
  ),
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
