import { ACCOUNT, at, PLATFORM, startSandbox, text, type Setup } from "./harness"

describe("refunds", () => {
  let setup: Setup
  let id: string

  beforeEach(async () => {
    setup = await startSandbox()
    id = await setup.api.invoice()
    setup.corefy.pay(id)
    await setup.sandbox.webhooks.settled()
    setup.receiver.received.length = 0
  })

  afterEach(() => setup.stop())

  const invoice = async () =>
    at((await setup.api.call("GET", `${ACCOUNT}/${id}`)).json, "data.attributes")
  const expectRefusal = async (attributes: Record<string, unknown>, code: string, status = 422) => {
    const reply = await setup.api.refund(id, attributes)
    expect([reply.status, at(reply.json, "error_codes")]).toEqual([status, [code]])
  }

  it.each([PLATFORM, ACCOUNT])("answer with an object of their own, at %s", async (path) => {
    const reply = await setup.api.refund(id, { amount: 10.5, description: "Returned" }, path)
    expect(reply.status).toBe(201)
    const refundId = text(reply.json, "data.id")
    expect(refundId).toMatch(/^ref_[A-Za-z0-9]{16}$/)
    expect(reply.json).toEqual({
      data: {
        type: "refunds",
        id: refundId,
        attributes: {
          reference_id: "ref-1",
          original_id: id,
          description: "Returned",
          status: "processed",
          amount: 10.5,
          fee: "0.00",
          currency: "USD",
          created: expect.any(Number) as number,
        },
        links: { self: `/refunds/${refundId}` },
      },
    })
    expect(await invoice()).toMatchObject({ status: "refunded", refunded_amount: 10.5 })
    expect(await setup.statuses()).toEqual(["refunded"])
    const read = await setup.api.call("GET", `/refunds/${refundId}`)
    expect([read.status, read.json]).toEqual([200, reply.json])
  })

  it("can be made in parts, until nothing is left", async () => {
    expect((await setup.api.refund(id, { amount: 4 })).status).toBe(201)
    expect(await invoice()).toMatchObject({ status: "partially_refunded", refunded_amount: 4 })
    await expectRefusal({ amount: 6.51, reference_id: "ref-2" }, "amount.too_large")
    expect((await setup.api.refund(id, { amount: 6.5, reference_id: "ref-2" })).status).toBe(201)
    expect(await invoice()).toMatchObject({ status: "refunded", refunded_amount: 10.5 })
    await expectRefusal({ amount: 1, reference_id: "ref-3" }, "invoice.status_not_refundable")
    expect(await setup.statuses()).toEqual(["partially_refunded", "refunded"])
    expect(setup.corefy.refunds(id)).toMatchObject([{ amount: "4.00" }, { amount: "6.50" }])
  })

  it("need a reference_id of their own", async () => {
    await expectRefusal({ reference_id: undefined }, "reference_id.required")
    await setup.api.refund(id, { amount: 1 })
    await expectRefusal({ amount: 1 }, "reference_id.duplicate")
    setup.corefy.changeSettings({ duplicateReferenceStatus: 429 })
    await expectRefusal({ amount: 1 }, "reference_id.duplicate", 429)
    expect(await invoice()).toMatchObject({ refunded_amount: 1 })
  })

  it.each<[string, Record<string, unknown>]>([
    ["amount.required", { amount: undefined }],
    ["amount.invalid_type", { amount: "10" }],
    ["amount.invalid", { amount: 0 }],
    ["amount.invalid", { amount: -1 }],
    ["amount.invalid", { amount: 1.005 }],
    ["amount.too_large", { amount: 10.51 }],
    ["invoiceId.required", { invoiceId: undefined }],
    ["invoiceId.invalid", { invoiceId: "cpi_other" }],
    ["reason.unknown", { reason: "x" }],
    ["description.invalid_type", { description: 1 }],
  ])("are refused with %s: %j", async (code, attributes) => {
    await expectRefusal(attributes, code)
    expect(setup.corefy.refunds()).toEqual([])
  })

  it("need an invoice that is there and paid", async () => {
    const other = await setup.api.invoice({ reference_id: "open" })
    const reply = await setup.api.refund(other)
    expect(at(reply.json, "error_codes")).toEqual(["invoice.status_not_refundable"])
    expect((await setup.api.refund("cpi_unknown")).status).toBe(404)
    const body = { data: { type: "payment-refund", attributes: {} } }
    expect((await setup.api.call("POST", `${ACCOUNT}/${id}/refund`, body)).status).toBe(422)
  })

  it.each([
    ["not_supported", "refund.not_supported"],
    ["insufficient_funds", "account.insufficient_funds"],
  ] as const)("are refused when the account says %s", async (refundRefusal, code) => {
    setup.corefy.changeSettings({ refundRefusal })
    await expectRefusal({}, code)
  })

  it("may wait, hold their money back, and then go through or fail", async () => {
    setup.corefy.changeSettings({ refundStatus: "pending" })
    const first = await setup.api.refund(id, { amount: 10 })
    expect(at(first.json, "data.attributes.status")).toBe("pending")
    expect(await invoice()).toMatchObject({ status: "processed", refunded_amount: null })
    await expectRefusal({ amount: 1, reference_id: "ref-2" }, "amount.too_large")
    setup.corefy.settleRefund(text(first.json, "data.id"), "failed")
    const second = await setup.api.refund(id, { amount: 10, reference_id: "ref-2" })
    expect(await setup.statuses()).toEqual([])
    setup.corefy.settleRefund(text(second.json, "data.id"))
    expect(await invoice()).toMatchObject({ status: "partially_refunded", refunded_amount: 10 })
    expect(await setup.statuses()).toEqual(["partially_refunded"])
    expect(() => setup.corefy.settleRefund(text(second.json, "data.id"))).toThrow("is processed")
  })

  it("may fail at once", async () => {
    setup.corefy.changeSettings({ refundStatus: "failed" })
    const reply = await setup.api.refund(id)
    expect([reply.status, at(reply.json, "data.attributes.status")]).toEqual([201, "failed"])
    expect(await invoice()).toMatchObject({ status: "processed", refunded_amount: null })
  })

  it("cannot be read, where the setting says so", async () => {
    setup.corefy.changeSettings({ refundReading: false })
    const refundId = text((await setup.api.refund(id)).json, "data.id")
    expect((await setup.api.call("GET", `/refunds/${refundId}`)).status).toBe(404)
  })

  it("come once only in the old model, and pass through the invoice's status", async () => {
    setup.corefy.changeSettings({ refundModel: "old" })
    await setup.api.refund(id, { amount: 1 })
    await expectRefusal({ amount: 1, reference_id: "ref-2" }, "invoice.status_not_refundable")
    const other = await setup.api.invoice({ reference_id: "other" })
    setup.corefy.pay(other)
    setup.corefy.changeSettings({ refundStatus: "pending" })
    const waiting = await setup.api.refund(other, { reference_id: "ref-3" })
    expect(setup.corefy.payment(other).status).toBe("refund_pending")
    setup.corefy.settleRefund(text(waiting.json, "data.id"), "failed")
    expect(setup.corefy.payment(other).status).toBe("refund_failed")
  })

  it.each([
    ["invoice", ["payment-invoices"]],
    ["refund", ["refunds"]],
    ["both", ["payment-invoices", "refunds"]],
  ] as const)("are told by %s", async (refundCallbacks, types) => {
    setup.corefy.changeSettings({ refundCallbacks })
    await setup.api.refund(id)
    expect((await setup.callbacks()).map((body) => at(body, "data.type"))).toEqual(types)
  })

  it("give back what was paid, fee and surplus included", async () => {
    setup.corefy.changeSettings({ feeStrategy: "external", feePercent: "10" })
    const other = await setup.api.invoice({ reference_id: "other", amount: 10 })
    expect(setup.corefy.pay(other, { overBy: "1.00" }).payment.paid).toBe("12.00")
    const reply = await setup.api.refund(other, { amount: 12 })
    expect([reply.status, setup.corefy.payment(other).status]).toEqual([201, "refunded"])
  })
})
