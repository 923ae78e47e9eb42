import type { FrameLocator } from "playwright-core"
import { configureGateways } from "../support/configured-gateways"
import { PROVIDERS } from "../support/gateway-shop"
import { describeBrowserShop, type BrowserShop } from "./support/browser-shop"
import type { Shopper } from "./support/shopper"

jest.setTimeout(180_000)
configureGateways({ directa24: { iframe: true } })

/** The gateway's page, shown within the shop's. */
const frameOf = ({ page }: Shopper): FrameLocator => page.frameLocator(".gateway-payment iframe")

async function shopperWithFrame(
  shop: BrowserShop,
  bank: string,
  ...complaints: RegExp[]
): Promise<Shopper> {
  const shopper = await shop.shopperAtCheckout("brl")
  shopper.expects(...complaints)
  await shopper.choose(PROVIDERS.directa24)
  const questions = shopper.payment("collect")
  await questions.locator('select[name="bank"]').selectOption(bank)
  await questions.locator('input[name="document"]').fill("11144477735")
  await questions.locator('button[type="submit"]').click()
  await shopper.sees("redirect")
  return shopper
}

describeBrowserShop(
  (shop) => {
    it("is paid in a frame, and the page around it goes on to the order (Directa24)", async () => {
      const shopper = await shopperWithFrame(shop(), "IX")
      const pay = frameOf(shopper).locator('button[name="action"][value="pay"]')
      await pay.waitFor()
      await shopper.look("framed")
      await pay.click()
      await shopper.seesConfirmation()
      // It is the page itself that has gone on, and not what was in the frame.
      expect(shopper.page.url()).toMatch(/\/order\/[^/]+\/confirmed$/)
      expect(await shop().orders()).toHaveLength(1)
    })

    it("is canceled in a frame, and says so around it", async () => {
      const shopper = await shopperWithFrame(shop(), "IX")
      await frameOf(shopper).locator('button[name="action"][value="cancel"]').click()
      await shopper.sees("canceled")
      expect(await shop().orders()).toEqual([])
    })

    it("is paid by the link beside it where the page refuses to be framed", async () => {
      const shopper = await shopperWithFrame(shop(), "VI", /ERR_BLOCKED_BY_RESPONSE/, /in a frame/)
      await shopper.look("framed-refused")
      await shopper.page.getByRole("link", { name: "Go to the payment page" }).click()
      await shopper.payOnHostedPage()
      await shopper.seesConfirmation()
    })
  },
  { framed: ["directa24"] }
)
