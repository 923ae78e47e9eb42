import { PROVIDERS } from "../support/gateway-shop"
import { configureGateways } from "../support/configured-gateways"
import { describeAdminShop } from "./support/admin-shop"

jest.setTimeout(180_000)

// A shop that is being set up: two gateways of five, of which one is the real one, on a machine that the
// internet does not reach; and an address that promises a certificate and has none.
configureGateways({ streampay: { baseUrl: "https://gateway.example" } }, (input) => ({
  ...input,
  backendUrl: input.backendUrl?.replace("http:", "https:"),
  gateways: input.gateways.filter(({ gateway }) => ["streampay", "corefy"].includes(gateway)),
}))

/** Settings > Payment gateways, before everything is right. */
describeAdminShop((shop) => {
  it("offers the gateways that are not configured, with what to write for them", async () => {
    const staff = await shop().signIn()
    await staff.open("/settings/payment-gateways")
    const offered = staff.main.locator("[data-available]")
    await offered.first().waitFor()
    const names = await offered.evaluateAll((parts) =>
      parts.map((part) => part.getAttribute("data-available"))
    )
    expect(names.sort()).toEqual(["directa24", "stream-crypto", "xgateway"])

    const directa24 = staff.main.locator('[data-available="directa24"]')
    await directa24.locator("summary").click()
    await staff.reads("apiSignature", directa24)
    const snippet = (await directa24.locator("pre").textContent()) ?? ""
    expect(snippet).toContain('gateway: "directa24"')
    expect(snippet).toContain("apiSignature: process.env.DIRECTA24_API_SIGNATURE")
    await staff.look("admin-settings-available", directa24)
    await directa24.getByRole("button", { name: /Copy/ }).click()
    expect(await staff.page.evaluate<string>("navigator.clipboard.readText()")).toBe(snippet)
  })

  it.each([
    ["no_public_url", PROVIDERS.streampay],
    ["tls", PROVIDERS.corefy],
  ])("says why no webhook can come: %s", async (code, providerId) => {
    const staff = await shop().signIn()
    await staff.open("/settings/payment-gateways")
    const card = staff.main.locator(`[data-gateway="${providerId}"]`)
    await staff.presses("Send a test event", card)
    await card.locator(`[data-problem="${code}"]`).waitFor()
    await staff.reads("Did not come through", card)
    await staff.look(`admin-settings-test-${code}`, card)
  })
})
