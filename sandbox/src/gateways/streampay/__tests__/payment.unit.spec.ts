import { at, startSandbox, text } from "./harness"

type Setup = Awaited<ReturnType<typeof startSandbox>>

describe("a payment from product to webhook", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  it("is read as paid by invoice, with its webhooks in the documented order", async () => {
    const { api, sandbox, receiver } = setup
    const linkId = await api.link()
    const before = await api.call(
      "GET",
      `/invoices?payment_link_id=${linkId}&include_payments=true`
    )
    expect(at(before.json, "data")).toEqual([])

    const paid = sandbox.streampay.pay(linkId)
    await sandbox.webhooks.settled()

    expect(receiver.received.map(({ headers }) => headers["x-webhook-event"])).toEqual([
      "PAYMENT_SUCCEEDED",
      "INVOICE_COMPLETED",
    ])
    const read = await api.call("GET", `/invoices?payment_link_id=${linkId}&include_payments=true`)
    expect(at(read.json, "data.0")).toMatchObject({
      status: "COMPLETED",
      total_amount_in_smallest_unit: 25000,
      paid_amount_in_smallest_unit: 25000,
      remaining_amount_in_smallest_unit: 0,
      payments: [{ id: paid.payments[0]?.id, current_status: "SUCCEEDED", amount: "250.00" }],
    })
    expect(at(read.json, "data.0")).not.toHaveProperty("payment_link_id")
    const link = await api.call("GET", `/payment_links/${linkId}`)
    expect(link.json).toMatchObject({
      status: "COMPLETED",
      amount_collected_in_smallest_unit: 25000,
    })
  })

  it("goes through the hosted page with the documented parameters", async () => {
    const { api, sandbox } = setup
    const linkId = await api.link()
    const { url } = sandbox.streampay.link(linkId)
    const page = await fetch(url)
    expect(await page.text()).toContain("250.00")
    const paid = await fetch(url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ action: "pay" }),
    })
    expect(paid.status).toBe(303)
    const location = new URL(paid.headers.get("location") ?? "")
    expect(location.origin + location.pathname).toBe("http://shop.example/return")
    expect(Object.fromEntries(location.searchParams)).toMatchObject({
      session: "1",
      status: "paid",
      message: "APPROVED",
      login_method: "PHONE",
      payment_link_id: linkId,
    })
    const paymentId = location.searchParams.get("payment_id") ?? ""
    const payment = await api.call("GET", `/payments/${paymentId}`)
    expect(text(payment.json, "current_status")).toBe("SUCCEEDED")
    const again = await fetch(url, {
      method: "POST",
      redirect: "manual",
      body: new URLSearchParams({ action: "pay" }),
    })
    expect(again.status).toBe(409)
  })

  it("is found among all payments", async () => {
    const { api, sandbox } = setup
    const { invoice, payments } = sandbox.streampay.pay(await api.link())
    sandbox.streampay.pay(await api.link(), { status: "UNDER_REVIEW" })
    const ids = async (query: string) => {
      const reply = await api.call("GET", `/payments?${query}`)
      return (at(reply.json, "data") as { id: string }[]).map(({ id }) => id)
    }
    const [paid] = payments.map(({ id }) => id)
    expect(await ids("")).toHaveLength(2)
    expect(await ids(`invoice_id=${invoice.id}`)).toEqual([paid])
    expect(await ids("statuses=SUCCEEDED&statuses=SETTLED")).toEqual([paid])
    expect(await ids(`search_term=${paid}`)).toEqual([paid])
    expect(await ids("to_date=2020-01-01")).toEqual([])
    const details = await api.call("GET", `/invoices/${invoice.id}`)
    expect(details.json).toMatchObject({
      id: invoice.id,
      invoice_number: expect.stringMatching(/^\d+$/) as string,
      items: [{ name: "Order 1", quantity: 1 }],
      payments: [{ id: paid, payed_at: expect.not.stringContaining("Z") as string }],
    })
    const listed = await api.call("GET", "/invoices?statuses=COMPLETED")
    expect(at(listed.json, "data.0")).toMatchObject({ id: invoice.id, payments: null })
  })
})
