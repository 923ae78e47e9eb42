import { RESOLUTIONS_BY_EXPIRY } from "../test-cards"
import { startSandbox, type Setup } from "./harness"

const PAID = "5519283812030000"
const PAID_3DS = "5123817234060000"
const DECLINED = "4302912837020000"
const DECLINED_3DS = "4412397212080000"

describe("the hosted page", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await startSandbox()
  })

  afterEach(() => setup.stop())

  const page = async (id: string) => (await fetch(setup.corefy.payment(id).url)).text()
  const expectRedirect = async (id: string, form: Record<string, string>, kind: string | null) => {
    const reply = await setup.api.submit(id, form)
    expect([reply.status, reply.headers.get("location")]).toEqual([
      303,
      kind === null ? null : `https://shop.example/back?at=${kind}`,
    ])
  }

  it("shows what is to pay, and tells that the payer came", async () => {
    const id = await setup.api.invoice({ description: "Order 7" })
    const html = await page(id)
    expect(html).toContain("Order 7")
    expect(html).toContain('data-testid="amount">10.50<small>USD</small>')
    for (const action of ["pay", "pending", "fail", "cancel"]) {
      expect(html).toContain(`name="action" value="${action}"`)
    }
    await page(id)
    expect(await setup.statuses()).toEqual(["process_pending"])
  })

  it("escapes what the merchant wrote", async () => {
    setup.corefy.changeSettings({ merchantName: "<b>M</b>" })
    const id = await setup.api.invoice({
      description: `<script>alert("1")</script>'`,
      return_urls: { success: "https://shop.example/?a=1&b=<i>'" },
    })
    const open = await page(id)
    setup.corefy.pay(id)
    for (const html of [open, await page(id)]) {
      expect(html).not.toMatch(/<script|<b>|<i>/)
      expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;")
    }
  })

  it("does not know other invoices", async () => {
    for (const query of ["?cpi=cpi_1", "?cpi=%3Cscript%3E", ""]) {
      const reply = await fetch(setup.corefy.hppUrl + query)
      expect([reply.status, await reply.text()]).toEqual([
        404,
        expect.stringContaining("Invoice not found"),
      ])
    }
    expect((await fetch(`${setup.corefy.hppUrl}?cpi=x`, { method: "POST" })).status).toBe(404)
  })

  it.each([
    ["pay", "success", "processed"],
    ["pending", "pending", "process_pending"],
    ["fail", "fail", "process_failed"],
    ["cancel", "fail", "terminated"],
  ])("%s goes to %s with %s", async (action, kind, status) => {
    const id = await setup.api.invoice()
    await expectRedirect(id, { action }, kind)
    expect(setup.corefy.payment(id).status).toBe(status)
    expect(await setup.statuses()).toEqual([status])
  })

  it("goes to return_url when there is nothing better, and nowhere without", async () => {
    const attributes = {
      return_url: "http://localhost:8000/r",
      return_urls: { fail: "https://f.example" },
    }
    const first = await setup.api.invoice(attributes)
    const paid = await setup.api.submit(first, { action: "pay" })
    expect(paid.headers.get("location")).toBe("http://localhost:8000/r")
    const second = await setup.api.invoice({ ...attributes, reference_id: "2" })
    const failed = await setup.api.submit(second, { action: "fail" })
    expect(failed.headers.get("location")).toBe("https://f.example")
    const third = await setup.api.invoice({ reference_id: "3", return_urls: undefined })
    const stays = await setup.api.submit(third, { action: "pay" })
    expect([stays.status, await stays.text()]).toEqual([200, expect.stringContaining("processed")])
  })

  it("appends the transaction, where the account says so", async () => {
    setup.corefy.changeSettings({ returnContext: true })
    const id = await setup.api.invoice()
    const { headers } = await setup.api.submit(id, { action: "pay" })
    expect(headers.get("location")).toMatch(
      new RegExp(
        `^https://shop.example/back\\?at=success&id=${id}&serial_number=\\w+&amount=10.50$`
      )
    )
  })

  describe("lets the payer change the amount", () => {
    it.each([
      ["10.49", false, "processed", "success"],
      ["10.49", true, "partially_processed", "pending"],
      ["11.00", false, "processed", "success"],
      ["11.00", true, "processed", "success"],
    ])("to %s, partially allowed: %p: %s", async (amount, allowPartially, status, kind) => {
      const id = await setup.api.invoice({ options: { allow_partially: allowPartially } })
      await expectRedirect(id, { action: "pay", amount }, kind)
      expect(setup.corefy.payment(id)).toMatchObject({ status, paid: amount, amount: "10.50" })
    })

    it("or calls it partial, by setting", async () => {
      setup.corefy.changeSettings({ shortPaymentStatus: "partially_processed" })
      const id = await setup.api.invoice()
      await expectRedirect(id, { action: "pay", amount: "10" }, "pending")
      expect(await page(id)).toContain('data-testid="amount">0.50<small>')
      await expectRedirect(id, { action: "pay" }, "success")
      expect(setup.corefy.payment(id)).toMatchObject({ status: "processed", paid: "10.50" })
    })

    it("or not, by setting", async () => {
      setup.corefy.changeSettings({ amountEditable: false })
      const id = await setup.api.invoice()
      expect(await page(id)).not.toContain('name="amount"')
      expect((await setup.api.submit(id, { action: "pay", amount: "1" })).status).toBe(422)
      await expectRedirect(id, { action: "pay", amount: "10.50" }, "success")
    })

    it.each(["0", "-1", "abc", "1.005", ""])("but not to %j", async (amount) => {
      const id = await setup.api.invoice()
      expect((await setup.api.submit(id, { action: "pay", amount })).status).toBe(422)
      expect(setup.corefy.payment(id).paid).toBe("0.00")
    })
  })

  describe("with test cards", () => {
    const pay = (id: string, card: string, expiry = "12/34", more = {}) =>
      setup.api.submit(id, { action: "pay", card_number: card, expiry, ...more })

    it("offers them to test invoices only", async () => {
      const live = await setup.api.invoice({ test_mode: false, reference_id: "live" })
      expect(await page(live)).not.toContain("card_number")
      expect((await pay(live, PAID)).status).toBe(422)
      const html = await page(await setup.api.invoice())
      for (const card of [PAID, PAID_3DS, DECLINED, DECLINED_3DS]) {
        expect(html).toContain(`value="${card}"`)
      }
    })

    it("pays with one, spaces or not", async () => {
      const id = await setup.api.invoice()
      expect((await pay(id, "5519 2838 1203 0000")).status).toBe(303)
      expect(setup.corefy.payment(id).status).toBe("processed")
    })

    it("asks the bank first with another one", async () => {
      const id = await setup.api.invoice()
      const asked = await pay(id, PAID_3DS)
      expect([asked.status, await asked.text()]).toEqual([
        200,
        expect.stringContaining('name="three_ds" value="confirmed"'),
      ])
      expect(setup.corefy.payment(id).paid).toBe("0.00")
      const no = await pay(id, PAID_3DS, "12/34", { three_ds: "declined" })
      expect([no.status, setup.corefy.payment(id).status]).toEqual([402, "process_error"])
      expect((await pay(id, PAID_3DS, "12/34", { three_ds: "confirmed" })).status).toBe(303)
      expect(setup.corefy.payment(id)).toMatchObject({ status: "processed", resolution: "ok" })
    })

    it("declines after the bank's question", async () => {
      const id = await setup.api.invoice()
      expect((await pay(id, DECLINED_3DS)).status).toBe(200)
      const reply = await pay(id, DECLINED_3DS, "05/29", { three_ds: "confirmed" })
      expect([reply.status, setup.corefy.payment(id).resolution]).toEqual([
        402,
        "insufficient_funds",
      ])
    })

    it.each([...Object.entries(RESOLUTIONS_BY_EXPIRY), ["12/34", "general_fatal_error"]])(
      "declines by expiry %s: %s",
      async (expiry, resolution) => {
        const id = await setup.api.invoice()
        const reply = await pay(id, DECLINED, expiry)
        expect([reply.status, await reply.text()]).toEqual([
          402,
          expect.stringContaining(resolution),
        ])
        expect(setup.corefy.payment(id)).toMatchObject({ status: "process_error", resolution })
      }
    )

    it("stays pending by expiry 07/77", async () => {
      const id = await setup.api.invoice()
      const reply = await pay(id, PAID, "07/77")
      expect(reply.headers.get("location")).toBe("https://shop.example/back?at=pending")
      expect(setup.corefy.payment(id).status).toBe("process_pending")
    })

    it("fails for good with the last attempt", async () => {
      setup.corefy.changeSettings({ attemptsLimit: 3 })
      const id = await setup.api.invoice()
      const statuses = [(await pay(id, DECLINED)).status, (await pay(id, DECLINED)).status]
      const last = await pay(id, DECLINED)
      expect([...statuses, last.status]).toEqual([402, 402, 303])
      expect(last.headers.get("location")).toBe("https://shop.example/back?at=fail")
      expect(setup.corefy.payment(id).status).toBe("process_failed")
    })

    it("knows no other cards", async () => {
      const id = await setup.api.invoice()
      expect((await pay(id, "4111111111111111")).status).toBe(422)
      expect(setup.corefy.payment(id).status).toBe("created")
    })
  })

  it("takes nothing more once it is closed", async () => {
    const id = await setup.api.invoice()
    setup.corefy.expire(id)
    for (const action of ["pay", "fail", "cancel", "pending"]) {
      expect((await setup.api.submit(id, { action })).status).toBe(409)
    }
    expect(setup.corefy.payment(id)).toMatchObject({ status: "expired", paid: "0.00" })
    expect(await page(id)).toContain("This invoice has expired.")
  })

  it("does not know other actions", async () => {
    const id = await setup.api.invoice()
    expect((await setup.api.submit(id, { action: "steal" })).status).toBe(422)
  })

  it("offers the service when the merchant did not choose", async () => {
    setup.corefy.changeSettings({ serviceRequired: false })
    const id = await setup.api.invoice({ service: undefined })
    expect(await page(id)).toContain('<option value="applepay">')
    await setup.api.submit(id, { action: "pay", method: "applepay" })
    expect(setup.corefy.payment(id).service).toBe("applepay_usd_hpp")
  })
})
