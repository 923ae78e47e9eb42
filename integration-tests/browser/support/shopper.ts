import { readFileSync } from "node:fs"
import path from "node:path"
import type { AxeResults, RunOptions } from "axe-core"
import { type Currency, marketOf } from "../../../demo/src/markets"
import type { Browser, BrowserContext, Locator, Page } from "playwright-core"
import { Complaints } from "./complaints"

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")
const STANDARDS: RunOptions = {
  // A frame shows a gateway's page.
  iframes: false,
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
}
const LONGEST_NAME = 60
const PATIENCE_MS = 60_000
const DESKTOP = { width: 1200, height: 800 }
const PHONE = { width: 390, height: 844 }

/** Where a payment stands on its page, as the component says. */
export type ShownState =
  | "redirect"
  | "transfer"
  | "collect"
  | "wait"
  | "done"
  | "short"
  | "over"
  | "late"
  | "expired"
  | "failed"
  | "canceled"
  | "unavailable"

/** How somebody comes to the shop. */
export interface ShopperSettings {
  readonly device?: "desktop" | "phone"
  /** What the browser prefers; English unless given. */
  readonly language?: "en" | "ar"
  /** What the shop's pages have kept in this browser. */
  readonly remembers?: Readonly<Partial<Record<"cart" | "country" | "language", string>>>
}

/**
 * Somebody in front of a browser. What a page complains of, and each request that fails, is
 * remembered: a test that ends with complaints has failed.
 */
export class Shopper {
  readonly complaints = new Complaints()
  #hasLeft = false

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly storefrontUrl: string
  ) {
    this.complaints.listenTo(page)
  }

  static async come(
    browser: Browser,
    storefrontUrl: string,
    { device = "desktop", language = "en", remembers = {} }: ShopperSettings
  ): Promise<Shopper> {
    const localStorage = Object.entries(remembers).map(([name, value]) => ({
      name: `wadi-goods:${name}`,
      value,
    }))
    const context = await browser.newContext({
      viewport: device === "phone" ? PHONE : DESKTOP,
      hasTouch: device === "phone",
      locale: language === "ar" ? "ar-SA" : "en-US",
      reducedMotion: "reduce",
      storageState: { cookies: [], origins: [{ origin: storefrontUrl, localStorage }] },
    })
    context.setDefaultTimeout(PATIENCE_MS)
    return new Shopper(context, await context.newPage(), storefrontUrl)
  }

  /** Opens a page of the shop. */
  async open(address: string, page: Page = this.page): Promise<void> {
    await page.goto(new URL(address, this.storefrontUrl).toString())
  }

  /** Another tab of the same browser. */
  async openTab(address: string): Promise<Page> {
    const page = await this.context.newPage()
    this.complaints.listenTo(page)
    await this.open(address, page)
    return page
  }

  /** What is meant to go wrong, by what the browser says of it. */
  expects(...complaints: RegExp[]): void {
    this.complaints.expects(...complaints)
  }

  /** Writes the address of the market's buyer into the form. */
  async fillAddress(currency: Currency): Promise<void> {
    const { buyer } = marketOf(currency)
    const fields = {
      email: buyer.email,
      first_name: buyer.firstName,
      last_name: buyer.lastName,
      address_1: buyer.street,
      postal_code: buyer.postalCode,
      city: buyer.city,
      phone: buyer.phone,
    }
    for (const [name, value] of Object.entries(fields)) {
      await this.page.locator(`input[name="${name}"]`).fill(value)
    }
  }

  /** Chooses a way to pay and goes on to it. */
  async choose(providerId: string): Promise<void> {
    await this.page.locator(`input[name="provider"][value="${providerId}"]`).check()
    await this.page.getByRole("button", { name: /^(Pay|ادفع) / }).click()
  }

  /** Pays on a gateway's own page, with what it offers first. */
  async payOnHostedPage(page: Page = this.page): Promise<void> {
    const pay = page.locator('button[name="action"][value="pay"]')
    const choose = page.locator('button[name="action"][value="choose"]')
    await pay.or(choose).first().waitFor()
    if (await choose.isVisible()) {
      await choose.click()
    }
    await pay.click()
  }

  /** The payment's part of the page, once it shows this state. */
  payment(state: ShownState, page: Page = this.page): Locator {
    return page.locator(`.gateway-payment[data-status="${state}"]`)
  }

  async sees(state: ShownState, page: Page = this.page): Promise<void> {
    await this.payment(state, page).waitFor()
  }

  /** That the order is placed, and paid. */
  async seesConfirmation(page: Page = this.page): Promise<void> {
    await page.locator('.confirmed .badge[data-status="captured"]').waitFor()
  }

  /** The payment's session, as the page's address has it. */
  async sessionId(page: Page = this.page): Promise<string> {
    await page.waitForURL(/session_id=/)
    return new URL(page.url()).searchParams.get("session_id") ?? ""
  }

  /** Keeps a picture of the page, and looks for what would keep people from using it. */
  async look(name: string, page: Page = this.page): Promise<void> {
    const file = path.join(screenshots(), `${name}.png`)
    await page.screenshot({ path: file, fullPage: true })
    await page.evaluate(AXE)
    const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(STANDARDS)})`)
    for (const { id, help, nodes } of violations) {
      this.complaints.add(`${name}: ${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`)
    }
    const isTooWide = await page.evaluate<boolean>(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    if (isTooWide) {
      this.complaints.add(`${name}: has to be scrolled sideways`)
    }
  }

  /** Closes the browser, with a picture of how it ended, for tests that fail. */
  async leave(): Promise<void> {
    if (this.#hasLeft) {
      return
    }
    this.#hasLeft = true
    const { currentTestName = "" } = expect.getState()
    const name = currentTestName.trim().replace(/\W+/g, "-").slice(0, LONGEST_NAME)
    await this.page.screenshot({ path: path.join(screenshots(), `end-${name}.png`) })
    await this.context.close()
  }
}

/** The folder that the test run was given for pictures. */
function screenshots(): string {
  return process.env.SCREENSHOTS ?? "."
}
