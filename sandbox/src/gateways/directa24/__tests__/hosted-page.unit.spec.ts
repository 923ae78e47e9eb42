import { resultControl } from "../signature"
import { returnFormIn, startSandbox, type ApiClient, type Setup } from "./harness"

const HOSTILE = `<script>alert("1")</script>&'`

describe("the hosted page", () => {
  let setup: Setup
  let api: ApiClient

  beforeEach(async () => {
    setup = await startSandbox()
    api = setup.api
  })

  afterEach(() => setup.stop())

  const open = async (url: string) => {
    const reply = await fetch(url)
    return { status: reply.status, headers: reply.headers, html: await reply.text() }
  }
  const post = async (url: string, fields: Record<string, string>) => {
    const reply = await fetch(url, { method: "POST", body: new URLSearchParams(fields) })
    return { status: reply.status, headers: reply.headers, html: await reply.text() }
  }
  const result = () => setup.controls.payment("payses_1").result

  it("shows what is to pay", async () => {
    const { status, html } = await open(await api.link())
    expect(status).toBe(200)
    expect(html).toContain('data-testid="amount">100.50<small>BRL</small>')
    expect(html).toContain("Order 1")
    expect(setup.controls.payment("payses_1").status).toBe("PENDING")
  })

  it("shows dollars in local money", async () => {
    const { html } = await open(await api.link({ x_currency: "USD", x_amount: "10.00" }))
    expect(html).toContain('data-testid="amount">58.46<small>BRL</small>')
    expect(html).toContain("10.00 USD")
  })

  it.each([
    ["TE", "Pay 100.50 BRL", "card_number"],
    ["BD", "Deposit the amount", "card_number"],
    ["BL", "Show this code", "card_number"],
    ["VI", 'name="card_number"', 'data-testid="code"'],
  ])("fits the payment type of %s", async (bank, shown, hidden) => {
    const { html } = await open(await api.link({ x_bank: bank }))
    expect(html).toContain(shown)
    expect(html).not.toContain(hidden)
  })

  it.each([
    ["pay", {}, "9", "100.50"],
    ["pay_amount", { amount: "90.5" }, "9", "90.50"],
    ["slip", {}, "7", "100.50"],
    ["fail", {}, "8", "100.50"],
    ["cancel", {}, "8", "100.50"],
  ])("goes back to the shop with a POST after %s", async (action, fields, code, amount) => {
    const { status, html } = await post(
      await api.link({ x_return: "https://shop.example/r?a=1&b=2" }),
      {
        action,
        ...fields,
      }
    )
    expect([status, result()]).toEqual([200, code])
    expect(html).toContain('document.getElementById("return").submit()')
    const form = returnFormIn(html)
    expect(form).toEqual({
      url: "https://shop.example/r?a=1&b=2",
      fields: {
        result: code,
        x_invoice: "payses_1",
        x_iduser: "12345678901",
        x_description: "Order 1",
        x_document: "300000001",
        x_amount: amount,
        x_control: resultControl(setup.controls.apiSignature, {
          login: setup.controls.apiKey,
          result: code,
          amount,
          invoice: "payses_1",
        }),
      },
    })
  })

  it("confirms what was paid on it", async () => {
    await post(await api.link(), { action: "pay" })
    const delivery = await setup.sandbox.webhooks.waitForDelivery()
    expect(delivery).toMatchObject({ event: "RESULT_9", entityId: "payses_1" })
  })

  it("keeps the card masked, in the log too", async () => {
    const link = await api.link({ x_bank: "MC" })
    await post(link, { action: "pay", card_number: "5555 5555 5555 4444", card_code: "987" })
    expect((await api.status()).json).toMatchObject({ card_number: "555555******4444" })
    expect(JSON.stringify(setup.sandbox.requests.list())).not.toMatch(/5555 5555|987/)
  })

  it.each([
    [{ action: "dance" }],
    [{}],
    [{ action: "pay_amount", amount: "" }],
    [{ action: "pay_amount", amount: "0" }],
    [{ action: "pay_amount", amount: "1.005" }],
    [{ action: "pay_amount", amount: "-5" }],
    [{ action: "choose", bank: "XX" }],
  ])("shows itself again after %p", async (fields) => {
    const { status } = await post(await api.link(), fields as unknown as Record<string, string>)
    expect([status, result()]).toEqual([422, "7"])
  })

  it.each(["pay", "cancel", "expire"] as const)("takes nothing after %s", async (act) => {
    const link = await api.link()
    setup.controls[act]("payses_1")
    const before = result()
    const { status, html } = await post(link, { action: act === "pay" ? "cancel" : "pay" })
    expect([status, result()]).toEqual([409, before])
    expect(returnFormIn(html).fields.result).toBe(before)
    expect(html).not.toContain('name="action"')
    expect(html).not.toContain(".submit()")
  })

  it("lets the payer choose when the invoice has no method", async () => {
    setup.controls.changeSettings({ emptyBank: "chooser" })
    const link = await api.link({ x_bank: undefined })
    expect((await open(link)).html).toContain('<option value="IX">PIX</option>')
    expect((await post(link, { action: "pay" })).status).toBe(422)
    expect((await post(link, { action: "choose", bank: "RE" })).status).toBe(422)
    expect((await post(link, { action: "choose", bank: "IX" })).status).toBe(200)
    expect((await post(link, { action: "pay" })).status).toBe(200)
    expect(setup.controls.payment("payses_1")).toMatchObject({ bank: "IX", result: "9" })
  })

  it("can be framed with iframe_view, and keeps to it", async () => {
    const link = await api.link()
    const plain = await open(link)
    expect(plain.headers.get("x-frame-options")).toBe("DENY")
    expect(plain.html).toContain("Sandbox: no real money")
    const framed = await open(`${link}?iframe_view=1`)
    expect(framed.headers.get("x-frame-options")).toBeNull()
    expect(framed.html).toContain('data-testid="framed"')
    expect((await post(`${link}?iframe_view=1`, { action: "pay" })).html).toContain(
      'data-testid="framed"'
    )
  })

  it("has iframe_view in the link when the invoice asks for it", async () => {
    expect(await api.link({ iframe_view: "true" })).toMatch(/\?iframe_view=1$/)
    expect(await api.link({ iframe_view: "false", x_invoice: "p2" })).not.toContain("iframe")
  })

  it("refuses frames for cards", async () => {
    const link = await api.link({ x_bank: "VI" })
    expect((await open(`${link}?iframe_view=1`)).headers.get("x-frame-options")).toBe("DENY")
  })

  it("escapes everything", async () => {
    setup.controls.changeSettings({ merchantName: HOSTILE })
    const link = await api.link({
      x_invoice: `p${HOSTILE}`,
      x_name: `Jane ${HOSTILE}`,
      x_description: HOSTILE,
      x_return: `https://shop.example/?x="><script>`,
    })
    const pages = [await open(link), await post(link, { action: "pay" }), await open(link)]
    for (const { html } of pages) {
      expect(html).not.toContain(`<script>alert`)
      expect(html).not.toContain(`"><script>`)
    }
    expect(returnFormIn(pages[1]?.html ?? "").fields.x_description).toBe(HOSTILE)
  })

  it("answers 404 for what is no page", async () => {
    const { status, html } = await open(`${setup.controls.baseUrl}/checkout/nothing`)
    expect([status, html]).toEqual([404, expect.stringContaining("Payment not found")])
  })
})
