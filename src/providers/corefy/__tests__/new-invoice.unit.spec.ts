import type { CreateRequest, Payer } from "../../../core/contract"
import { corefy } from "../gateway"
import { newInvoice } from "../new-invoice"
import { money } from "./support/money"

const required = {
  commerceAccountId: "coma_FoXWOaBSEnUpvP4I",
  apiKey: "api_key_made_up_1",
  callbackSecret: "sk_live_made_up",
  service: "payment_card_usd_hpp",
}

function invoiceFor(
  payer: Partial<Payer> = {},
  options: Record<string, unknown> = {},
  changes: Partial<CreateRequest> = {}
) {
  const request: CreateRequest = {
    attemptId: "pgatt_1",
    sessionId: "payses_1",
    sequence: 1,
    amount: money("10.50 USD"),
    payer: async () => ({ answers: {} }),
    returnUrl: "https://shop.example/return/1",
    webhookUrl: "https://shop.example/hooks/1",
    now: new Date(),
    ...changes,
  }
  const checked = corefy.checkOptions({ ...required, ...options }, { name: "corefy" })
  return newInvoice(request, { answers: {}, ...payer }, "payses_1-2", checked)
}

it("has what the connection guide asks for", () => {
  expect(invoiceFor({ customerId: "cus_1", email: "jane@example.com" })).toEqual({
    reference_id: "payses_1-2",
    service: "payment_card_usd_hpp",
    commerce_account: "coma_FoXWOaBSEnUpvP4I",
    currency: "USD",
    amount: 10.5,
    flow: "charge",
    test_mode: false,
    customer: { reference_id: "cus_1", email: "jane@example.com" },
    metadata: { session_id: "payses_1", attempt_id: "pgatt_1" },
    options: { allow_partially: false },
    return_urls: {
      success: "https://shop.example/return/1",
      pending: "https://shop.example/return/1",
      fail: "https://shop.example/return/1",
    },
    callback_url: "https://shop.example/hooks/1",
  })
})

it.each([
  ["/api/commerce/payment-invoices", "coma_FoXWOaBSEnUpvP4I"],
  ["/api/payment-invoices", undefined],
  ["/payment-invoices", undefined],
])("names the account where the path leaves it open (%s)", (invoicesPath, account) => {
  expect(invoiceFor({}, { invoicesPath }).commerce_account).toBe(account)
})

it.each([
  [{ sandbox: true }, { test_mode: true }],
  [{ testMode: true }, { test_mode: true }],
  [{ sandbox: true, testMode: false }, { test_mode: false }],
  [{ acceptPartial: true }, { options: { allow_partially: true } }],
  [{ acceptPartial: false }, { options: { allow_partially: false } }],
])("%j gives %j", (options, expected) => {
  expect(invoiceFor({}, options)).toMatchObject(expected)
})

it.each([
  ["10.50 USD", 10.5],
  ["100.55 USD", 100.55],
  ["0.01 USD", 0.01],
  ["4 USD", 4],
  ["1200 JPY", 1200],
  ["5000 CLP", 5000],
  ["1.234 KWD", 1.234],
  ["9999999.99 USD", 9999999.99],
])("asks for %s as the number %s", (text, number) => {
  const invoice = invoiceFor({}, { service: "card_hpp" }, { amount: money(text) })
  expect(invoice.amount).toBe(number)
  expect(invoice.currency).toBe(text.split(" ")[1])
})

it("leaves out addresses that the shop does not have", () => {
  const invoice = invoiceFor({}, {}, { returnUrl: undefined, webhookUrl: undefined })
  expect(invoice).not.toHaveProperty("return_urls")
  expect(invoice).not.toHaveProperty("callback_url")
})

describe("the customer", () => {
  const customer = (payer: Partial<Payer>) => invoiceFor(payer).customer

  it("is told with all that is known", () => {
    expect(
      customer({
        customerId: "cus_1",
        email: "jane@example.com",
        name: "Jane Doe",
        phone: "+1 (555) 010-0199",
        country: "US",
        state: "CA",
        city: "Springfield",
        address: "1 Main Street, Floor 2",
        zip: "90210",
        ip: "203.0.113.7",
        language: "en-US",
      })
    ).toEqual({
      reference_id: "cus_1",
      email: "jane@example.com",
      name: "Jane Doe",
      phone: "15550100199",
      address: {
        country: "US",
        region: "CA",
        city: "Springfield",
        street: "1 Main Street, Floor 2",
        post_code: "90210",
      },
      metadata: { ip: "203.0.113.7" },
    })
  })

  it("has no empty keys", () => {
    expect(customer({ email: "", name: undefined, phone: "", city: "", ip: "" })).toEqual({
      reference_id: "payses_1",
    })
  })

  it("has the session's id when it is a guest", () => {
    expect(customer({ email: "jane@example.com" }).reference_id).toBe("payses_1")
  })

  it.each([
    ["+966 50 123 4567", "966501234567"],
    ["00966501234567", "966501234567"],
    ["966-50-123-4567", "966501234567"],
    ["0501234567", undefined],
    ["12345", undefined],
    ["+1234567890123456", undefined],
    ["call me", undefined],
  ])("has the phone %s as %s", (phone, expected) => {
    expect(customer({ phone }).phone).toBe(expected)
  })
})
