import { PROVIDERS } from "../support/gateway-shop"
import { describeBrowserShop } from "./support/browser-shop"

jest.setTimeout(180_000)

/** Money that does not come, or not as it was asked for. */
describeBrowserShop((shop) => {
  it("is told what is missing, and pays the rest (XGateway, channel)", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    const sessionId = await shopper.sessionId()
    await shop().sendCoins(sessionId, { value: "12.00" })
    await shopper.sees("short")
    await shopper.look("short")
    const { due } = await shop().status(sessionId)
    await shop().sendCoins(sessionId, { value: String(due) })
    await shopper.seesConfirmation()
  })

  it("pays too much, and is told so (XGateway, channel)", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    const sessionId = await shopper.sessionId()
    await shop().sendCoins(sessionId, { value: "500.00" })
    await shopper.sees("over")
    await shopper.look("over")
    await shopper.page.getByRole("button", { name: "Go to your order" }).click()
    await shopper.seesConfirmation()
  })

  it("is too late, and is told not to pay again (Stream, manual)", async () => {
    const shopper = await shop().shopperAtCheckout("usd", { device: "phone" })
    await shopper.choose(PROVIDERS.streamManual)
    await shopper.sees("transfer")
    const sessionId = await shopper.sessionId()
    const { reference } = await shop().status(sessionId)
    shop().sandbox.streamCrypto.expire(String(reference))
    await shop().letTimePass(sessionId)
    await shopper.sees("expired")
    await shopper.look("expired-phone")
    shop().sandbox.streamCrypto.pay(String(reference), { evenIfClosed: true })
    await shopper.sees("late")
    await shopper.look("late-phone")
    expect(await shop().orders()).toEqual([])
  })

  it("fails, and is paid with another gateway", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    const { page } = shopper
    await shopper.choose(PROVIDERS.corefy)
    await page.locator('button[value="fail"]').click()
    await shopper.sees("failed")
    await shopper.look("failed")
    await page.getByRole("button", { name: "Choose another method" }).click()
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    await shop().sendCoins(await shopper.sessionId())
    await shopper.seesConfirmation()
  })

  it("fails, and is tried again with the same gateway", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    const { page } = shopper
    await shopper.choose(PROVIDERS.corefy)
    await page.locator('button[value="fail"]').click()
    await shopper.sees("failed")
    await page.getByRole("button", { name: "Try again" }).click()
    await shopper.payOnHostedPage()
    await shopper.seesConfirmation()
  })

  it("is canceled at the gateway, and says so in Arabic", async () => {
    const shopper = await shop().shopperAtCheckout("usd", { device: "phone", language: "ar" })
    const { page } = shopper
    await shopper.choose(PROVIDERS.corefy)
    await page.locator('button[value="cancel"]').click()
    await shopper.sees("canceled")
    expect(await shopper.payment("canceled").getAttribute("dir")).toBe("rtl")
    await shopper.look("canceled-phone-ar")
  })

  it("shows where to send coins in Arabic", async () => {
    const shopper = await shop().shopperAtCheckout("usd", { device: "phone", language: "ar" })
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    await shopper.look("transfer-phone-ar")
    await shop().sendCoins(await shopper.sessionId(), { value: "12.00" })
    await shopper.sees("short")
    await shopper.look("short-phone-ar")
  })
})
