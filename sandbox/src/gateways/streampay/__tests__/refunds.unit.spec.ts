import { at, startSandbox, text, type ApiClient } from "./harness"

const REASON = { refund_reason: "REQUESTED_BY_CUSTOMER" }

describe("refunds", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const paid = async () => setup.sandbox.streampay.pay(await api.link()).payments[0]?.id ?? ""
  const refund = (id: string, body: unknown) => api.call("POST", `/payments/${id}/refund`, body)

  it("send everything back once", async () => {
    const id = await paid()
    const reply = await refund(id, { ...REASON, refund_note: "Returned" })
    expect(reply.json).toMatchObject({
      current_status: "REFUNDED",
      amount_refunded: "250.00",
      refund_reason: "REQUESTED_BY_CUSTOMER",
      refund_note: "Returned",
    })
    await setup.sandbox.webhooks.waitForDelivery(
      ({ event, state }) => event === "PAYMENT_REFUNDED" && state === "delivered"
    )
    const again = await refund(id, REASON)
    expect([again.status, at(again.json, "error.code")]).toEqual([400, "PAYMENT_REFUNDED_ALREADY"])
  })

  it.each([
    ["no reason", {}, "missing", ["body", "refund_reason"]],
    ["another reason", { refund_reason: "BORED" }, "enum", ["body", "refund_reason"]],
    ["an amount", { ...REASON, amount: "10.00" }, "extra_forbidden", ["body", "amount"]],
    [
      "a note that is no text",
      { ...REASON, refund_note: 1 },
      "string_type",
      ["body", "refund_note"],
    ],
    [
      "a flag that is none",
      { ...REASON, allow_refund_multiple_related_payments: 1 },
      "bool_type",
      ["body", "allow_refund_multiple_related_payments"],
    ],
  ])("are refused with %s", async (_name, body, type, loc) => {
    const reply = await refund(await paid(), body)
    expect(reply.status).toBe(422)
    expect(at(reply.json, "detail.0")).toMatchObject({ type, loc })
  })

  it("need a payment that was paid", async () => {
    const linkId = await api.link()
    const { payments } = setup.sandbox.streampay.pay(linkId, { status: "UNDER_REVIEW" })
    const reply = await refund(payments[0]?.id ?? "", REASON)
    expect([reply.status, at(reply.json, "error.code")]).toEqual([400, "PAYMEND_UNPAID"])
  })

  it("may be partial, up to the payment's amount, when the account has that", async () => {
    setup.sandbox.streampay.changeSettings({ partialRefunds: "honored" })
    const id = await paid()
    const first = await refund(id, { ...REASON, amount: "100.10" })
    expect(first.json).toMatchObject({
      current_status: "PARTIALLY_REFUNDED",
      amount_refunded: "100.10",
    })
    for (const amount of ["149.91", "0", "-1"]) {
      expect((await refund(id, { ...REASON, amount })).status).toBe(422)
    }
    const second = await refund(id, { ...REASON, amount: 149.9 })
    expect(second.json).toMatchObject({ current_status: "REFUNDED", amount_refunded: "250.00" })
    await setup.sandbox.webhooks.settled()
    expect(setup.sandbox.webhooks.list().map(({ event }) => event)).toEqual([
      "PAYMENT_SUCCEEDED",
      "INVOICE_COMPLETED",
      "PAYMENT_PARTIALLY_REFUNDED",
      "PAYMENT_REFUNDED",
    ])
  })

  it("may ignore the amount and send all back, as an account without partial refunds might", async () => {
    setup.sandbox.streampay.changeSettings({ partialRefunds: "ignored" })
    const reply = await refund(await paid(), { ...REASON, amount: "10.00" })
    expect(at(reply.json, "current_status")).toBe("REFUNDED")
  })

  it("of payments made in one transaction need to be allowed for all of them", async () => {
    const linkId = await api.link()
    const { payments } = setup.sandbox.streampay.payInParts(linkId, { parts: 3, payNow: 2 })
    const ids = payments.map(({ id }) => id)
    const refused = await refund(ids[0] ?? "", REASON)
    expect(refused.status).toBe(400)
    expect(refused.json).toMatchObject({
      error: { code: "MULTIPLE_RELATED_PAYMENTS" },
      payment_ids: ids,
      total_amount: "166.67",
    })
    const all = await refund(ids[0] ?? "", {
      ...REASON,
      allow_refund_multiple_related_payments: true,
    })
    expect(all.status).toBe(200)
    expect(setup.sandbox.streampay.payments(linkId).map(({ status }) => status)).toEqual([
      "REFUNDED",
      "REFUNDED",
      "PENDING",
    ])
  })

  it("answer with a row, when the account does", async () => {
    setup.sandbox.streampay.changeSettings({ refundReply: "row", showAmountRefunded: false })
    const id = await paid()
    const reply = await refund(id, REASON)
    expect(reply.json).toEqual({
      id,
      amount_refunded: "250.00",
      refunded_at: expect.any(String) as string,
    })
    const read = await api.call("GET", `/payments/${id}`)
    expect(text(read.json, "current_status")).toBe("REFUNDED")
    expect(read.json).not.toHaveProperty("amount_refunded")
  })
})
