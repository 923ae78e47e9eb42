import { readFileSync } from "node:fs"
import path from "node:path"
import type { AxeResults, RunOptions } from "axe-core"
import type { Browser, BrowserContext, Locator, Page } from "playwright-core"
import { ADMIN_LOGIN } from "../../../demo/src/admin-login"
import { ADMIN_PATH } from "./admin-door"
import { Complaints } from "./complaints"
import type { StaffLogin } from "./seed-staff"

const AXE = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8")
const LONGEST_NAME = 60
const PATIENCE_MS = 60_000
const SCREEN = { width: 1440, height: 900 }
const SERIOUS = ["serious", "critical"]

// Colors are Medusa's own: its theme sets them, and its pages have the same.
const RULES: RunOptions = { rules: { "color-contrast": { enabled: false } } }

// Parts of Medusa's own drawers and tables that have no name and cannot be given one.
const MEDUSAS = [
  "kbd + button",
  "input[type=search] ~ [role=img]",
  "[class*='md:flex-row'] button[aria-haspopup=menu]",
  // Takes a filter of a table away.
  "button[class*='size-7'][class*='active:bg-ui-bg-base-pressed']",
].map((selector) => [selector])

interface WithAxe {
  readonly axe: { run(context: unknown, rules: RunOptions): Promise<AxeResults> }
}

/** How somebody has set the admin up for themselves; names as Medusa's own profile page has them. */
export interface StaffSettings {
  readonly language?: "en" | "ar" | "es" | "ptBR" | "zhCN"
  readonly theme?: "light" | "dark"
  readonly login?: StaffLogin
}

/** Somebody of the shop's staff in front of Medusa's admin. */
export class Staff {
  readonly complaints = new Complaints()
  #hasLeft = false

  private constructor(
    private readonly context: BrowserContext,
    readonly page: Page,
    private readonly shopUrl: string
  ) {
    this.complaints.listenTo(page)
  }

  /** Somebody who has signed in. */
  static async come(
    browser: Browser,
    shopUrl: string,
    { language = "en", theme = "light", login = ADMIN_LOGIN }: StaffSettings
  ): Promise<Staff> {
    const localStorage = [
      { name: "lng", value: language },
      { name: "medusa_admin_theme", value: theme },
    ]
    const context = await browser.newContext({
      viewport: SCREEN,
      locale: "en-US",
      timezoneId: "UTC",
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
      acceptDownloads: true,
      storageState: { cookies: [], origins: [{ origin: shopUrl, localStorage }] },
    })
    context.setDefaultTimeout(PATIENCE_MS)
    const signedIn = await context.request.post(`${shopUrl}/auth/user/emailpass`, { data: login })
    const { token } = (await signedIn.json()) as { readonly token: string }
    const session = await context.request.post(`${shopUrl}/auth/session`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(session.status()).toBe(200)
    return new Staff(context, await context.newPage(), shopUrl)
  }

  /** Opens a page of the admin: `/orders`. */
  async open(address: string): Promise<void> {
    await this.page.goto(`${this.shopUrl}${ADMIN_PATH}${address}`)
  }

  /** The page's own part of the admin, without Medusa's frame around it. */
  get main(): Locator {
    return this.page.locator("main")
  }

  /** What has been opened over the page. */
  get drawer(): Locator {
    return this.page.getByRole("dialog")
  }

  /** The part of the page under a heading. */
  card(heading: string | RegExp): Locator {
    return this.main.locator(".shadow-elevation-card-rest").filter({
      has: this.page.getByRole("heading", { name: heading, exact: true }),
    })
  }

  /** Waits for words. */
  async reads(text: string | RegExp, within: Locator = this.main): Promise<void> {
    await within.getByText(text).first().waitFor()
  }

  async presses(name: string | RegExp, within: Locator = this.main): Promise<void> {
    await within.getByRole("button", { name }).first().click()
  }

  /** Chooses an action of a part's menu. */
  async does(action: string, within: Locator = this.main): Promise<void> {
    await this.presses("More actions", within)
    await this.page.getByRole("menuitem", { name: action }).click()
  }

  /** Waits for the note by which a page says that something is done, or why it is not. */
  async isTold(text: string | RegExp): Promise<void> {
    await this.page.locator("[data-sonner-toast]").getByText(text).first().waitFor()
  }

  /** Does something with a computer that is so many times slower than this one. */
  async onSlowComputer(times: number, deed: () => Promise<void>): Promise<void> {
    const devtools = await this.context.newCDPSession(this.page)
    await devtools.send("Emulation.setCPUThrottlingRate", { rate: times })
    await deed()
    await devtools.detach()
  }

  /**
   * Keeps a picture of the screen, and looks for what would keep people from using our part of it.
   *
   * @param part the page's own part unless given
   */
  async look(name: string, part: Locator = this.main): Promise<void> {
    await this.showWhole()
    await this.page.screenshot({ path: picture(name) })
    await this.page.setViewportSize(SCREEN)
    await this.page.evaluate(AXE)
    const { violations } = await part.evaluate(
      (element, { rules, exclude }) =>
        (globalThis as unknown as WithAxe).axe.run({ include: element, exclude }, rules),
      { rules: RULES, exclude: MEDUSAS }
    )
    for (const { id, help, impact, nodes } of violations) {
      if (SERIOUS.includes(impact ?? "")) {
        this.complaints.add(`${name}: ${id}: ${help}: ${nodes.map(({ html }) => html).join(" ")}`)
      }
    }
    const isTooWide = await this.page.evaluate<boolean>(
      "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )
    if (isTooWide) {
      this.complaints.add(`${name}: has to be scrolled sideways`)
    }
  }

  /** The page scrolls within Medusa's frame: the screen grows until all of it is to be seen. */
  private async showWhole(): Promise<void> {
    if ((await this.drawer.count()) > 0) {
      return
    }
    const hidden = await this.main.evaluate(({ scrollHeight, clientHeight }) =>
      Math.max(0, scrollHeight - clientHeight)
    )
    await this.page.setViewportSize({ ...SCREEN, height: SCREEN.height + hidden })
  }

  /** Closes the browser, with a picture of how it ended, for tests that fail. */
  async leave(): Promise<void> {
    if (this.#hasLeft) {
      return
    }
    this.#hasLeft = true
    const { currentTestName = "" } = expect.getState()
    const name = currentTestName.trim().replace(/\W+/g, "-").slice(0, LONGEST_NAME)
    await this.page.screenshot({ path: picture(`end-admin-${name}`) })
    await this.context.close()
  }
}

function picture(name: string): string {
  return path.join(process.env.SCREENSHOTS ?? ".", `${name}.png`)
}
