import { gatewayError } from "./support/fake-gateway"
import { fakeShop, sessionInput } from "./support/fake-shop"

/** A shop with a session of 10.00 SAR under way. */
async function shopWithSession() {
  const shop = fakeShop()
  const { data } = await shop.provider.initiatePayment(sessionInput())
  return { ...shop, data: data! }
}

describe("updatePayment", () => {
  test("with the same amount asks nobody", async () => {
    const { provider, journal, data } = await shopWithSession()
    journal.length = 0

    const updated = await provider.updatePayment({ ...sessionInput({}, "10.00"), data })

    expect(updated).toEqual({ status: "pending", data })
    expect(journal).toEqual([])
  })

  test("with another amount makes a new payment and closes the old one", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()

    const updated = await provider.updatePayment({ ...sessionInput({}, 12), data })

    expect(updated.data).toMatchObject({ reference: "invoice-2", amount: "12.00" })
    expect(ledger.attempts).toHaveLength(2)
    expect(ledger.attempts[0]).toMatchObject({ status: "canceled", abandonedAt: expect.any(Date) })
    expect(gateway.payment("invoice-1").status).toBe("canceled")
    expect(ledger.last).toMatchObject({ sessionId: "payses_1", reference: "invoice-2" })
  })

  test("keeps the old payment when the new one cannot be made", async () => {
    const { provider, gateway, data } = await shopWithSession()
    gateway.failNext("create", gatewayError("unavailable"))

    await expect(provider.updatePayment({ ...sessionInput({}, 12), data })).rejects.toMatchObject({
      reason: "unavailable",
    })
    expect(gateway.payment("invoice-1").status).toBe("pending")
  })

  test("goes on with the new payment when the old one cannot be closed, and keeps a note", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()
    gateway.failNext("cancel", gatewayError("unavailable"))

    const updated = await provider.updatePayment({ ...sessionInput({}, 12), data })

    expect(updated.data).toMatchObject({ reference: "invoice-2" })
    expect(ledger.noteTypes("pgatt_1")).toEqual(["abandoned", "void_failed"])
  })

  test("does not change what is paid", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")
    await provider.getPaymentStatus({ data })

    await expect(provider.updatePayment({ ...sessionInput({}, 12), data })).rejects.toMatchObject({
      reason: "not_allowed",
      message: expect.stringContaining("10.00 SAR is already paid"),
    })
    expect(ledger.attempts).toHaveLength(1)
  })

  test("sees what was paid a moment ago", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")

    await expect(provider.updatePayment({ ...sessionInput({}, 12), data })).rejects.toMatchObject({
      reason: "not_allowed",
    })
    expect(ledger.attempts).toHaveLength(1)
    expect(ledger.last.status).toBe("captured")
  })

  test("knows only sessions that it began", async () => {
    const { provider } = fakeShop()

    await expect(provider.updatePayment(sessionInput({}, 12))).rejects.toMatchObject({
      reason: "not_found",
    })
  })
})

describe("deletePayment", () => {
  test("closes the payment and keeps the attempt", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()

    await expect(provider.deletePayment({ data })).resolves.toEqual({ data })

    expect(gateway.payment("invoice-1").status).toBe("canceled")
    expect(ledger.last).toMatchObject({ status: "canceled", abandonedAt: expect.any(Date) })
  })

  test("leaves money alone that is there", async () => {
    const { provider, ledger, gateway, journal, data } = await shopWithSession()
    gateway.pay("invoice-1", "10.00")
    await provider.getPaymentStatus({ data })
    journal.length = 0

    await provider.deletePayment({ data })

    expect(journal).toEqual([])
    expect(ledger.last).toMatchObject({ status: "captured", abandonedAt: expect.any(Date) })
  })

  test("sees money that arrives while it closes", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()
    gateway.meanwhile("cancel", () => gateway.pay("invoice-1", "10.00"))

    await provider.deletePayment({ data })

    expect(ledger.last.status).toBe("captured")
  })

  test.each<[string, object | undefined]>([
    ["nothing", undefined],
    ["what the browser sent", { session_id: "payses_1" }],
    ["a guessed reference", { session_id: "payses_1", reference: "invoice-2" }],
    ["no text for a reference", { session_id: "payses_1", reference: null }],
    ["a session that does not exist", { session_id: "payses_2", reference: "invoice-1" }],
    ["no text for a session", { session_id: { $ne: "" }, reference: "invoice-1" }],
  ])("closes nothing for %s", async (_, data) => {
    const { provider, ledger, gateway } = await shopWithSession()

    await provider.deletePayment({ data: data as Record<string, unknown> })

    expect(gateway.payment("invoice-1").status).toBe("pending")
    expect(ledger.last.abandonedAt).toBeNull()
  })

  test("closes nothing of an attempt that no reference proves", async () => {
    const { provider, ledger, gateway } = fakeShop()
    gateway.failNext("create", gatewayError("unclear"))
    await provider.initiatePayment(sessionInput()).catch(() => undefined)

    await provider.deletePayment({ data: { session_id: "payses_1", reference: null } })

    expect(ledger.last.abandonedAt).toBeNull()
  })

  test("never throws: a gateway that is down is a note", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()
    gateway.failNext("cancel", gatewayError("unavailable"))

    await expect(provider.deletePayment({ data })).resolves.toEqual({ data })
    expect(ledger.noteTypes()).toEqual(["abandoned", "void_failed"])
  })

  test("never throws: a ledger that is down is a line in the log", async () => {
    const { provider, ledger, log, data } = await shopWithSession()
    jest.spyOn(ledger, "findBySession").mockRejectedValue(new Error("no database"))

    await expect(provider.deletePayment({ data })).resolves.toEqual({ data })
    expect(log.texts("error")).toEqual(["[FakePay] could not void a deleted session: no database"])
  })

  test("of a gateway that cannot close payments is noted only", async () => {
    const { provider, ledger, gateway, data } = await shopWithSession()
    gateway.cancel = undefined

    await provider.deletePayment({ data })

    expect(ledger.noteTypes()).toEqual(["abandoned"])
  })
})
