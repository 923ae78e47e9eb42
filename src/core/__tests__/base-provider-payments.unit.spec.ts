import type { ObservedStatus } from "../attempt"
import { gatewayError } from "./support/fake-gateway"
import { fakeShop, sessionInput } from "./support/fake-shop"

async function shopWithSession(options: Record<string, unknown> = {}) {
  const shop = fakeShop({ options })
  const { data } = await shop.provider.initiatePayment(sessionInput())
  shop.journal.length = 0
  return { ...shop, input: { data: data!, context: { idempotency_key: "payses_1" } } }
}

const STATUSES: readonly [ObservedStatus, string, string][] = [
  ["pending", "0", "pending"],
  ["requires_more", "0", "requires_more"],
  ["authorized", "0", "authorized"],
  ["paid", "10.00", "captured"],
  ["paid", "10.01", "captured"],
  ["paid", "9.99", "requires_more"],
  ["failed", "0", "error"],
  ["canceled", "0", "canceled"],
  ["expired", "0", "canceled"],
]

describe("authorizePayment", () => {
  test.each(STATUSES)(
    "reads the gateway: %s with %s received is %s",
    async (observed, received, status) => {
      const { provider, gateway, journal, input } = await shopWithSession()
      gateway.pay("invoice-1", received)
      gateway.payment("invoice-1").status = observed

      const result = await provider.authorizePayment(input)

      expect(result.status).toBe(status)
      expect(result.data).toMatchObject({ session_id: "payses_1", reference: "invoice-1" })
      expect(journal).toEqual(["gateway.read", "ledger.observe"])
    }
  )

  test.each(STATUSES)(
    "with deferredOrder, %s with %s received",
    async (observed, received, status) => {
      const { provider, gateway, input } = await shopWithSession({ deferredOrder: true })
      gateway.pay("invoice-1", received)
      gateway.payment("invoice-1").status = observed
      const isOpen = status === "pending" || status === "requires_more"

      const result = await provider.authorizePayment(input)

      expect(result.status).toBe(isOpen ? "pending_authorization" : status)
      expect(result.data).toMatchObject({ session_id: "payses_1" })
    }
  )

  test("takes what is less than asked within the tolerance", async () => {
    const { provider, gateway, input } = await shopWithSession({ underpaymentTolerancePercent: 1 })
    gateway.pay("invoice-1", "9.90")

    await expect(provider.authorizePayment(input)).resolves.toMatchObject({ status: "captured" })
  })

  test("asks nobody once it is paid", async () => {
    const { provider, gateway, journal, input } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")
    await provider.authorizePayment(input)
    journal.length = 0

    await expect(provider.authorizePayment(input)).resolves.toMatchObject({ status: "captured" })
    expect(journal).toEqual([])
  })

  test("goes by Medusa's key, not by a forged session id, and nulls what is foreign", async () => {
    const { provider, input } = await shopWithSession()
    const data = { ...input.data, session_id: "payses_EVIL", paid: true }

    const result = await provider.authorizePayment({ ...input, data })

    expect(result.data).toMatchObject({ session_id: "payses_1", paid: null })
  })

  test("says clearly that the gateway cannot be asked; nothing changes", async () => {
    const { provider, ledger, gateway, input } = await shopWithSession()
    gateway.failNext("read", gatewayError("unavailable", true))

    await expect(provider.authorizePayment(input)).rejects.toMatchObject({ reason: "unavailable" })
    expect(ledger.last.status).toBe("pending")
  })

  test("knows no session of another gateway", async () => {
    const { provider, ledger, input } = await shopWithSession()
    ledger.change(ledger.last.id, { gateway: "other" })

    await expect(provider.authorizePayment(input)).rejects.toMatchObject({
      reason: "not_found",
      message: "FakePay has no payment for this session. Start the payment again.",
    })
  })
})

describe("capturePayment", () => {
  const asMedusa = (data: Record<string, unknown>) => ({
    data,
    context: { idempotency_key: "capt_1" },
  })

  test("calls nobody when the money is known to be there", async () => {
    const { provider, gateway, journal, input } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")
    await provider.authorizePayment(input)
    journal.length = 0

    const { data } = await provider.capturePayment(asMedusa(input.data))

    expect(data).toMatchObject({ status: "captured", next_action: null })
    expect(journal).toEqual([])
  })

  test.each(STATUSES.filter(([, , status]) => status !== "captured" && status !== "authorized"))(
    "refuses what is %s with %s received",
    async (observed, received) => {
      const { provider, gateway, input } = await shopWithSession()
      gateway.pay("invoice-1", received)
      gateway.payment("invoice-1").status = observed

      await expect(provider.capturePayment(asMedusa(input.data))).rejects.toMatchObject({
        reason: "not_allowed",
        retry: true,
        message: expect.stringContaining("FakePay has not received this payment of 10.00 SAR"),
      })
    }
  )

  test("takes reserved money, and believes it when it is read", async () => {
    const { provider, gateway, journal, input } = await shopWithSession()
    gateway.payment("invoice-1").status = "authorized"

    const { data } = await provider.capturePayment(asMedusa(input.data))

    expect(data).toMatchObject({ status: "captured" })
    expect(journal.filter((entry) => entry.startsWith("gateway"))).toEqual([
      ...["gateway.read", "gateway.capture", "gateway.read"],
    ])
  })

  test("refuses reserved money that did not arrive after all", async () => {
    const { provider, gateway, input } = await shopWithSession()
    gateway.payment("invoice-1").status = "authorized"
    gateway.capture = async () => undefined

    await expect(provider.capturePayment(asMedusa(input.data))).rejects.toMatchObject({
      reason: "not_allowed",
      message: expect.stringContaining("it is authorized"),
    })
  })

  test("refuses reserved money at a gateway that cannot take it", async () => {
    const { provider, gateway, input } = await shopWithSession()
    gateway.payment("invoice-1").status = "authorized"
    gateway.capture = undefined

    await expect(provider.capturePayment(asMedusa(input.data))).rejects.toMatchObject({
      reason: "not_allowed",
    })
  })
})

describe("cancelPayment", () => {
  test("closes the payment", async () => {
    const { provider, gateway, input } = await shopWithSession()

    const { data } = await provider.cancelPayment({ data: input.data })

    expect(data).toMatchObject({ status: "canceled", next_action: null })
    expect(gateway.payment("invoice-1").status).toBe("canceled")
  })

  test("never touches money that is known to be there", async () => {
    const { provider, ledger, gateway, journal, input } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")
    await provider.authorizePayment(input)
    journal.length = 0

    await expect(provider.cancelPayment({ data: input.data })).rejects.toMatchObject({
      reason: "not_allowed",
      message: expect.stringContaining("Refund it instead"),
    })
    expect(journal).toEqual([])
    expect(ledger.last.status).toBe("captured")
  })

  test("never touches money that arrived unseen", async () => {
    const { provider, gateway, journal, input } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")

    await expect(provider.cancelPayment({ data: input.data })).rejects.toMatchObject({
      reason: "not_allowed",
    })
    expect(journal).not.toContain("gateway.cancel")
    expect(journal).not.toContain("gateway.refund")
  })

  test("does not call canceled what was paid while it was being closed", async () => {
    const { provider, ledger, gateway, input } = await shopWithSession()
    gateway.meanwhile("cancel", () => gateway.pay("invoice-1", "10.00"))

    await expect(provider.cancelPayment({ data: input.data })).rejects.toMatchObject({
      reason: "not_allowed",
    })
    expect(ledger.last.status).toBe("captured")
  })

  test("says that the gateway could not close it", async () => {
    const { provider, gateway, input } = await shopWithSession()
    gateway.failNext("cancel", gatewayError("unavailable", true))

    await expect(provider.cancelPayment({ data: input.data })).rejects.toMatchObject({
      reason: "unavailable",
    })
  })

  test("at a gateway that cannot close payments only reads", async () => {
    const { provider, gateway, input } = await shopWithSession()
    gateway.cancel = undefined

    const { data } = await provider.cancelPayment({ data: input.data })

    expect(data).toMatchObject({ status: "pending" })
  })
})

describe("retrievePayment and getPaymentStatus", () => {
  test.each(STATUSES)(
    "read the gateway: %s with %s received is %s",
    async (observed, received, status) => {
      const { provider, gateway, input } = await shopWithSession()
      gateway.pay("invoice-1", received)
      gateway.payment("invoice-1").status = observed

      const retrieved = await provider.retrievePayment({ data: input.data })
      const answer = await provider.getPaymentStatus({ data: input.data })

      expect(retrieved.data).toEqual(answer.data)
      expect(answer.status).toBe(status)
      expect(answer.data).toMatchObject({ session_id: "payses_1", amount: "10.00" })
    }
  )

  test("read also what is paid, e.g. for a refund at the gateway", async () => {
    const { provider, ledger, gateway, input } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")
    await provider.getPaymentStatus(input)
    gateway.payment("invoice-1").refunded = gateway.payment("invoice-1").received

    await expect(provider.getPaymentStatus(input)).resolves.toMatchObject({ status: "captured" })
    expect(ledger.last.refunded.toDecimal()).toBe("10.00")
  })
})
