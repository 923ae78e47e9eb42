import { startSandbox, text, type ApiClient } from "./harness"

describe("the typed controls", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const controls = () => setup.sandbox.streampay

  it("pay short, then the rest", async () => {
    const linkId = await api.link()
    const short = controls().pay(linkId, { shortBy: "0.01" })
    expect(short).toMatchObject({
      invoice: { status: "ACCEPTED", paid: "249.99" },
      link: { status: "ACTIVE", amountOpen: "0.01" },
    })
    expect(short.deliveries.map(({ event }) => event)).toEqual(["PAYMENT_SUCCEEDED"])
    const rest = controls().pay(linkId)
    expect(rest.deliveries.map(({ event }) => event)).toEqual([
      "PAYMENT_SUCCEEDED",
      "INVOICE_COMPLETED",
    ])
    expect(controls().invoices(linkId)).toHaveLength(1)
  })

  it("pay over", async () => {
    const { invoice, link } = controls().pay(await api.link(), { overBy: "10.00" })
    expect([invoice.paid, invoice.status, link.amountCollected]).toEqual([
      "260.00",
      "COMPLETED",
      "260.00",
    ])
  })

  it("pay twice, on two invoices of one link", async () => {
    const linkId = await api.link()
    controls().pay(linkId)
    controls().pay(linkId, { evenIfClosed: true })
    const read = await api.call("GET", `/invoices?payment_link_id=${linkId}`)
    expect(read.json).toMatchObject({
      data: [{ paid_amount_in_smallest_unit: 25000 }, { paid_amount_in_smallest_unit: 25000 }],
    })
    const other = await api.link()
    controls().pay(other, { shortBy: "1.00" })
    controls().pay(other, { newInvoice: true })
    expect(
      controls()
        .invoices(other)
        .map(({ status }) => status)
    ).toEqual(["ACCEPTED", "COMPLETED"])
  })

  it("pay late: after expiry and after deactivation", async () => {
    const expired = await api.link()
    controls().expire(expired)
    expect(() => controls().pay(expired)).toThrow("is expired")
    expect(controls().pay(expired, { evenIfClosed: true }).invoice.status).toBe("COMPLETED")
    const inactive = await api.link()
    controls().deactivate(inactive)
    const late = controls().pay(inactive, { evenIfClosed: true })
    expect(late.link.status).toBe("INACTIVE")
    expect(late.payments[0]?.status).toBe("SUCCEEDED")
  })

  it("pay under review, and approve", async () => {
    const linkId = await api.link()
    const { payments, deliveries, redirectUrl } = controls().pay(linkId, {
      status: "UNDER_REVIEW",
      method: "BANK_TRANSFER",
    })
    expect(deliveries).toEqual([])
    expect(redirectUrl).toContain("status=pending")
    const paymentId = payments[0]?.id ?? ""
    const read = await api.call("GET", `/payments/${paymentId}`)
    expect(text(read.json, "current_status")).toBe("UNDER_REVIEW")
    const marked = await api.call("POST", `/payments/${paymentId}/mark-paid`, {
      payment_method: "BANK_TRANSFER",
    })
    expect(text(marked.json, "current_status")).toBe("SUCCEEDED")
    expect(setup.sandbox.webhooks.list().map(({ event }) => event)).toEqual([
      "PAYMENT_MARKED_AS_PAID",
      "INVOICE_COMPLETED",
    ])
    const again = await api.call("POST", `/payments/${paymentId}/mark-paid`, {
      payment_method: "CASH",
    })
    expect(again.status).toBe(400)
    expect(() => controls().markAsPaid(paymentId)).toThrow("is SUCCEEDED")
  })

  it("mark a link as paid without any payment before", async () => {
    const linkId = await api.link()
    expect(controls().markAsPaid(linkId)).toMatchObject({ status: "SUCCEEDED", method: "CASH" })
    expect(controls().link(linkId).status).toBe("COMPLETED")
  })

  it("settle and refund", async () => {
    const { payments } = controls().pay(await api.link())
    const id = payments[0]?.id ?? ""
    expect(controls().settle(id).status).toBe("SETTLED")
    expect(controls().refund(id, "100.00")).toMatchObject({
      status: "PARTIALLY_REFUNDED",
      amountRefunded: "100.00",
    })
    expect(controls().refund(id).status).toBe("REFUNDED")
    expect(() => controls().refund(id)).toThrow("PAYMENT_REFUNDED_ALREADY")
    expect(() => controls().settle(id)).toThrow("REFUNDED")
  })

  it("set any status, with or without an event", async () => {
    const linkId = await api.link()
    const { payments, invoice } = controls().pay(linkId)
    const before = setup.sandbox.webhooks.list().length
    controls().setPaymentStatus(payments[0]?.id ?? "", "CHARGEBACK_X")
    controls().setInvoiceStatus(invoice.id, "SPLIT_OPEN")
    controls().setLinkStatus(linkId, "ON_HOLD")
    expect(setup.sandbox.webhooks.list()).toHaveLength(before)
    const read = await api.call("GET", `/invoices?payment_link_id=${linkId}&include_payments=true`)
    expect(read.json).toMatchObject({
      data: [{ status: "SPLIT_OPEN", payments: [{ current_status: "CHARGEBACK_X" }] }],
    })
    const link = await api.call("GET", `/payment_links/${linkId}`)
    expect(text(link.json, "status")).toBe("ON_HOLD")
    controls().setPaymentStatus(payments[0]?.id ?? "", "CANCELED", { event: "PAYMENT_CANCELED" })
    expect(setup.sandbox.webhooks.list().at(-1)?.event).toBe("PAYMENT_CANCELED")
  })

  it("let invoices be readable late only", async () => {
    controls().changeSettings({ invoiceReadLagMs: 10_000 })
    const linkId = await api.link()
    const { invoice, payments } = controls().pay(linkId)
    const statuses = async () =>
      Promise.all(
        [
          `/invoices/${invoice.id}`,
          `/payments/${payments[0]?.id}`,
          `/invoices?payment_link_id=${linkId}`,
        ].map(async (path) => {
          const reply = await api.call("GET", path)
          return reply.text.includes(invoice.id)
            ? reply.status
            : reply.status === 200
              ? "empty"
              : 404
        })
      )
    expect(await statuses()).toEqual([404, 404, "empty"])
    expect(controls().link(linkId).status).toBe("COMPLETED")
    await setup.sandbox.clock.advance(10_000)
    expect(await statuses()).toEqual([200, 200, 200])
  })

  it("find links by their metadata, the newest first", async () => {
    await api.link({ custom_metadata: { session_id: "payses_7" } })
    const second = await api.link({ custom_metadata: { session_id: "payses_7" } })
    expect(controls().linkByMetadata("session_id", "payses_7")?.id).toBe(second)
    expect(controls().linkByMetadata("session_id", "none")).toBeUndefined()
    expect(controls().cancel(second)).toContain("status=failed")
  })

  it.each([
    ["a link", (id: string) => controls().link(id)],
    ["a payment", (id: string) => controls().settle(id)],
    ["an invoice", (id: string) => controls().setInvoiceStatus(id, "X")],
    ["a subscription", (id: string) => controls().sendEvent("X", { subscriptionId: id })],
  ])("throw for %s that is not there", (_name, act) => {
    expect(() => act("none")).toThrow(/^no .* none$/)
  })

  it.each([
    [{ amount: "1.001" }, "no amount in SAR"],
    [{ amount: "0" }, "more than 0"],
    [{ shortBy: "250.00" }, "more than 0"],
    [{ amount: "1", overBy: "1" }, "only one of"],
  ])("refuse to pay %p", async (options, message) => {
    const linkId = await api.link()
    expect(() => controls().pay(linkId, options)).toThrow(message)
  })

  it("refuse odd parts", async () => {
    const linkId = await api.link()
    expect(() => controls().payInParts(linkId, { parts: 1 })).toThrow("parts must be")
    expect(() => controls().payInParts(linkId, { parts: 3, payNow: 4 })).toThrow("parts must be")
    expect(() => controls().payNextPart(linkId)).toThrow("0 waiting parts")
  })

  it("are reset with the sandbox, all but the webhook URL", async () => {
    const linkId = await api.link()
    controls().changeSettings({ partialRefunds: "honored" })
    controls().setWebhookSecret("other")
    setup.sandbox.faults.add({ effect: { kind: "truncated" } })
    setup.sandbox.reset()
    expect(() => controls().link(linkId)).toThrow("no payment link")
    expect(controls().settings().partialRefunds).toBe("refused")
    expect(controls().webhookSecret).toBe("whsec_sandbox_streampay")
    expect([setup.sandbox.faults.list(), setup.sandbox.requests.list()]).toEqual([[], []])
    controls().sendEvent("PAYMENT_SUCCEEDED")
    await setup.sandbox.webhooks.settled()
    expect(setup.receiver.received).toHaveLength(1)
  })
})
