import { createSandbox } from "../../../sandbox"
import { ACCOUNT, at, startSandbox, type Setup } from "./harness"

const HOUR = 3_600_000

describe("sandbox.corefy", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  it("finds payments by the gateway's id, our reference and our session", async () => {
    const id = await setup.api.invoice({
      reference_id: "r-2",
      metadata: { session_id: "payses_9" },
    })
    for (const reference of [id, "r-2", "payses_9"]) {
      expect(setup.corefy.payment(reference)).toMatchObject({
        reference: id,
        referenceId: "r-2",
        sessionReference: "payses_9",
        closed: null,
        open: "10.50",
      })
    }
    expect(() => setup.corefy.payment("nobody")).toThrow("no payment invoice nobody")
  })

  it.each([
    [{}, "10.50"],
    [{ shortBy: "0.50" }, "10.00"],
    [{ overBy: "0.01" }, "10.51"],
    [{ amount: "3" }, "3.00"],
  ])("pays %j: %s", async (options, paid) => {
    const { payment, redirectUrl, deliveries } = setup.corefy.pay(
      await setup.api.invoice(),
      options
    )
    expect(payment).toMatchObject({ status: "processed", paid })
    expect(redirectUrl).toBe("https://shop.example/back?at=success")
    expect(deliveries).toMatchObject([{ event: "processed", entityId: payment.reference }])
  })

  it.each([
    [{ amount: "1", overBy: "1" }, "only one of"],
    [{ amount: "0" }, "more than 0"],
    [{ shortBy: "10.50" }, "more than 0"],
    [{ amount: "1.005" }, "no amount in USD"],
  ])("does not pay %j", async (options, message) => {
    const id = await setup.api.invoice()
    expect(() => setup.corefy.pay(id, options)).toThrow(message)
    expect(setup.corefy.payment(id).paid).toBe("0.00")
  })

  it("pays in parts where that is allowed", async () => {
    const id = await setup.api.invoice({ options: { allow_partially: true } })
    expect(setup.corefy.pay(id, { amount: "4" })).toMatchObject({
      payment: { status: "partially_processed", open: "6.50" },
      redirectUrl: "https://shop.example/back?at=pending",
    })
    expect(setup.corefy.pay(id).payment).toMatchObject({ status: "processed", paid: "10.50" })
  })

  it("pays late and twice only when told to", async () => {
    const id = await setup.api.invoice()
    setup.corefy.expire(id)
    expect(() => setup.corefy.pay(id)).toThrow("expired; pass evenIfClosed")
    expect(setup.corefy.pay(id, { evenIfClosed: true }).payment).toMatchObject({
      status: "processed",
      paid: "10.50",
    })
    expect(setup.corefy.pay(id, { evenIfClosed: true }).payment.paid).toBe("21.00")
    expect(await setup.statuses()).toEqual(["expired", "processed", "processed"])
  })

  it("fails, declines, cancels", async () => {
    const one = async (reference: string) => setup.api.invoice({ reference_id: reference })
    expect(setup.corefy.fail(await one("1"), "antifraud_error")).toMatchObject({
      payment: { status: "process_failed", resolution: "antifraud_error" },
      redirectUrl: "https://shop.example/back?at=fail",
      deliveries: [{ event: "process_failed" }],
    })
    expect(setup.corefy.cancel(await one("2")).payment.status).toBe("terminated")
    const third = await one("3")
    const statuses = [1, 2, 3, 4, 5].map(() => setup.corefy.decline(third).payment.status)
    expect(statuses.slice(3)).toEqual(["process_error", "process_failed"])
    expect(() => setup.corefy.fail(third)).toThrow("is process_failed")
    expect(() => setup.corefy.cancel("2")).toThrow("is terminated")
  })

  it("lets invoices expire by the clock, paid ones not", async () => {
    setup.corefy.changeSettings({ lifetimeMinutes: 60 })
    const id = await setup.api.invoice()
    const paid = await setup.api.invoice({ reference_id: "paid" })
    setup.corefy.pay(paid)
    await setup.sandbox.clock.advance(HOUR - 1000)
    expect(setup.corefy.payment(id).status).toBe("created")
    await setup.sandbox.clock.advance(1000)
    expect(setup.corefy.payment(id).status).toBe("expired")
    expect(setup.corefy.payment(paid).status).toBe("processed")
    expect(await setup.statuses()).toEqual(["processed", "expired"])
  })

  it("sets any status, with the callback or without", async () => {
    const id = await setup.api.invoice()
    expect(setup.corefy.setStatus(id, "processed").paid).toBe("0.00")
    const { json } = await setup.api.call("GET", `${ACCOUNT}/${id}`)
    expect(at(json, "data.attributes.processed_amount")).toBeNull()
    setup.corefy.setStatus(id, "under_moderation", { event: true })
    expect(await setup.statuses()).toEqual(["under_moderation"])
  })

  it("moves `updated` on with every change", async () => {
    const id = await setup.api.invoice()
    const updated = async () =>
      Number(at((await setup.api.call("GET", `${ACCOUNT}/${id}`)).json, "data.attributes.updated"))
    const before = await updated()
    await setup.sandbox.clock.advance(10_000)
    expect(await updated()).toBe(before)
    setup.corefy.pay(id)
    expect((await updated()) - before).toBeGreaterThanOrEqual(10)
  })

  it("refunds as the dashboard does", async () => {
    const id = await setup.api.invoice()
    expect(() => setup.corefy.refund(id)).toThrow("cannot be refunded")
    setup.corefy.pay(id)
    expect(setup.corefy.refund(id, "0.50")).toMatchObject({
      status: "partially_refunded",
      refunded: "0.50",
    })
    expect(() => setup.corefy.refund(id, "10.01")).toThrow("more than is left")
    expect(() => setup.corefy.refund(id, "0")).toThrow("more than 0")
    expect(setup.corefy.refund(id)).toMatchObject({ status: "refunded", refunded: "10.50" })
    expect(setup.corefy.refunds()).toHaveLength(2)
    expect(() => setup.corefy.settleRefund("ref_1")).toThrow("no refund ref_1")
  })

  it("charges back, in whole or in part", async () => {
    const id = await setup.api.invoice()
    expect(() => setup.corefy.chargeBack(id)).toThrow("does not have this much")
    setup.corefy.pay(id)
    expect(setup.corefy.chargeBack(id, "4")).toMatchObject({
      status: "partially_charged_back",
      chargedBack: "4.00",
    })
    expect(() => setup.corefy.chargeBack(id, "6.51")).toThrow("does not have this much")
    expect(setup.corefy.chargeBack(id)).toMatchObject({
      status: "charged_back",
      chargedBack: "10.50",
    })
    const { json } = await setup.api.call("GET", `${ACCOUNT}/${id}`)
    expect(at(json, "data.attributes.charged_back_amount")).toBe(10.5)
    expect(await setup.statuses()).toEqual(["processed", "partially_charged_back", "charged_back"])
  })

  it.each([
    [{ feePercent: "abc" }, "feePercent"],
    [{ lifetimeMinutes: 0 }, "lifetimeMinutes"],
    [{ attemptsLimit: 1.5 }, "attemptsLimit"],
    [{ callbackAttempts: -1 }, "callbackAttempts"],
  ])("refuses the setting %j", async (settings, message) => {
    const before = setup.corefy.settings()
    expect(() => setup.corefy.changeSettings(settings)).toThrow(message)
    expect(setup.corefy.settings()).toEqual(before)
    await expect(createSandbox({ corefy: { settings } })).rejects.toThrow(message)
  })

  it("refuses what is no currency", () => {
    expect(() => setup.corefy.setEnabledCurrencies(["USD", "BTC"])).toThrow("no currency BTC")
  })

  it("forgets on reset, but for the callback URL", async () => {
    await setup.api.invoice()
    setup.corefy.changeSettings({ payerLink: "none" })
    setup.corefy.setWebhookSecret("other")
    setup.sandbox.reset()
    expect(setup.corefy.payments()).toEqual([])
    expect(setup.corefy.settings().payerLink).toBe("hpp_url")
    expect(setup.corefy.callbackSecret).toBe("sk_live_sandbox_corefy")
    setup.corefy.pay(await setup.api.invoice())
    expect(await setup.statuses()).toEqual(["processed"])
  })
})
