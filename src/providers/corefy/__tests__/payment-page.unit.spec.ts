import { recordingLogger } from "../../../core/__tests__/support/recording-logger"
import { corefy } from "../gateway"
import { namesPaymentPage, paymentPageOf } from "../payment-page"
import { INVOICE, invoiceOf } from "./support/invoices"

const required = {
  commerceAccountId: "coma_1",
  apiKey: "api_key_made_up_1",
  callbackSecret: "sk_live_made_up",
  service: "payment_card_usd_hpp",
}

function pageOf(attributes: Record<string, unknown>, options: Record<string, unknown> = {}) {
  const { logger, texts } = recordingLogger()
  const checked = corefy.checkOptions({ ...required, ...options }, { name: "corefy" })
  return {
    page: paymentPageOf(invoiceOf(attributes), checked, { logger }),
    warnings: texts("warn"),
  }
}

const get = (url: string) => ({ type: "redirect", url, method: "GET" })
const HOSTED = get(`https://com.paycore.io/hpp/?cpi=${INVOICE}`)
const PAGE = "https://com.paycore.io/hpp/?cpi=x"
const ACTION = "https://checkout.paycore.io/pay?sid=1"

describe("the page is", () => {
  it.each([
    ["hpp_url", { hpp_url: PAGE, flow_data: { action: ACTION } }, get(PAGE)],
    ["the flow's address", { flow_data: { action: ACTION, method: "GET" } }, get(ACTION)],
    [
      "the flow's, method in lower case",
      { flow_data: { action: ACTION, method: "get" } },
      get(ACTION),
    ],
    ["the flow's, without a method", { flow_data: { action: ACTION, params: [] } }, get(ACTION)],
    [
      "the flow's with parameters",
      { flow_data: { action: ACTION, method: "GET", params: { a: "1 2", b: 3, c: null } } },
      get(`${ACTION}&a=1+2&b=3`),
    ],
    [
      "the flow's form",
      {
        flow_data: { action: ACTION, method: "post", params: { a: "1 2", b: 3, c: true, d: null } },
      },
      {
        type: "redirect",
        url: ACTION,
        method: "POST",
        fields: { a: "1 2", b: "3", c: "true" },
      },
    ],
    [
      "the flow's form without fields",
      { flow_data: { action: ACTION, method: "POST", params: [] } },
      { type: "redirect", url: ACTION, method: "POST", fields: {} },
    ],
    ["one level deeper", { flow_data: { params: [], metadata: { action: ACTION } } }, get(ACTION)],
    ["the hosted page", {}, HOSTED],
    ["the hosted page for []", { flow_data: [], hpp_url: "" }, HOSTED],
    ["the hosted page for null", { flow_data: null, hpp_url: null }, HOSTED],
    ["the hosted page for nonsense", { flow_data: "text", hpp_url: 5 }, HOSTED],
    ["the hosted page for {}", { flow_data: {} }, HOSTED],
    [
      "the hosted page for a method that no browser has",
      { flow_data: { action: ACTION, method: "PUT" } },
      HOSTED,
    ],
    [
      "the hosted page for a form that cannot be sent",
      { flow_data: { action: ACTION, method: "POST", params: { a: { b: 1 } } } },
      HOSTED,
    ],
  ])("%s", (_, attributes, expected) => {
    const { page, warnings } = pageOf(attributes)
    expect(page).toEqual(expected)
    expect(warnings).toEqual([])
  })

  it("the merchant's own", () => {
    const { page } = pageOf({}, { hppUrl: "https://pay.label.example/hpp/" })
    expect(page).toEqual(get(`https://pay.label.example/hpp/?cpi=${INVOICE}`))
  })
})

describe("a page that is not Corefy's", () => {
  it.each([
    ["another host", "https://evil.example/hpp"],
    ["http", "http://com.paycore.io/hpp"],
    ["a script", "javascript:alert(document.cookie)"],
    ["a host that ends alike", "https://notpaycore.io/hpp"],
    ["a user name", "https://com.paycore.io@evil.example/"],
    ["no address", "hpp/?cpi=1"],
    ["this machine", "http://localhost:4000/hpp"],
  ])("is left out and told: %s", (_, url) => {
    for (const attributes of [
      { hpp_url: url },
      { flow_data: { action: url } },
      { flow_data: { action: url, method: "POST", params: { a: "1" } } },
      { flow_data: { metadata: { action: url } } },
    ]) {
      const { page, warnings } = pageOf(attributes)
      expect(page).toEqual(HOSTED)
      expect(warnings).toEqual([expect.stringContaining("Set hppUrl")])
    }
  })

  it("gives way to the flow's", () => {
    const { page } = pageOf({ hpp_url: "https://evil.example", flow_data: { action: ACTION } })
    expect(page).toEqual(get(ACTION))
  })

  it("is taken when the merchant named its host, or has the API there", () => {
    const url = "https://pay.label.example/checkout?cpi=1"
    expect(pageOf({ hpp_url: url }, { hppUrl: "https://pay.label.example/hpp" }).page).toEqual(
      get(url)
    )
    expect(pageOf({ hpp_url: url }, { baseUrl: "https://pay.label.example" }).page).toEqual(
      get(url)
    )
  })

  it.each(["https://paycore.io/x", "https://pay.corefy.com/x", "https://destream.net/pay/x"])(
    "is not %s",
    (url) => expect(pageOf({ hpp_url: url }).page).toEqual(get(url))
  )
})

it.each([
  [{}, false],
  [{ hpp_url: PAGE }, true],
  [{ flow_data: { action: ACTION } }, true],
  [{ flow_data: { metadata: { action: ACTION } } }, true],
  [{ flow_data: [] }, false],
])("%j names a page: %s", (attributes, isNamed) => {
  expect(namesPaymentPage(invoiceOf(attributes))).toBe(isNamed)
})
