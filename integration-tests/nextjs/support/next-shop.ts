import path from "node:path"
import { Modules } from "@medusajs/framework/utils"
import type { AxiosInstance } from "axios"
import { type Browser, chromium, type Page } from "playwright-core"
import { fillCart } from "../../../demo/src/checkout"
import { type Currency, marketOf } from "../../../demo/src/markets"
import seedDemo from "../../../demo/src/seed"
import { createSandbox, type Sandbox } from "../../../sandbox/src"
import { BrowserShop } from "../../browser/support/browser-shop"
import type { Shopper, ShopperSettings } from "../../browser/support/shopper"
import { announceSandbox } from "../../support/announce-sandbox"
import { runMedusaShop } from "../../support/run-medusa-shop"
import { FrontDoor } from "../../support/front-door"
import { registerWebhooks } from "../../support/gateway-shop"
import { freePort, NextStorefront } from "./next-storefront"

/** The demo's shop behind Medusa's Next.js starter, and a browser, for one test. */
export class NextShop extends BrowserShop {
  override async shopper(settings?: ShopperSettings): Promise<Shopper> {
    const shopper = await super.shopper(settings)
    // The starter always asks for it; a machine without a network has none.
    shopper.expects(/js\.stripe\.com|Stripe\.js/)
    return shopper
  }

  /** Somebody whose cart wants for nothing but its payment, in front of the ways to pay. */
  async shopperAtPayment(currency: Currency): Promise<Shopper> {
    const market = marketOf(currency)
    const cart = await fillCart(this.sdk, market)
    const { buyer } = market
    // As the starter's form does.
    await this.sdk.store.cart.update(cart.id, {
      billing_address: {
        first_name: buyer.firstName,
        last_name: buyer.lastName,
        address_1: buyer.street,
        postal_code: buyer.postalCode,
        city: buyer.city,
        province: buyer.state ?? "",
        country_code: market.country,
        phone: buyer.phone,
      },
    })
    const shopper = await this.shopper()
    await shopper.page.context().addCookies([
      {
        name: "_medusa_cart_id",
        value: cart.id,
        url: this.storefrontUrl,
        httpOnly: true,
        sameSite: "Strict",
      },
    ])
    await shopper.open(`/${market.country}/checkout?step=payment`)
    return shopper
  }

  /** Chooses a way to pay by its title, reviews, and goes on to the payment. */
  async choose(page: Page, title: string): Promise<void> {
    await page.getByRole("radio", { name: title }).click()
    await page.getByTestId("submit-payment-button").click()
    await page.getByRole("button", { name: "Place order" }).click()
    await page.waitForURL(/\/checkout\/payment\?session_id=payses_/)
  }

  /** Writes the address of the market's buyer into the starter's form. */
  async fillAddress(page: Page, currency: Currency): Promise<void> {
    const { buyer, country } = marketOf(currency)
    const fields = {
      "shipping_address.first_name": buyer.firstName,
      "shipping_address.last_name": buyer.lastName,
      "shipping_address.address_1": buyer.street,
      "shipping_address.postal_code": buyer.postalCode,
      "shipping_address.city": buyer.city,
      "shipping_address.phone": buyer.phone,
      email: buyer.email,
    }
    for (const [name, value] of Object.entries(fields)) {
      await page.locator(`input[name="${name}"]`).fill(value)
    }
    await page.getByTestId("shipping-country-select").selectOption(country)
  }

  /** How many things are in the cart, as every page says. */
  async seesCart(page: Page, count: number): Promise<void> {
    const link = page.locator('button [data-testid="nav-cart-link"]')
    await link.filter({ hasText: `Cart (${count})` }).waitFor()
  }

  /** Keeps a picture of a page, in the folder `SCREENSHOTS`. */
  async picture(page: Page, name: string): Promise<void> {
    const file = path.join(process.env.SCREENSHOTS ?? ".", `nextjs-${name}.png`)
    await page.screenshot({ path: file, fullPage: true })
  }

  /** The order's confirmation, in the country that it goes to. */
  async seesOrder(page: Page, country: string): Promise<void> {
    await page.waitForURL(new RegExp(`/${country}/order/order_[^/]+/confirmed`))
    await page.getByText("Your order was placed successfully.").waitFor()
  }
}

/** Runs tests against Medusa, the sandbox and the starter; `NEXTJS_SHOP` is the starter's folder. */
export function describeNextShop(suite: (shop: () => NextShop) => void): void {
  let sandbox: Sandbox
  let storefront: NextStorefront
  let browser: Browser
  const door = new FrontDoor()

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: ["--no-sandbox", "--font-render-hinting=none"],
    })
    storefront = await NextStorefront.at(process.env.NEXTJS_SHOP ?? "")
    // Another site than the storefront's, as gateways are: browsers keep strict cookies from it.
    const port = await freePort("127.0.0.1")
    sandbox = await createSandbox({ port, publicUrl: `http://127.0.0.1:${port}` })
    announceSandbox(sandbox, { backendUrl: await door.open(), storefrontUrl: storefront.url })
  })

  afterAll(async () => {
    await browser.close()
    await storefront.stop()
    await sandbox.close()
    await door.close()
  })

  runMedusaShop({
    testSuite: ({ api, getContainer }) => {
      let shop: NextShop
      let publishableKey: string

      beforeAll(async () => {
        const container = getContainer()
        await seedDemo({ container, args: [] })
        const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
        publishableKey = key?.token ?? ""
        await storefront.start({ backendUrl: String(api.defaults.baseURL), publishableKey })
      })

      beforeEach(() => {
        sandbox.reset()
        door.leadTo(String(api.defaults.baseURL))
        registerWebhooks(sandbox, door.url)
        const seeded = { publishableKey, regions: {}, variantId: "" }
        shop = new NextShop(
          browser,
          storefront.url,
          api as AxiosInstance,
          getContainer(),
          sandbox,
          seeded
        )
      })

      afterEach(async () => {
        await Promise.all(shop.shoppers.map((shopper) => shopper.leave()))
        await shop.webhooksProcessed()
        const complaints = shop.shoppers.flatMap((shopper) => shopper.complaints.list)
        expect(complaints).toEqual([])
      })

      suite(() => shop)
    },
  })
}
