import { appendQuery } from "../redirects"
import { startSandbox, type ApiClient } from "./harness"

describe("appending to the merchant's URL", () => {
  it.each([
    ["https://shop.example/ok", "https://shop.example/ok?status=paid"],
    ["https://shop.example/ok?session=1", "https://shop.example/ok?session=1&status=paid"],
    ["https://shop.example/ok?", "https://shop.example/ok?status=paid"],
    ["https://shop.example/ok?a=1&", "https://shop.example/ok?a=1&status=paid"],
    ["https://shop.example/ok#done", "https://shop.example/ok?status=paid#done"],
    ["https://shop.example/ok?a=1#b?c", "https://shop.example/ok?a=1&status=paid#b?c"],
  ])("%s", (url, expected) => {
    expect(appendQuery(url, { status: "paid" })).toBe(expected)
  })
})

describe("the hosted page", () => {
  let setup: Awaited<ReturnType<typeof startSandbox>>
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const urlOf = (linkId: string) => setup.sandbox.streampay.link(linkId).url
  const show = async (linkId: string) => (await fetch(urlOf(linkId))).text()
  const submit = (linkId: string, form: Record<string, string>) =>
    fetch(urlOf(linkId), { method: "POST", redirect: "manual", body: new URLSearchParams(form) })
  const query = (reply: Response) =>
    Object.fromEntries(new URL(reply.headers.get("location") ?? "").searchParams)

  it("shows merchant, name, amount and currency, and takes nothing for HTML", async () => {
    const linkId = await api.link({ name: `<img src=x onerror="alert('1')">` })
    const page = await show(linkId)
    expect(page).toContain("Sandbox Trading Est.")
    expect(page).toContain("250.00")
    expect(page).toContain("SAR")
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;")
    expect(page).not.toContain("<img")
    expect(page).not.toMatch(/(?:src|href)="https?:/)
  })

  it("leads to the success URL with every documented parameter", async () => {
    const linkId = await api.link()
    const reply = await submit(linkId, { action: "pay", contact: "+966512345678", method: "VISA" })
    expect(reply.status).toBe(303)
    const [invoice] = setup.sandbox.streampay.invoices(linkId)
    const [payment] = setup.sandbox.streampay.payments(linkId)
    expect(payment).toMatchObject({ method: "VISA", type: "INITIAL", status: "SUCCEEDED" })
    expect(query(reply)).toEqual({
      session: "1",
      id: payment?.transactionId,
      invoice_id: invoice?.id,
      payment_id: payment?.id,
      payment_link_id: linkId,
      consent_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      organization_consumer_id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      status: "paid",
      message: "APPROVED",
      login_method: "PHONE",
    })
    const consumers = await api.call("GET", "/consumers?search_term=966512345678")
    expect(consumers.text).toContain("+966512345678")
  })

  it("leads to the failure URL with fewer parameters when the bank declines", async () => {
    const linkId = await api.link({ contact_information_type: "EMAIL" })
    const reply = await submit(linkId, { action: "fail" })
    expect(reply.status).toBe(303)
    expect(query(reply)).toEqual({
      payment_link_id: linkId,
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      status: "failed",
      message: "The customer’s bank has declined.",
      login_method: "EMAIL",
    })
    expect(setup.sandbox.streampay.link(linkId).closed).toBeNull()
  })

  it("leads back without an event when the payer leaves", async () => {
    const linkId = await api.link()
    const reply = await submit(linkId, { action: "cancel" })
    expect(query(reply)).toMatchObject({ status: "failed", payment_link_id: linkId })
    expect(setup.sandbox.webhooks.list()).toEqual([])
  })

  it("takes parts, then the next part, then the rest", async () => {
    const linkId = await api.link()
    await submit(linkId, { action: "parts", parts: "4", pay_now: "1", type: "INSTALLMENT" })
    expect(setup.sandbox.streampay.invoices(linkId)).toMatchObject([
      { status: "ACCEPTED", paid: "62.50", total: "250.00" },
    ])
    const read = await api.call("GET", `/invoices?payment_link_id=${linkId}&include_payments=true`)
    expect(read.json).toMatchObject({
      data: [
        {
          paid_amount_in_smallest_unit: 6250,
          remaining_amount_in_smallest_unit: 18750,
          payments: [
            { type: "INSTALLMENT", current_status: "SUCCEEDED", invoice_payment_number: 1 },
            { current_status: "PENDING", payed_at: null },
            { current_status: "PENDING" },
            { current_status: "PENDING" },
          ],
        },
      ],
    })
    expect(await show(linkId)).toContain("Pay the next part: 62.50 SAR")
    await submit(linkId, { action: "pay_next" })
    expect(await show(linkId)).toContain("125.00")
    await submit(linkId, { action: "pay" })
    expect(setup.sandbox.streampay.link(linkId)).toMatchObject({
      status: "COMPLETED",
      amountCollected: "250.00",
    })
  })

  it("takes an amount of the payer's own, and the rest after it", async () => {
    const linkId = await api.link()
    await submit(linkId, { action: "pay_amount", amount: "100.01" })
    expect(setup.sandbox.streampay.link(linkId)).toMatchObject({ amountOpen: "149.99" })
    await submit(linkId, { action: "pay" })
    expect(setup.sandbox.streampay.payments(linkId).map(({ amount }) => amount)).toEqual([
      "100.01",
      "149.99",
    ])
    expect(setup.sandbox.streampay.link(linkId).status).toBe("COMPLETED")
  })

  it.each<Record<string, string>>([
    { action: "pay_amount", amount: "0" },
    { action: "pay_amount", amount: "1.001" },
    { action: "parts", parts: "1" },
    { action: "parts", parts: "3", pay_now: "4" },
    { action: "steal" },
  ])("refuses %p", async (form) => {
    const linkId = await api.link()
    expect((await submit(linkId, form)).status).toBe(422)
    expect(setup.sandbox.streampay.invoices(linkId)).toEqual([])
  })

  it("offers no parts when the link has no instalments", async () => {
    const methods = { visa: true }
    expect(await show(await api.link({ payment_methods: methods }))).not.toContain("Pay in parts")
    const withParts = await api.link({ payment_methods: { ...methods, installment: true } })
    expect(await show(withParts)).toContain("Pay in parts")
  })

  it.each([
    ["paid", (id: string) => void setup.sandbox.streampay.pay(id), "has been paid"],
    ["expired", (id: string) => void setup.sandbox.streampay.expire(id), "has expired"],
    [
      "inactive",
      (id: string) => void setup.sandbox.streampay.deactivate(id, "Cart changed"),
      "Cart changed",
    ],
  ])("says that a link is %s and takes nothing", async (_name, close, said) => {
    const linkId = await api.link()
    close(linkId)
    const before = setup.sandbox.streampay.payments(linkId).length
    const page = await show(linkId)
    expect(page).toContain(said)
    expect(page).not.toContain("<form")
    expect((await submit(linkId, { action: "pay" })).status).toBe(409)
    expect(setup.sandbox.streampay.payments(linkId)).toHaveLength(before)
  })

  it("stays when the link has no URL to go back to", async () => {
    const linkId = await api.link({ success_redirect_url: null, confirmation_message: "See you" })
    const reply = await submit(linkId, { action: "pay" })
    expect([reply.status, await reply.text()]).toEqual([
      200,
      expect.stringContaining("See you") as string,
    ])
  })

  it("knows no other links", async () => {
    const base = setup.sandbox.streampay.baseUrl
    expect((await fetch(`${base}/pay/none`)).status).toBe(404)
    expect((await fetch(`${base}/pay/none`, { method: "POST" })).status).toBe(404)
  })
})
