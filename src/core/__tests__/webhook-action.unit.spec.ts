import type { ProviderWebhookPayload } from "@medusajs/framework/types"
import type { ObservedStatus } from "../attempt"
import type { WebhookHint } from "../contract"
import { gatewayError } from "./support/fake-gateway"
import { fakeShop, sessionInput } from "./support/fake-shop"

async function shopWithSession() {
  const shop = fakeShop()
  await shop.provider.initiatePayment(sessionInput())
  shop.journal.length = 0
  return {
    ...shop,
    receive: (hint: Partial<WebhookHint>, signature: string | undefined = "right") =>
      shop.provider.getWebhookActionAndData(payloadOf(JSON.stringify(hint), signature)),
  }
}

function payloadOf(
  rawData: unknown,
  signature: string | undefined = "right"
): ProviderWebhookPayload["payload"] {
  return { data: {}, rawData: rawData as string, headers: { "x-signature": signature } }
}

const NOTHING = { action: "not_supported" }

describe("a webhook of a payment", () => {
  test.each<[ObservedStatus, string, string]>([
    ["pending", "0", "pending"],
    ["requires_more", "0", "requires_more"],
    ["authorized", "0", "authorized"],
    ["paid", "10.00", "captured"],
    ["paid", "25.00", "captured"],
    ["paid", "9.99", "requires_more"],
    ["failed", "0", "failed"],
    ["canceled", "0", "canceled"],
    ["expired", "0", "canceled"],
  ])("is what the gateway says when read: %s with %s is %s", async (observed, received, action) => {
    const { receive, gateway, ledger } = await shopWithSession()
    gateway.pay("invoice-1", received)
    gateway.payment("invoice-1").status = observed

    const result = await receive({ reference: "invoice-1" })

    expect(result.action).toBe(action)
    // Never more than the session asks.
    expect(JSON.parse(JSON.stringify(result.data))).toEqual({ session_id: "payses_1", amount: 10 })
    expect(ledger.last.received.toDecimal()).toBe(received === "0" ? "0.00" : received)
  })

  test("is found by its reference, else by its session", async () => {
    const { receive } = await shopWithSession()

    expect((await receive({ reference: "invoice-1" })).action).toBe("pending")
    expect((await receive({ sessionId: "payses_1" })).action).toBe("pending")
    expect((await receive({ reference: "unknown", sessionId: "payses_1" })).action).toBe("pending")
    expect((await receive({ reference: "invoice-1", sessionId: "payses_9" })).action).toBe(
      "pending"
    )
  })

  test.each<[string, (body: string) => unknown]>([
    ["bytes", (body) => Buffer.from(body)],
    ["text", (body) => body],
    ["bytes that went through a queue", (body) => JSON.parse(JSON.stringify(Buffer.from(body)))],
  ])("may come as %s", async (_, form) => {
    const { provider } = await shopWithSession()
    const payload = payloadOf(form('{"reference":"invoice-1"}'))

    await expect(provider.getWebhookActionAndData(payload)).resolves.toMatchObject({
      action: "pending",
    })
  })

  test("cannot be acted on while the gateway does not answer", async () => {
    const { receive, gateway } = await shopWithSession()
    gateway.failNext("read", gatewayError("unavailable", true))

    await expect(receive({ reference: "invoice-1" })).rejects.toMatchObject({
      reason: "unavailable",
    })
  })
})

describe("nothing is done, and nothing read, for", () => {
  test.each<[string, Partial<WebhookHint>, string]>([
    ["a wrong signature", { reference: "invoice-1" }, "wrong"],
    ["a missing signature", { reference: "invoice-1" }, ""],
    ["a payment of another shop", { reference: "invoice-9" }, "right"],
    ["a session of another shop", { sessionId: "payses_9" }, "right"],
    ["an event that names no payment", {}, "right"],
    ["an event of something else", { reference: "invoice-1", concerns: "other" }, "right"],
  ])("%s", async (_, hint, signature) => {
    const { receive, journal } = await shopWithSession()

    await expect(receive(hint, signature)).resolves.toEqual(NOTHING)
    expect(journal).toEqual([])
  })

  test.each<[string, unknown]>([
    ["no body", undefined],
    ["an empty body", ""],
    ["a body that is no JSON", "<xml>"],
  ])("%s", async (_, body) => {
    const { provider, journal, log } = await shopWithSession()

    await expect(provider.getWebhookActionAndData(payloadOf(body))).resolves.toEqual(NOTHING)
    expect(journal).toEqual([])
    expect(log.texts("warn")[0]).toMatch(/^\[FakePay\] webhook refused: /)
  })

  test("a payment of another gateway", async () => {
    const { receive, ledger, journal } = await shopWithSession()
    ledger.change(ledger.last.id, { gateway: "other" })

    await expect(receive({ reference: "invoice-1", sessionId: "payses_1" })).resolves.toEqual(
      NOTHING
    )
    expect(journal).toEqual([])
  })

  test("a wrong signature but a line in the log", async () => {
    const { receive, log } = await shopWithSession()

    await receive({ reference: "invoice-1" }, "wrong")

    expect(log.texts("warn")).toEqual([
      "[FakePay] webhook refused: invalid_signature · The fake gateway says invalid_signature.",
    ])
  })
})

describe("Medusa is told nothing, but the payment is read, for", () => {
  test("a refund", async () => {
    const { receive, gateway, ledger } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")
    gateway.payment("invoice-1").refunded = gateway.payment("invoice-1").received

    await expect(receive({ reference: "invoice-1", concerns: "refund" })).resolves.toEqual(NOTHING)
    expect(ledger.last.refunded.toDecimal()).toBe("10.00")
  })

  test("an event that the gateway's documentation does not know; it is reported", async () => {
    const { receive, gateway, ledger, log } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")

    await expect(
      receive({ reference: "invoice-1", isUnknown: true, eventType: "PAYMENT_TELEPORTED" })
    ).resolves.toEqual(NOTHING)
    expect(ledger.last.status).toBe("captured")
    expect(log.texts("error")).toEqual(["[FakePay] webhook of an unknown kind: PAYMENT_TELEPORTED"])
  })
})

test("what only the webhook tells is kept before the gateway is read", async () => {
  const { receive, journal, ledger } = await shopWithSession()
  await receive({ reference: "invoice-1", evidence: { deposit_1: { seen: true } } })
  await receive({ reference: "invoice-1", evidence: { deposit_2: {} } })
  expect(journal.slice(0, 2)).toEqual(["ledger.recordEvidence", "gateway.read"])
  expect(ledger.last.evidence).toEqual({ deposit_1: { seen: true }, deposit_2: {} })
})
