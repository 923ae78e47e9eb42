import { GatewayError } from "../../../core/errors"
import { PRODUCTION_URL } from "../options"
import { paymentPage } from "../payment-page"

const live = { baseUrl: PRODUCTION_URL, iframe: false }
const local = { baseUrl: "http://localhost:9090/directa24", iframe: false }

function refusalOf(link: string, options = live): unknown {
  try {
    return paymentPage(link, options)
  } catch (error) {
    return GatewayError.is(error) ? error.reason : error
  }
}

describe("a payment page", () => {
  it.each([
    "https://checkout.directa24.com/pay/abc?x=1",
    "https://payment.depositcheckout.com/v1/checkout/abc",
    "https://bank.example/pay",
  ])("may be %s", (link) => {
    expect(paymentPage(link, live)).toBe(link)
  })

  it("may be on this machine when the API is", () => {
    const link = "http://localhost:9090/directa24/checkout/1"
    expect(paymentPage(link, local)).toBe(link)
    expect(refusalOf(link)).toBe("unexpected_reply")
  })

  it.each([
    "http://checkout.directa24.com/pay",
    "javascript:alert(1)",
    "data:text/html,hi",
    "//checkout.directa24.com/pay",
    "https://user:secret@checkout.directa24.com/pay",
    "https://",
    "not an address",
    "",
  ])("is not %j", (link) => {
    expect(refusalOf(link)).toBe("unexpected_reply")
    expect(refusalOf(link, local)).toBe("unexpected_reply")
  })
})

describe("a payment page inside the shop", () => {
  it.each([
    ["https://pay.example/a", "https://pay.example/a?iframe_view=1"],
    ["https://pay.example/a?t=1", "https://pay.example/a?t=1&iframe_view=1"],
    ["https://pay.example/a?t=a%20b+c#end", "https://pay.example/a?t=a%20b+c&iframe_view=1#end"],
    ["https://pay.example/a?iframe_view=1", "https://pay.example/a?iframe_view=1"],
  ])("of %s is %s", (link, page) => {
    expect(paymentPage(link, { ...live, iframe: true })).toBe(page)
  })
})
