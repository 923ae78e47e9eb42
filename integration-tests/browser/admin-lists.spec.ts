import { readFile } from "node:fs/promises"
import { COREFY, DIRECTA24, INVOICE, STREAM_MANUAL, STREAMPAY } from "../support/money-ways"
import { OCCASIONS } from "../support/money-that-differs"
import type { AdminShop } from "./support/admin-shop"
import { describeAdminShop } from "./support/admin-shop"

jest.setTimeout(240_000)

const SLOW = 20

/** Payments of several kinds: two paid, one short, one open, one canceled. */
async function fill(shop: AdminShop) {
  const { payment: paid } = await shop.paidOrder(STREAMPAY)
  await shop.paidOrder(DIRECTA24)
  const [short] = await OCCASIONS.underpaid.arrange(shop, COREFY)
  await shop.attemptIs(short, "underpaid")
  const open = await shop.open(STREAM_MANUAL)
  const ended = await shop.open(INVOICE)
  INVOICE.end?.(shop.sandbox, ended.session)
  await shop.webhooksProcessed()
  await shop.look(ended.session.id)
  return { paid, short, open, ended }
}

/** The lists of all payments and of all webhooks. */
describeAdminShop((shop) => {
  it("lists payments: what needs attention first, found, filtered, checked and exported", async () => {
    const { paid, open } = await fill(shop())
    const staff = await shop().signIn()
    await staff.open("/payment-gateways")
    const rows = staff.main.locator("tbody tr")
    await staff.reads("Underpaid")
    expect(await rows.count()).toBe(5)
    expect(await rows.first().textContent()).toContain("Underpaid")
    await staff.look("admin-payments")

    await staff.main.getByRole("tab", { name: /Paid/ }).click()
    await expectRows(2)
    await staff.look("admin-payments-paid")
    await staff.main.getByRole("tab", { name: /All/ }).click()
    await expectRows(5)

    const { reference } = await shop().attemptOf(paid.session.id)
    const search = staff.main
      .getByRole("searchbox")
      .or(staff.main.getByPlaceholder(/Order, e-mail/))
    await search.first().fill(reference ?? "")
    await expectRows(1)
    await search.first().fill("nobody@example.com")
    await staff.reads("No payments found")
    await staff.look("admin-payments-not-found")
    await search.first().fill("")
    await expectRows(5)

    await rows.filter({ hasText: "Waiting" }).getByRole("checkbox").click()
    await staff.page.getByRole("button", { name: /Check now/ }).click()
    await staff.isTold("Payments being checked: 1")
    shop().send(open)
    await shop().webhooksProcessed()

    const [download] = await Promise.all([
      staff.page.waitForEvent("download"),
      staff.presses("Export CSV"),
    ])
    expect(await readFile(await download.path(), "utf8")).toContain(reference ?? "?")

    async function expectRows(count: number) {
      await rows.nth(count - 1).waitFor()
      await rows.nth(count).waitFor({ state: "detached" })
    }
  })

  it("filters payments by what is chosen in the menu, and takes filters away again", async () => {
    await fill(shop())
    const staff = await shop().signIn()
    await staff.open("/payment-gateways")
    const rows = staff.main.locator("tbody tr")
    await rows.nth(4).waitFor()
    // Whoever chooses and closes at once must not be quicker than the page.
    const choose = (filter: string, option: string) =>
      staff.onSlowComputer(SLOW, async () => {
        await staff.presses("Filter")
        await staff.page.getByRole("menuitem", { name: filter }).click()
        await staff.page.locator("[data-radix-popper-content-wrapper]").getByText(option).click()
        await staff.page.keyboard.press("Escape")
      })
    await choose("Gateway", "StreamPay")
    await rows.nth(1).waitFor({ state: "detached" })
    expect(await rows.first().textContent()).toContain("StreamPay")
    await staff.look("admin-payments-filtered")

    // What was chosen stays in the address, for whoever is sent it.
    const address = staff.page.url()
    await staff.page.goto(address)
    await rows.first().waitFor()
    expect(await rows.count()).toBe(1)
    await staff.presses(/Clear all/)
    await rows.nth(4).waitFor()

    await choose("Exception", "Underpaid")
    await rows.nth(1).waitFor({ state: "detached" })
    expect(await rows.first().textContent()).toContain("Underpaid")
    await staff.presses(/Clear all/)
    await rows.nth(4).waitFor()

    await choose("Created", "Today")
    await staff.reads("Today")
    expect(await rows.count()).toBe(5)
  })

  it("lists payments from right to left, and in the dark", async () => {
    await fill(shop())
    const staff = await shop().signIn({ language: "ar", theme: "dark" })
    await staff.open("/payment-gateways")
    await staff.main.locator("tbody tr").nth(4).waitFor()
    await staff.look("admin-payments-ar-dark")
  })

  it("says so when there are none", async () => {
    const staff = await shop().signIn()
    await staff.open("/payment-gateways")
    await staff.reads("No payments yet")
    await staff.look("admin-payments-none")
    await staff.open("/payment-gateways/events")
    await staff.reads("No webhooks yet")
    await staff.look("admin-events-none")
  })

  it("shows webhooks: accepted with their content, processed again, and refused", async () => {
    await shop().paidOrder(COREFY)
    const refused = await shop().api.post(
      "/hooks/payment-gateways/corefy_destream",
      { data: { id: "cpi_forged" } },
      { headers: { "x-signature": "forged" }, validateStatus: () => true }
    )
    expect(refused.status).toBe(401)
    // What was refused is counted for some seconds before it is written.
    await shop().ledger.incidents.flush()
    const staff = await shop().signIn()
    await staff.open("/payment-gateways/events")
    const row = staff.main.locator("tbody tr").first()
    await row.waitFor()
    await staff.look("admin-events")
    await row.locator("button[dir=ltr]").click()
    await staff.reads("Personal data and secrets are masked.", staff.drawer)
    await staff.look("admin-event", staff.drawer)
    expect(await staff.drawer.locator("pre").textContent()).not.toMatch(/@example\.com/)
    await staff.presses("Process again", staff.drawer)
    await staff.isTold("Webhooks processed again: 1")
    await staff.presses("Close", staff.drawer)

    await staff.main.getByRole("tab", { name: "Refused" }).click()
    await staff.reads("DeStream")
    await staff.look("admin-events-refused")
  })
})
