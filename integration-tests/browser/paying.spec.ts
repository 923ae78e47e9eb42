import { PROVIDERS } from "../support/gateway-shop"
import type { Currency } from "../../demo/src/markets"
import { providersOf } from "../../demo/src/offers"
import { describeBrowserShop } from "./support/browser-shop"

jest.setTimeout(180_000)

describeBrowserShop((shop) => {
  it("buys as a guest, from the products to the order (StreamPay)", async () => {
    const shopper = await shop().shopper({ remembers: { country: "sa" } })
    const { page } = shopper
    await shopper.open("/")
    await page.getByRole("link", { name: /Cardamom coffee/ }).waitFor()
    await shopper.look("products-desktop")
    await page.getByRole("link", { name: /Cardamom coffee/ }).click()
    await page.getByRole("radio", { name: "500 g" }).check()
    await page.getByRole("button", { name: "Add to cart" }).click()
    await page.getByText("is in your cart").waitFor()
    await shopper.look("product-desktop")
    await page.getByRole("link", { name: "Go to the cart" }).click()
    await page.getByRole("combobox", { name: "Quantity of Cardamom coffee" }).selectOption("2")
    await page.getByRole("link", { name: "Cart 2 items" }).waitFor()
    await shopper.look("cart-desktop")
    await page.getByRole("link", { name: "Go to checkout" }).click()

    await shopper.fillAddress("sar")
    await shopper.look("checkout-address-desktop")
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByText("Standard shipping").waitFor()
    await shopper.look("checkout-delivery-desktop")
    await page.getByRole("button", { name: "Continue" }).click()
    await page.getByText("mada, Visa, Mastercard").waitFor()
    await shopper.look("checkout-payment-desktop")
    await shopper.choose(PROVIDERS.streampay)
    await shopper.payOnHostedPage()
    await shopper.seesConfirmation()
    await shopper.look("confirmation-desktop")
    await page.getByRole("link", { name: "See the order" }).click()
    await page.getByText("Placed on").waitFor()
    await shopper.look("order-desktop")
    // The cart became the order.
    await page.getByRole("link", { name: "Cart 0 items" }).waitFor()
  })

  it("buys on a phone in Arabic, from right to left (StreamPay)", async () => {
    const shopper = await shop().shopper({ device: "phone", remembers: { country: "kw" } })
    const { page } = shopper
    await shopper.open("/?lang=ar")
    await page.getByRole("link", { name: /تمر مجدول/ }).waitFor()
    expect(await page.locator("html").getAttribute("dir")).toBe("rtl")
    await shopper.look("products-phone-ar")
    await page.getByRole("link", { name: /تمر مجدول/ }).click()
    await page.getByRole("button", { name: "أضف إلى السلة" }).click()
    await page.getByRole("link", { name: "إلى السلة", exact: true }).waitFor()
    await shopper.look("product-phone-ar")
    await page.getByRole("link", { name: "إلى السلة", exact: true }).click()
    await page.getByRole("link", { name: "إتمام الشراء" }).waitFor()
    await shopper.look("cart-phone-ar")
    await page.getByRole("link", { name: "إتمام الشراء" }).click()
    await shopper.fillAddress("kwd")
    await shopper.look("checkout-address-phone-ar")
    await page.getByRole("button", { name: "متابعة" }).click()
    await page.getByText("شحن عادي").waitFor()
    await page.getByRole("button", { name: "متابعة" }).click()
    await page.getByText("مدى وفيزا").waitFor()
    await shopper.look("checkout-payment-phone-ar")
    await shopper.choose(PROVIDERS.streampay)
    await shopper.payOnHostedPage()
    await shopper.seesConfirmation()
    await shopper.look("confirmation-phone-ar")
  })

  it.each<[name: string, providerId: string, currency: Currency]>([
    ["corefy", PROVIDERS.corefy, "usd"],
    ["stream-page", PROVIDERS.streamPage, "eur"],
    ["xgateway-invoice", PROVIDERS.invoice, "eur"],
  ])("pays on the gateway's page: %s", async (_, providerId, currency) => {
    const shopper = await shop().shopperAtCheckout(currency)
    await shopper.choose(providerId)
    await shopper.payOnHostedPage()
    await shopper.seesConfirmation()
  })

  it.each<[document: string, currency: Currency]>([
    ["11144477735", "brl"],
    ["123456785", "clp"],
  ])(
    "answers what the gateway asks, and pays (Directa24, document %s)",
    async (document, currency) => {
      const shopper = await shop().shopperAtCheckout(currency)
      const { page } = shopper
      await shopper.choose(PROVIDERS.directa24)
      const questions = shopper.payment("collect")
      await questions.waitFor()
      await questions.locator('button[type="submit"]').click()
      await questions.locator('[aria-invalid="true"]').first().waitFor()
      await shopper.look(`collect-refused-${currency}`)
      await questions.locator('select[name="bank"]').selectOption({ index: 1 })
      await questions.locator('input[name="document"]').fill(document)
      await shopper.look(`collect-${currency}`)
      await questions.locator('button[type="submit"]').click()
      await shopper.sees("redirect")
      await shopper.look(`redirect-${currency}`)
      await page.getByRole("link", { name: "Go to the payment page" }).click()
      await shopper.payOnHostedPage()
      await shopper.seesConfirmation()
    }
  )

  it("sends coins to an address, and sees that they came (Stream, manual)", async () => {
    const shopper = await shop().shopperAtCheckout("usd", { device: "phone" })
    await shopper.choose(PROVIDERS.streamManual)
    await shopper.sees("transfer")
    await shopper.look("transfer-phone")
    const status = await shop().status(await shopper.sessionId())
    shop().sandbox.streamCrypto.pay(String(status.reference))
    await shopper.seesConfirmation()
  })

  it("sends coins to an address, and sees that they came (XGateway, channel)", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    await shopper.choose(PROVIDERS.channel)
    await shopper.sees("transfer")
    await shopper.look("transfer-desktop")
    await shop().sendCoins(await shopper.sessionId())
    await shopper.seesConfirmation()
  })

  it.each<[Currency]>([["sar"], ["usd"], ["eur"], ["clp"]])(
    "offers the gateways that take the currency: %s",
    async (currency) => {
      const shopper = await shop().shopperAtCheckout(currency)
      const offered = shopper.page.locator('input[name="provider"]')
      await offered.first().waitFor()
      const ids = await offered.evaluateAll((inputs) =>
        inputs.map((input) => input.getAttribute("value"))
      )
      expect(ids).toEqual(providersOf(currency).sort())
      await shopper.look(`methods-${currency}`)
    }
  )

  it("buys with an account, and finds the order there again", async () => {
    const shopper = await shop().shopperAtCheckout("usd")
    const { page } = shopper
    await shopper.open("/account")
    await page.getByRole("button", { name: "New here?" }).click()
    await page.getByLabel("First name").fill("Grace")
    await page.getByLabel("Last name").fill("Miller")
    await page.getByLabel("Email").fill("grace@example.com")
    await page.getByLabel("Password").fill("correct horse battery")
    await shopper.look("account-new")
    await page.getByRole("button", { name: "Create an account" }).click()
    await page.getByText("Hello, Grace").waitFor()
    await shopper.open("/checkout")
    await shopper.choose(PROVIDERS.corefy)
    await shopper.payOnHostedPage()
    await shopper.seesConfirmation()
    await shopper.open("/account")
    await page.getByRole("link", { name: /^Order #/ }).waitFor()
    await shopper.look("account-orders")
    await page.getByRole("button", { name: "Sign out" }).click()
    await page.getByRole("button", { name: "Sign in", exact: true }).waitFor()
    await shopper.look("account-sign-in")
  })
})
