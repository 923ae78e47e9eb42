import { mkdirSync } from "node:fs"
import Medusa from "@medusajs/js-sdk"
import { Modules } from "@medusajs/framework/utils"
import type { AxiosInstance } from "axios"
import { type Browser, chromium } from "playwright-core"
import { fillCart } from "../../../demo/src/checkout"
import { type Currency, marketOf } from "../../../demo/src/markets"
import seedDemo from "../../../demo/src/seed"
import { serveStorefront, type ServedStorefront } from "../../../demo/src/storefront-server"
import { createSandbox, type Sandbox } from "../../../sandbox/src"
import { announceSandbox } from "../../support/announce-sandbox"
import { runMedusaShop } from "../../support/run-medusa-shop"
import { FrontDoor } from "../../support/front-door"
import { GatewayShop, registerWebhooks } from "../../support/gateway-shop"
import { Shopper, type ShopperSettings } from "./shopper"

/** The demo's shop with its pages and a browser, for one test. */
export class BrowserShop extends GatewayShop {
  /** Everybody who came; they are seen off after the test. */
  readonly shoppers: Shopper[] = []
  readonly backendUrl: string
  readonly sdk: Medusa

  constructor(
    private readonly browser: Browser,
    readonly storefrontUrl: string,
    ...parts: ConstructorParameters<typeof GatewayShop>
  ) {
    super(...parts)
    this.backendUrl = String(this.api.defaults.baseURL)
    this.sdk = new Medusa({
      baseUrl: this.backendUrl,
      publishableKey: this.seeded.publishableKey,
    })
  }

  /** Somebody with a browser of their own, who knows nothing of the shop. */
  async shopper(settings: ShopperSettings = {}): Promise<Shopper> {
    const shopper = await Shopper.come(this.browser, this.storefrontUrl, settings)
    this.shoppers.push(shopper)
    return shopper
  }

  /** Somebody whose cart wants for nothing but its payment. */
  async shopperAtCheckout(currency: Currency, settings: ShopperSettings = {}): Promise<Shopper> {
    const market = marketOf(currency)
    const cart = await fillCart(this.sdk, market)
    const shopper = await this.shopper({
      ...settings,
      remembers: { cart: cart.id, country: market.country, ...settings.remembers },
    })
    await shopper.open("/checkout")
    return shopper
  }

  /**
   * Coins go to the address that a payment shows (XGateway, channel).
   *
   * @param value what they are worth in US dollars; what the payment asks for unless given
   * @returns the deposit's id
   */
  async sendCoins(
    sessionId: string,
    { value, isFinal = true }: { readonly value?: string; readonly isFinal?: boolean } = {}
  ): Promise<string> {
    const { nextAction } = await this.attemptOf(sessionId)
    const [destination] = nextAction?.type === "transfer" ? nextAction.destinations : []
    if (!destination) {
      throw new Error(`Session ${sessionId} shows no address.`)
    }
    const { address, amount } = destination
    const sum = value === undefined ? { amount } : { value, valueCurrency: "USD" }
    const status = isFinal ? "confirmed" : "processing"
    const { transaction } = this.sandbox.xgateway.deposit({ address, ...sum, status })
    return transaction?.id ?? ""
  }

  /** The shop's clock says that the time to pay was over long ago; the sandbox's is its own. */
  async letTimePass(sessionId: string): Promise<void> {
    await this.sql(
      "update payment_gateway_attempt set expires_at = now() - interval '1 hour' where session_id = ?",
      [sessionId]
    )
    await this.look(sessionId)
  }

  /** Sessions whose payment is open, oldest first. */
  async openSessions(): Promise<string[]> {
    const attempts = await this.ledger.listPaymentGatewayAttempts(
      { status: "requires_more" },
      { order: { created_at: "ASC" } }
    )
    return attempts.map(({ session_id: id }) => id)
  }
}

/**
 * Runs tests in a real browser, against a real Medusa, with the sandbox as all gateways.
 *
 * @param framed gateways whose page the shop shows within its own
 */
export function describeBrowserShop(
  suite: (shop: () => BrowserShop) => void,
  { framed = [] }: { readonly framed?: readonly string[] } = {}
): void {
  let sandbox: Sandbox
  let storefront: ServedStorefront
  let browser: Browser
  const address = { backendUrl: "http://localhost", publishableKey: "", framed }
  const door = new FrontDoor()

  beforeAll(async () => {
    mkdirSync(process.env.SCREENSHOTS ?? "", { recursive: true })
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: ["--no-sandbox", "--font-render-hinting=none"],
    })
    storefront = await serveStorefront(0, process.env.BROWSER_STOREFRONT ?? "", () => address)
    sandbox = await createSandbox({})
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
      let shop: BrowserShop

      beforeAll(async () => {
        const container = getContainer()
        await seedDemo({ container, args: [] })
        const [key] = await container.resolve(Modules.API_KEY).listApiKeys({ type: "publishable" })
        address.publishableKey = key?.token ?? ""
        address.backendUrl = String(api.defaults.baseURL)
      })

      beforeEach(() => {
        sandbox.reset()
        door.leadTo(address.backendUrl)
        registerWebhooks(sandbox, door.url)
        const seeded = { publishableKey: address.publishableKey, regions: {}, variantId: "" }
        shop = new BrowserShop(
          browser,
          storefront.url,
          api as AxiosInstance,
          getContainer(),
          sandbox,
          seeded
        )
      })

      afterEach(async () => {
        // Whoever still waits would meet the next test's database.
        await Promise.all(shop.shoppers.map((shopper) => shopper.leave()))
        await shop.webhooksProcessed()
        const complaints = shop.shoppers.flatMap((shopper) => shopper.complaints.list)
        expect(complaints).toEqual([])
      })

      suite(() => shop)
    },
  })
}
