import { COREFY, DIRECTA24, INVOICE, STREAM_MANUAL, STREAMPAY } from "../support/money-ways"
import { OCCASIONS } from "../support/money-that-differs"
import { describeAdminShop } from "./support/admin-shop"

jest.setTimeout(240_000)

/** Statistics in charts. */
describeAdminShop((shop) => {
  const fill = async () => {
    await shop().paidOrder(STREAMPAY)
    await shop().paidOrder(STREAM_MANUAL)
    await shop().paidOrder(INVOICE)
    const { payment } = await shop().paidOrder(COREFY)
    await shop().paidOrder(DIRECTA24)
    const [short] = await OCCASIONS.underpaid.arrange(shop(), COREFY)
    await shop().attemptIs(short, "underpaid")
    // Some of it happened before today.
    const { id } = await shop().attemptOf(payment.session.id)
    await shop().sql(
      "update payment_gateway_timeline_entry set created_at = created_at - interval '3 days' where attempt_id = ?",
      [id]
    )
    await shop().sql(
      "update payment_gateway_attempt set created_at = created_at - interval '3 days' where id = ?",
      [id]
    )
  }

  it("draws what came in, in each currency for itself, and has the numbers as tables", async () => {
    await fill()
    const staff = await shop().signIn()
    await staff.open("/payment-gateways/dashboard")
    await staff.reads("Paid in USD")
    await staff.reads("Paid in KWD")
    await staff.reads("Paid in CLP")
    await staff.look("admin-dashboard")

    const dollars = staff.card("Paid in USD")
    await staff.presses("Show as table", dollars)
    expect(await dollars.locator("tbody tr").count()).toBeGreaterThan(1)
    const cells = (await dollars.locator("tbody td").allTextContents()).join(" ")
    expect(cells).toContain("20.00 USD")
    await staff.look("admin-dashboard-table", dollars)

    await staff.main.getByRole("combobox", { name: "Period" }).click()
    await staff.page.getByRole("option", { name: "Last 365 days" }).click()
    await staff.reads("Paid in USD")
  })

  it("says so when nothing has happened", async () => {
    const staff = await shop().signIn()
    await staff.open("/payment-gateways/dashboard")
    await staff.reads("Nothing was paid in this period.")
    await staff.look("admin-dashboard-none")
  })

  it.each([
    ["ar", "light"],
    ["en", "dark"],
  ] as const)("reads well in %s, %s", async (language, theme) => {
    await fill()
    const staff = await shop().signIn({ language, theme })
    await staff.open("/payment-gateways/dashboard")
    await staff.main.locator("figure svg").first().waitFor()
    await staff.look(`admin-dashboard-${language}-${theme}`)
  })
})
