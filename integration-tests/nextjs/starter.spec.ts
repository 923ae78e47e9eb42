import { describeNextShop } from "./support/next-shop"

// The storefront is built for the shop of this run.
jest.setTimeout(900_000)

/** Medusa's Next.js starter with the patch of docs/storefront-nextjs.md. */
describeNextShop((shop) => {
  it("buys from a product to the order, by way of a payment page (StreamPay)", async () => {
    const shopper = await shop().shopper()
    const { page } = shopper
    await shopper.open("/sa/products/cardamom-coffee")
    await page.getByRole("button", { name: "250 g" }).first().click()
    await page.getByTestId("add-product-button").first().click()
    await shop().seesCart(page, 1)
    await shopper.open("/sa/checkout?step=address")
    await shop().fillAddress(page, "sar")
    await page.getByTestId("submit-address-button").click()
    await page.getByTestId("delivery-option-radio").click()
    await page.getByTestId("submit-delivery-option-button").click()
    await page.getByRole("radio", { name: "Card or mada" }).waitFor()
    await shop().picture(page, "methods")
    await page.getByRole("radio", { name: "Card or mada" }).click()
    await page.getByTestId("submit-payment-button").click()
    await page.getByTestId("payment-method-summary").filter({ hasText: "Card or mada" }).waitFor()
    await shop().picture(page, "review")
    await page.getByRole("button", { name: "Place order" }).click()
    await shopper.sees("redirect")
    await shop().picture(page, "redirect")
    await page.getByRole("link", { name: "Go to the payment page" }).click()
    const back = page.waitForRequest(/\/us\/checkout\/payment\?.*status=/)
    await shopper.payOnHostedPage()
    // Who comes from another site has no cart, and needs none.
    expect((await (await back).allHeaders()).cookie).not.toContain("_medusa_cart_id")
    await shop().seesOrder(page, "sa")
    await shop().picture(page, "order")
    // The cart became the order.
    await shop().seesCart(page, 0)
    expect(await shop().orders()).toHaveLength(1)
  })

  it("shows where to send coins, and sees that they came (Stream, manual)", async () => {
    const shopper = await shop().shopperAtPayment("usd")
    const { page } = shopper
    await shop().choose(page, "Solana coins")
    await shopper.sees("transfer")
    await page.locator(".gateway-payment svg").waitFor()
    await shop().picture(page, "transfer")
    await page.reload()
    await shopper.sees("transfer")
    const { reference } = await shop().status(await shopper.sessionId())
    shop().sandbox.streamCrypto.pay(String(reference))
    await shop().seesOrder(page, "us")
  })

  it("asks what the gateway wants to know, and pays (Directa24)", async () => {
    const shopper = await shop().shopperAtPayment("brl")
    const { page } = shopper
    await shop().choose(page, "Pix or bank")
    const questions = shopper.payment("collect")
    await questions.locator('select[name="bank"]').selectOption({ index: 1 })
    await questions.locator('input[name="document"]').fill("11144477735")
    await shop().picture(page, "collect")
    await questions.locator('button[type="submit"]').click()
    await shopper.sees("redirect")
    await page.getByRole("link", { name: "Go to the payment page" }).click()
    await shopper.payOnHostedPage()
    await shop().seesOrder(page, "br")
  })

  it("waits for the bank, and comes back to the ways to pay (DeStream)", async () => {
    const shopper = await shop().shopperAtPayment("usd")
    const { page } = shopper
    await shop().choose(page, "Card (DeStream)")
    const first = await shopper.sessionId()
    await page.getByRole("link", { name: "Go to the payment page" }).click()
    await page.locator('button[value="pending"]').click()
    await page.locator('.gateway-payment[data-view="returned"]').waitFor()
    await shop().picture(page, "returned")
    const { reference } = await shop().status(first)
    shop().sandbox.corefy.fail(String(reference), "declined")
    await shopper.sees("failed")
    await shop().picture(page, "failed")
    await page.getByRole("button", { name: "Choose another method" }).click()
    // The same method again is another payment.
    await shop().choose(page, "Card (DeStream)")
    expect(await shopper.sessionId()).not.toBe(first)
    await page.getByRole("link", { name: "Go to the payment page" }).click()
    await shopper.payOnHostedPage()
    await shop().seesOrder(page, "us")
    expect(await shop().orders()).toHaveLength(1)
  })

  it("is paid after the tab was closed: the order is there, and a new cart begins", async () => {
    const shopper = await shop().shopperAtPayment("usd")
    const { page } = shopper
    await shop().choose(page, "Crypto")
    await shopper.sees("transfer")
    const address = page.url()
    await page.goto("about:blank")
    await shop().sendCoins(new URL(address).searchParams.get("session_id") ?? "")
    await shop().theOrder()
    await shopper.open("/us/products/cardamom-coffee")
    await shop().seesCart(page, 0)
    await page.getByRole("button", { name: "250 g" }).first().click()
    await page.getByTestId("add-product-button").first().click()
    await shop().seesCart(page, 1)
    await shopper.open(address)
    await shop().seesOrder(page, "us")
  })
})
