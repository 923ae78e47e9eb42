import { PROVIDERS } from "../support/gateway-shop"
import { describeBrowserShop } from "./support/browser-shop"

jest.setTimeout(180_000)

/** Shoppers do not go straight: whatever they do, the payment is found again by its session. */
describeBrowserShop((shop) => {
  it("is abandoned at the gateway, and paid later by the same address", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    const { page } = shopper
    await shopper.choose(PROVIDERS.corefy)
    await page.locator('button[value="pay"]').waitFor()
    const [sessionId] = await shop().openSessions()
    await shopper.leave()

    const later = await shop().shopper({ device: "phone" })
    await later.open(`/checkout/payment?session_id=${sessionId}`)
    await later.sees("redirect")
    await later.look("redirect-phone")
    await later.page.getByRole("link", { name: "Go to the payment page" }).click()
    await later.payOnHostedPage()
    await later.seesConfirmation()
    expect(await shop().orders()).toHaveLength(1)
  })

  it("goes back by the browser's button, and on again", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    const { page } = shopper
    await shopper.choose(PROVIDERS.corefy)
    await page.locator('button[value="pay"]').waitFor()
    await page.goBack()
    await shopper.sees("redirect")
    await page.getByRole("link", { name: "Go to the payment page" }).click()
    await shopper.payOnHostedPage()
    await shopper.seesConfirmation()
    await page.goBack()
    // Not to a payment that could be made again.
    await page.locator(".gateway-payment button, .gateway-payment a").waitFor({ state: "detached" })
    expect(await shop().orders()).toHaveLength(1)
  })

  it.each([["pays there after all"], ["chooses how to pay anew"]])(
    "leaves the gateway's page without paying, and %s (StreamPay)",
    async (ending) => {
      const shopper = await shop().shopperAtCheckout("sar")
      const { page } = shopper
      await shopper.choose(PROVIDERS.streampay)
      await page.locator('button[value="cancel"]').click()
      await page.locator('.gateway-payment[data-view="returned"]').waitFor()
      await shopper.look("returned-unpaid")
      if (ending === "pays there after all") {
        await page.getByRole("link", { name: "Go to the payment page" }).click()
        await shopper.payOnHostedPage()
      } else {
        await page.getByRole("button", { name: "Choose another method" }).click()
        await shopper.choose(PROVIDERS.streampay)
        await shopper.payOnHostedPage()
      }
      await shopper.seesConfirmation()
      expect(await shop().orders()).toHaveLength(1)
    }
  )

  it("is reloaded while the bank's answer is awaited (DeStream)", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    const { page } = shopper
    await shopper.choose(PROVIDERS.corefy)
    await page.locator('button[value="pending"]').click()
    await page.locator('.gateway-payment[data-view="returned"]').waitFor()
    await shopper.look("returned")
    await page.reload()
    await page.locator('.gateway-payment[data-view="returned"]').waitFor()
    const { reference } = await shop().status(await shopper.sessionId())
    shop().sandbox.corefy.pay(String(reference))
    await shopper.seesConfirmation()
  })

  it("is reloaded while coins are looked for (Stream, manual)", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    await shopper.choose(PROVIDERS.streamManual)
    await shopper.sees("transfer")
    const sessionId = await shopper.sessionId()
    const { reference } = await shop().status(sessionId)
    await shop().letTimePass(sessionId)
    await shopper.sees("wait")
    await shopper.look("wait")
    await shopper.page.reload()
    await shopper.sees("wait")
    shop().sandbox.streamCrypto.pay(String(reference))
    await shopper.seesConfirmation()
  })

  it("is not asked again for coins that were seen (XGateway, channel)", async () => {
    const { xgateway } = shop().sandbox
    xgateway.changeSettings({ processingCallbacks: true })
    const shopper = await shop().shopperAtCheckout("usd", { device: "phone" })
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    const transactionId = await shop().sendCoins(await shopper.sessionId(), { isFinal: false })
    await shopper.sees("wait")
    await shopper.look("seen-phone")
    xgateway.confirm(transactionId)
    await shopper.seesConfirmation()
  })

  it("is paid after the tab was closed, and shows the order when it is opened again", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    const sessionId = await shopper.sessionId()
    await shopper.page.goto("about:blank")
    await shop().sendCoins(sessionId)
    await shop().theOrder()
    await shopper.open(`/checkout/payment?session_id=${sessionId}`)
    await shopper.seesConfirmation()
    // Nothing is left to buy twice.
    await shopper.page.getByRole("link", { name: "Cart 0 items" }).waitFor()
  })

  it("tells both of two tabs", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    const sessionId = await shopper.sessionId()
    const tab = await shopper.openTab(`/checkout/payment?session_id=${sessionId}`)
    await shopper.sees("transfer", tab)
    await shop().sendCoins(sessionId)
    await Promise.all([shopper.seesConfirmation(), shopper.seesConfirmation(tab)])
    expect(await shop().orders()).toHaveLength(1)
  })

  it("shows nothing of a payment that does not exist", async () => {
    const shopper = await shop().shopper()
    shopper.expects(/404/)
    await shopper.open("/checkout/payment?session_id=payses_01NOBODYHASTHIS0000000000")
    await shopper.sees("unavailable")
    await shopper.look("unavailable")
  })
})
