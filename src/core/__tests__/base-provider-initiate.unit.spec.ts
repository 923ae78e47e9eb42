import { inspect } from "node:util"
import { BigNumber } from "@medusajs/framework/utils"
import type { GatewayErrorCode } from "../errors"
import { Money } from "../money"
import { SAR } from "./support/arbitraries"
import { gatewayError } from "./support/fake-gateway"
import { fakeShop, sessionInput } from "./support/fake-shop"

const FOREIGN = { paid: true, gatewayData: { token: 1 }, email: "payer@example.com" }

describe("initiatePayment", () => {
  test("writes the attempt, then calls the gateway, then keeps its answer", async () => {
    const { provider, ledger, gateway, journal } = fakeShop()

    const { id, status, data } = await provider.initiatePayment(sessionInput())

    expect(journal).toEqual(["ledger.openAttempt", "gateway.create"])
    expect(id).toBe("invoice-1")
    expect(status).toBe("pending")
    expect(data).toEqual({
      session_id: "payses_1",
      gateway: "fake",
      reference: "invoice-1",
      status: "pending",
      amount: "10.00",
      currency_code: "sar",
      expires_at: null,
      next_action: { type: "redirect", url: "https://pay.example/invoice-1", method: "GET" },
    })
    expect(ledger.last).toMatchObject({
      sessionId: "payses_1",
      gateway: "fake",
      providerId: "pp_fake_fake",
      reference: "invoice-1",
      gatewayData: { private: "for the gateway's code" },
    })
    expect(gateway.created[0]).toMatchObject({
      attemptId: ledger.last.id,
      sessionId: "payses_1",
      amount: Money.parse("10", SAR),
      returnUrl: `https://shop.example/payment-gateways/return/${ledger.last.id}`,
      webhookUrl: "https://shop.example/hooks/payment-gateways/fake_fake",
    })
  })

  test("names the provider as Medusa knows it, for webhooks and for the ledger", async () => {
    const session = { provider_id: "pp_fake_second", payment_collection_id: "pay_col_7" }
    const { provider, ledger, gateway } = fakeShop({ sessions: { payses_1: session } })

    await provider.initiatePayment(sessionInput())

    expect(ledger.last).toMatchObject({
      providerId: "pp_fake_second",
      paymentCollectionId: "pay_col_7",
    })
    expect(gateway.created[0].webhookUrl).toBe(
      "https://shop.example/hooks/payment-gateways/fake_second"
    )
  })

  test("goes without addresses when the shop told no public one", async () => {
    const { provider, gateway } = fakeShop({ settings: { backendUrl: undefined } })

    await provider.initiatePayment(sessionInput())

    expect(gateway.created[0]).toMatchObject({ returnUrl: undefined, webhookUrl: undefined })
  })

  test("passes the customer's record on", async () => {
    const { provider, gateway } = fakeShop()
    const input = sessionInput()
    const account_holder = { data: { id: "customer-1" } }

    await provider.initiatePayment({ ...input, context: { ...input.context, account_holder } })

    expect(gateway.created[0].customerReference).toBe("customer-1")
  })

  test.each<[string, unknown]>([
    ["a number", 10.5],
    ["a string", "10.50"],
    ["a raw value", { value: "10.5", precision: 20 }],
    ["a BigNumber", new BigNumber(10.5)],
  ])("takes the amount as %s", async (_, amount) => {
    const { provider, ledger } = fakeShop()

    await provider.initiatePayment(sessionInput({}, amount))

    expect(ledger.last.due.toString()).toBe("10.50 SAR")
  })

  test("sets every key of the browser to null", async () => {
    const { provider, ledger } = fakeShop()

    const { data } = await provider.initiatePayment(
      sessionInput({ ...FOREIGN, status: "captured", reference: "mine", amount: "0.01" })
    )

    for (const key of Object.keys(FOREIGN)) {
      expect(data).toHaveProperty(key, null)
    }
    expect(data).toMatchObject({ status: "pending", reference: "invoice-1", amount: "10.00" })
    expect(inspect(ledger.attempts, { depth: null })).not.toContain("payer@example.com")
  })

  test("goes by Medusa's key, not by a forged session id", async () => {
    const { provider, ledger } = fakeShop()

    const { data } = await provider.initiatePayment(sessionInput({ session_id: "payses_EVIL" }))

    expect(ledger.last.sessionId).toBe("payses_1")
    expect(data).toMatchObject({ session_id: "payses_1" })
  })

  test.each([
    [undefined],
    ["pay_1"],
    ["payses_"],
    ["payses_../x"],
    [`payses_${"x".repeat(61)}`],
    [7],
  ])("refuses %p as a session's id", async (id) => {
    const { provider, journal } = fakeShop()
    const input = { ...sessionInput(), data: { session_id: id }, context: {} }

    await expect(provider.initiatePayment(input)).rejects.toMatchObject({ reason: "not_found" })
    expect(journal).toEqual([])
  })

  test.each<[string, object, GatewayErrorCode]>([
    ["an amount that is none", { amount: "ten" }, "invalid_amount"],
    ["an amount that cannot be paid exactly", { amount: 0.1 + 0.2 }, "invalid_amount"],
    ["a currency that is none", { currency_code: "xxx" }, "unsupported_currency"],
    ["a currency that the gateway does not take", { currency_code: "jpy" }, "unsupported_currency"],
  ])("refuses %s before anything is written or called", async (_, change, reason) => {
    const { provider, journal } = fakeShop()

    await expect(provider.initiatePayment({ ...sessionInput(), ...change })).rejects.toMatchObject({
      reason,
      type: "invalid_data",
    })
    expect(journal).toEqual([])
  })

  test.each<[GatewayErrorCode, string]>([
    ["rejected", "failed"],
    ["unavailable", "failed"],
    ["configuration", "failed"],
    ["unexpected_reply", "failed"],
    ["unclear", "created"],
  ])("keeps the attempt when the gateway says %s: it is %s", async (reason, status) => {
    const { provider, ledger, gateway } = fakeShop()
    gateway.failNext("create", gatewayError(reason))

    await expect(provider.initiatePayment(sessionInput())).rejects.toMatchObject({
      reason,
      __isMedusaError: true,
    })

    expect(ledger.attempts).toHaveLength(1)
    expect(ledger.last).toMatchObject({ status, sessionId: "payses_1", reference: null })
    expect(ledger.noteTypes()).toEqual(["create_failed"])
  })

  test("keeps the attempt open when the gateway's code breaks", async () => {
    const { provider, ledger, gateway } = fakeShop()
    gateway.failNext("create", new TypeError("broken"))

    await expect(provider.initiatePayment(sessionInput())).rejects.toThrow("broken")
    expect(ledger.last).toMatchObject({ status: "created", reference: null })
  })
})
