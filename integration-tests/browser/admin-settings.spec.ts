import { PROVIDERS } from "../support/gateway-shop"
import { COREFY, STREAMPAY } from "../support/money-ways"
import type { DoorMischief } from "./support/admin-door"
import { describeAdminShop } from "./support/admin-shop"
import type { Staff } from "./support/staff"

jest.setTimeout(240_000)

/** What is wrong on the way, and what the page has to call it. */
const SPOILED: readonly (readonly [DoorMischief, string])[] = [
  ["body_changed", "proxy_changed_body"],
  ["signature_lost", "refused_signature"],
  ["not_found", "not_found"],
  ["redirected", "redirected"],
  ["answered_by_another", "not_received"],
  ["taken_by_another_shop", "wrong_shop"],
  ["slow", "timeout"],
  ["down", "unreachable"],
]

/** Settings > Payment gateways. */
describeAdminShop((shop) => {
  const cardOf = (staff: Staff, providerId: string) =>
    staff.main.locator(`[data-gateway="${providerId}"]`)

  const opened = async (settings?: Parameters<ReturnType<typeof shop>["signIn"]>[0]) => {
    const staff = await shop().signIn(settings)
    await staff.open("/settings/payment-gateways")
    await cardOf(staff, PROVIDERS.invoice).waitFor()
    return staff
  }

  it("shows each gateway with its address, and never a secret", async () => {
    await shop().paidOrder(STREAMPAY)
    const staff = await opened()
    const card = cardOf(staff, PROVIDERS.streampay)
    await staff.reads(`${shop().door.url}/hooks/payment-gateways/streampay_streampay`, card)
    await staff.presses("Show all", card)
    await staff.reads("webhookSecret", card)
    await staff.look("admin-settings")
    const text = (await staff.page.content()) ?? ""
    for (const secret of ["whsec_sandbox_streampay", "as_sandbox_streampay", "sk_live_sandbox"]) {
      expect(text).not.toContain(secret)
    }
  })

  it("asks a gateway whether it takes the credentials; a problem comes and goes", async () => {
    const staff = await opened()
    const card = cardOf(staff, PROVIDERS.corefy)
    await staff.presses("Check credentials", card)
    await staff.reads("Accepted", card)

    shop().sandbox.faults.add({ gateway: "corefy", effect: { kind: "status", status: 401 } })
    await staff.presses("Check credentials", card)
    await staff.reads("Refused", card)
    await card.locator('[data-problem="credentials_refused"]').waitFor()
    await staff.reads("Not working", card)
    await staff.look("admin-settings-credentials-refused")

    const other = await opened({ language: "es" })
    await other.reads("La pasarela rechaza las credenciales", cardOf(other, PROVIDERS.corefy))
    await other.look("admin-settings-problem-es")

    shop().sandbox.faults.clear()
    await staff.presses("Check credentials", card)
    await staff.reads("Accepted", card)
    await card.locator('[data-problem="credentials_refused"]').waitFor({ state: "detached" })
  })

  it("sends a test event, and says what spoils it", async () => {
    const staff = await opened()
    const card = cardOf(staff, PROVIDERS.streampay)
    for (const [mischief, code] of SPOILED) {
      shop().door.mischief = mischief
      await staff.presses("Send a test event", card)
      await card.locator(`[data-problem="${code}"]`).waitFor()
      await staff.reads("Did not come through", card)
      await staff.look(`admin-settings-test-${mischief}`, card)
    }
    shop().door.mischief = undefined
    await staff.presses("Send a test event", card)
    await staff.reads("Came through", card)
    expect(await card.locator("[data-problem]").count()).toBe(0)
    await staff.look("admin-settings-test-passed", card)
  })

  it("edits what customers see, which the storefront is served", async () => {
    const methods = async (locale: string) => {
      const region = shop().seeded.regions.usd ?? ""
      const { data } = await shop().store.get<{
        methods: { provider_id: string; title: string; description: string }[]
      }>(`/store/payment-gateways/methods?region_id=${region}&locale=${locale}`)
      return data.methods
    }
    const staff = await opened()
    const card = cardOf(staff, PROVIDERS.corefy)
    await staff.presses("Edit checkout texts", card)
    await staff.drawer.getByLabel("Title").fill("Bank card")
    await staff.drawer.getByLabel("Description").fill("Visa or Mastercard")
    await staff.drawer.getByRole("tab", { name: "Arabic" }).click()
    await staff.drawer.getByLabel("Title").fill("بطاقة".repeat(20))
    await staff.drawer.getByRole("tab", { name: "English" }).click()
    await staff.presses("Save", staff.drawer)
    await staff.reads("At most 80 characters.", staff.drawer)
    await staff.look("admin-settings-texts", staff.drawer)
    await staff.drawer.getByLabel("Title").fill("بطاقة")
    await staff.presses("Save", staff.drawer)
    await staff.isTold("Checkout texts saved")
    await staff.reads("Bank card", card)
    expect(await methods("en")).toContainEqual(
      expect.objectContaining({
        provider_id: PROVIDERS.corefy,
        title: "Bank card",
        description: "Visa or Mastercard",
      })
    )
    expect(await methods("ar")).toContainEqual(
      expect.objectContaining({ provider_id: PROVIDERS.corefy, title: "بطاقة" })
    )

    await staff.presses("Order at checkout")
    await staff.drawer.locator(`[data-provider="${PROVIDERS.invoice}"]`).waitFor()
    for (let step = 0; step < 6; step += 1) {
      await staff.drawer.getByRole("button", { name: "Move invoice up" }).click()
    }
    await staff.look("admin-settings-order", staff.drawer)
    await staff.presses("Save", staff.drawer)
    await staff.isTold("Order saved")
    expect((await methods("en"))[0]?.provider_id).toBe(PROVIDERS.invoice)

    await staff.presses("Edit checkout texts", cardOf(staff, PROVIDERS.invoice))
    await staff.drawer.getByRole("switch").click()
    await staff.presses("Save", staff.drawer)
    await staff.reads("Hidden from customers", cardOf(staff, PROVIDERS.invoice))
    expect((await methods("en")).map(({ provider_id: id }) => id)).not.toContain(PROVIDERS.invoice)
  })

  it("tells of webhooks that are refused", async () => {
    await shop().paidOrder(COREFY)
    const refused = await shop().api.post(
      "/hooks/payment-gateways/corefy_destream",
      { data: { id: "cpi_forged" } },
      { headers: { "x-signature": "forged" }, validateStatus: () => true }
    )
    expect(refused.status).toBe(401)
    await shop().ledger.incidents.flush()
    const staff = await opened()
    const card = cardOf(staff, PROVIDERS.corefy)
    await card.locator('[data-problem="webhooks_refused"]').waitFor()
    await staff.look("admin-settings-webhooks-refused", card)
  })

  it.each([
    ["ar", "light"],
    ["en", "dark"],
    ["es", "light"],
    ["ptBR", "light"],
    ["zhCN", "light"],
  ] as const)("reads well in %s, %s", async (language, theme) => {
    const staff = await opened({ language, theme })
    await staff.look(`admin-settings-${language}-${theme}`)
  })
})
