import { readFile } from "node:fs/promises"
import { COREFY, DIRECTA24, MONEY_WAYS, STREAM_MANUAL } from "../support/money-ways"
import { OCCASIONS } from "../support/money-that-differs"
import { describeAdminShop } from "./support/admin-shop"

jest.setTimeout(180_000)

const CARD = "Payment gateway"

/** The order page's card: where is the money? */
describeAdminShop((shop) => {
  it.each(MONEY_WAYS.map((way) => [way.name, way] as const))(
    "shows what was paid by %s",
    async (name, way) => {
      const { orderId } = await shop().paidOrder(way)
      const staff = await shop().signIn()
      await staff.open(`/orders/${orderId}`)
      const card = staff.card(CARD)
      await staff.reads(/Paid in full/, card)
      await staff.reads("Order made", card)
      await staff.look(`admin-order-${name.replace(/\W+/g, "-")}`, card)
    }
  )

  it("shows nothing on an order that was not paid through a gateway", async () => {
    const orderId = await shop().unpaidOrder(await shop().newCart("usd"))
    const staff = await shop().signIn()
    await staff.open(`/orders/${orderId}`)
    await staff.reads("Summary")
    await staff.page.waitForLoadState("networkidle")
    expect(await staff.card(CARD).count()).toBe(0)
  })

  it("refunds with what the gateway has to know, and follows the money back", async () => {
    const { payment, orderId } = await shop().paidOrder(DIRECTA24)
    const staff = await shop().signIn()
    await staff.open(`/orders/${orderId}`)
    const card = staff.card(CARD)
    await staff.does("Refund", card)
    await staff.presses("Refund", staff.drawer)
    await staff.reads("This is needed.", staff.drawer)
    await staff.look("admin-refund-fields-missing", staff.drawer)
    const answers = DIRECTA24.refundFields?.(1, "1") ?? {}
    for (const [name, answer] of Object.entries(answers)) {
      const input = staff.drawer.locator(`input[name="${name}"]`)
      if ((await input.count()) > 0) {
        await input.fill(answer)
      }
    }
    const choices = staff.drawer.getByRole("combobox")
    for (let index = 0; index < (await choices.count()); index += 1) {
      await choices.nth(index).click()
      await staff.page.getByRole("option").first().click()
    }
    await staff.presses("Refund", staff.drawer)
    await staff.isTold(/Refund of .* asked for/)
    await staff.does("Check now", card)
    await staff.reads(/is on its way to the customer/, card)
    await staff.look("admin-order-refund-pending", card)

    DIRECTA24.endRefunds?.(shop().sandbox, payment.session, "failed")
    await shop().webhooksProcessed()
    await staff.does("Check now", card)
    await staff.isTold(/Checked at the gateway/)
    await staff.reads(/did not reach the customer/, card)
    await staff.look("admin-order-refund-failed", card)
  })

  it("shows a refund that has arrived", async () => {
    const { payment, orderId } = await shop().paidOrder(COREFY)
    const staff = await shop().signIn()
    await staff.open(`/orders/${orderId}`)
    const card = staff.card(CARD)
    await staff.does("Refund", card)
    await staff.presses("Refund", staff.drawer)
    await staff.isTold(/Refund of .* asked for/)
    COREFY.endRefunds?.(shop().sandbox, payment.session, "done")
    await shop().webhooksProcessed()
    await staff.does("Check now", card)
    await staff.reads(/^Refunded: /, card)
    await staff.look("admin-order-refunded", card)
  })

  it("keeps what was paid too much, once staff has said so", async () => {
    const [payment] = await OCCASIONS.overpaid.arrange(shop(), COREFY)
    const { orderId } = await shop()
      .attemptIs(payment, "overpaid")
      .then(() => shop().heard(payment))
    const staff = await shop().signIn()
    await staff.open(`/orders/${orderId ?? ""}`)
    const card = staff.card(CARD)
    await staff.reads(/too much was paid; decide/, card)
    await staff.look("admin-order-overpaid", card)
    await staff.presses("Decide", card)
    await staff.drawer.getByRole("radio", { name: /Leave it as it is/ }).click()
    await staff.presses("Confirm decision", staff.drawer)
    await staff.reads(/Say why/, staff.drawer)
    await staff.look("admin-decide", staff.drawer)
    await staff.drawer.getByRole("textbox").last().fill("A gift, says the customer.")
    await staff.presses("Confirm decision", staff.drawer)
    await staff.isTold("Decided")
    await staff.reads("Decided", card)
  })

  it("shows the money that came twice beside that which paid the order", async () => {
    const [first, second] = await OCCASIONS["duplicate, two gateways"].arrange(shop(), COREFY)
    await shop().attemptIs(first, "duplicate")
    const { orderId } = await shop().attemptOf(second?.session.id ?? "")
    const staff = await shop().signIn()
    await staff.open(`/orders/${orderId ?? ""}`)
    await staff.reads(/paid already; decide/, staff.card(CARD))
    await staff.look("admin-order-duplicate", staff.card(CARD))
  })

  it("processes a webhook again, and gives a bundle without the payer", async () => {
    const { orderId } = await shop().paidOrder(COREFY)
    const staff = await shop().signIn()
    await staff.open(`/orders/${orderId}`)
    const card = staff.card(CARD)
    await staff.does("Process last webhook again", card)
    await staff.isTold("The webhook is processed again")
    const [download] = await Promise.all([
      staff.page.waitForEvent("download"),
      staff.does("Download support bundle", card),
    ])
    const bundle = await readFile(await download.path(), "utf8")
    expect(JSON.parse(bundle)).toMatchObject({ attempt: { id: expect.any(String) } })
    expect(bundle).toContain("order_completed")
    expect(bundle).not.toMatch(/shopper-\d+@example\.com/)
    expect(bundle).not.toContain("api_key_sandbox_corefy")
  })

  it.each([
    ["ar", "light"],
    ["en", "dark"],
    ["ar", "dark"],
    ["es", "light"],
    ["ptBR", "light"],
    ["zhCN", "light"],
  ] as const)("reads well in %s, %s", async (language, theme) => {
    const { orderId } = await shop().paidOrder(STREAM_MANUAL)
    const staff = await shop().signIn({ language, theme })
    await staff.open(`/orders/${orderId}`)
    const part = staff.main.locator("time").first()
    await part.waitFor()
    expect(await staff.page.locator("html").getAttribute("dir")).toBe(
      language === "ar" ? "rtl" : "ltr"
    )
    await staff.look(`admin-order-${language}-${theme}`, staff.main.locator("ol").first())
  })
})
