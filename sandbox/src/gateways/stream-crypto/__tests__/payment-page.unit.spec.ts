import { MINUTE, start, type Setup } from "./harness"

describe("the pages of a payment", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await start()
  })

  afterEach(() => setup.stop())

  const create = (body = {}) => setup.create({ amount_usd: "10.00", ...body }, "page")
  const show = async (url: string) => (await fetch(url)).text()
  const submit = (url: string, form: Record<string, string>) =>
    fetch(url, { method: "POST", redirect: "manual", body: new URLSearchParams(form) })
  const urls = (id: string) => {
    const { url, walletUrl } = setup.controls.payment(id)
    return { url, walletUrl }
  }
  const said = (reply: Response) => [reply.status, reply.headers.get("location")]

  it("show coins, address, time left, and take nothing for HTML", async () => {
    const text = `<img src=x onerror="alert('1')">`
    const id = await create({
      name: text,
      description: `${text}\nline 2`,
      return_url: `https://shop.example/?a="><script>alert(1)</script>`,
    })
    for (const url of Object.values(urls(id))) {
      const page = await show(url)
      for (const part of ["1.66389 STRM", "10.00 USDC", "0.066666667 SOL", "10:00"]) {
        expect(page).toContain(part)
      }
      expect(page).toContain(setup.controls.payment(id).address)
      expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;")
      expect(page).not.toContain("<img")
      expect(page).not.toMatch(/(?:src|href)="https?:/)
    }
    setup.controls.pay(id)
    expect(await show(urls(id).url)).not.toContain("<script>alert")
  })

  it("lead back to the shop without parameters of their own", async () => {
    const id = await create({ return_url: "https://shop.example/back?order=1#end" })
    expect(said(await submit(urls(id).url, { action: "pay", coin: "USDC" }))).toEqual([
      303,
      "https://shop.example/back?order=1#end",
    ])
    expect(setup.controls.payment(id)).toMatchObject({
      status: "completed",
      received: "10.00",
      transfers: [{ token: "USDC", amount: "10.00" }],
    })
    const page = await show(urls(id).url)
    expect(page).toContain("This payment is complete.")
    expect(page).toContain('href="https://shop.example/back?order=1#end"')
  })

  it.each<[Record<string, string>, string, string, boolean, number]>([
    [{ action: "pay" }, "completed", "10.00", true, 1],
    [{ action: "pay_parts", coin: "SOL" }, "completed", "10.00", true, 2],
    [{ action: "pay_over" }, "completed", "11.00", true, 1],
    [{ action: "pay_short" }, "pending", "9.00", false, 1],
    [{ action: "pay_half" }, "pending", "5.00", false, 1],
    [{ action: "pay_late" }, "not_found", "10.00", false, 1],
    [{ action: "pay_amount", coin: "USDC", amount: "2.5" }, "pending", "2.50", false, 1],
  ])("send coins: %p", async (form, status, received, returns, transfers) => {
    const id = await create()
    const { url, walletUrl } = urls(id)
    expect(said(await submit(url, form))).toEqual([
      303,
      returns ? "https://shop.example/checkout?x=1" : url,
    ])
    expect(setup.controls.payment(id)).toMatchObject({ status, received })
    expect(setup.controls.payment(id).transfers).toHaveLength(transfers)
    const manual = await setup.create({ amount_usd: "10.00" })
    expect(said(await submit(urls(manual).walletUrl, form))).toEqual([303, urls(manual).walletUrl])
    expect(setup.controls.payment(manual)).toMatchObject({ status, received })
    expect(await show(walletUrl)).toContain(`${received} USD`)
  })

  it("take the rest after a part", async () => {
    const id = await create()
    await submit(urls(id).url, { action: "pay_half" })
    expect(await show(urls(id).url)).toContain("USDC · 5.000001</option>")
    expect(said(await submit(urls(id).url, { action: "pay" }))[1]).toContain("shop.example")
    expect(setup.controls.payment(id).received).toBe("10.00")
  })

  it.each<Record<string, string>>([
    { action: "steal" },
    {},
    { action: "pay", coin: "NEAR" },
    { action: "pay_amount", amount: "0" },
    { action: "pay_amount", amount: "x" },
    { action: "pay_amount", amount: "1.0000001", coin: "USDC" },
  ])("refuse %p", async (form) => {
    const id = await create()
    expect((await submit(urls(id).url, form)).status).toBe(422)
    expect(setup.controls.payment(id).transfers).toEqual([])
  })

  it("take nothing once the time is over, but late coins", async () => {
    const id = await create()
    await setup.sandbox.clock.advance(10 * MINUTE)
    const page = await show(urls(id).url)
    expect(page).toContain("The time for this payment is over.")
    expect(page).not.toContain('value="pay"')
    expect((await submit(urls(id).url, { action: "pay" })).status).toBe(409)
    expect(setup.sandbox.webhooks.list()).toEqual([])
    expect(said(await submit(urls(id).url, { action: "pay_late" }))).toEqual([303, urls(id).url])
    expect(setup.sandbox.webhooks.list()).toHaveLength(1)
  })

  it("take a second payment of a completed one", async () => {
    const id = await create()
    setup.controls.pay(id)
    expect((await submit(urls(id).url, { action: "pay" })).status).toBe(409)
    await submit(urls(id).walletUrl, { action: "pay_late" })
    expect(setup.controls.payment(id).received).toBe("20.00")
  })

  it("know no other payments", async () => {
    for (const kind of ["payment", "wallet"]) {
      const url = `${setup.sandbox.url}/stream-crypto/${kind}/none`
      expect((await fetch(url)).status).toBe(404)
      expect((await fetch(url, { method: "POST" })).status).toBe(404)
    }
  })
})
