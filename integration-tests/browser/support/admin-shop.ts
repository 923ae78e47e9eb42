import type { MedusaContainer } from "@medusajs/framework/types"
import type { AxiosInstance } from "axios"
import { type Browser, chromium } from "playwright-core"
import { seedAdminUser } from "../../../demo/src/seed/admin-user"
import { createSandbox, type Sandbox } from "../../../sandbox/src"
import { announceSandbox } from "../../support/announce-sandbox"
import { runMedusaShop } from "../../support/run-medusa-shop"
import { ExceptionShop, type OpenPayment } from "../../support/exception-shop"
import { PROVIDERS, registerWebhooks } from "../../support/gateway-shop"
import type { MoneyWay } from "../../support/money-ways"
import { seedShop, type SeededShop } from "../../support/seed-shop"
import { AdminDoor } from "./admin-door"
import { Staff, type StaffSettings } from "./staff"

/** What is offered where, as a merchant of sound mind has it. */
const DOLLARS = [
  PROVIDERS.corefy,
  PROVIDERS.streamPage,
  PROVIDERS.streamManual,
  PROVIDERS.channel,
  PROVIDERS.invoice,
  "pp_system_default",
]
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  sar: [PROVIDERS.streampay],
  kwd: [PROVIDERS.streampay, "pp_system_default"],
  aed: [PROVIDERS.streampay],
  usd: DOLLARS,
  eur: [PROVIDERS.corefy],
  brl: [PROVIDERS.directa24],
  clp: [PROVIDERS.directa24, "pp_system_default"],
}

/** A shop with its admin and a browser, for one test. */
export class AdminShop extends ExceptionShop {
  /** Everybody who came; they are seen off after the test. */
  readonly people: Staff[] = []

  constructor(
    private readonly browser: Browser,
    override readonly door: AdminDoor,
    api: AxiosInstance,
    container: MedusaContainer,
    sandbox: Sandbox,
    seeded: SeededShop
  ) {
    super(api, container, sandbox, seeded, door)
  }

  /** Somebody who has signed in. */
  async signIn(settings: StaffSettings = {}): Promise<Staff> {
    const staff = await Staff.come(this.browser, this.door.url, settings)
    this.people.push(staff)
    return staff
  }

  /** A payment of all that is asked, and its order. */
  async paidOrder(way: MoneyWay): Promise<{ payment: OpenPayment; orderId: string }> {
    const payment = await this.open(way)
    this.send(payment)
    const { orderId } = await this.heard(payment)
    return { payment, orderId: orderId ?? "" }
  }
}

/**
 * Runs tests of the admin in a real browser, against a real Medusa, with the sandbox as all
 * gateways.
 *
 * @param env variables of the shop's process
 */
export function describeAdminShop(
  suite: (shop: () => AdminShop) => void,
  env: Record<string, string> = {}
): void {
  let sandbox: Sandbox
  let browser: Browser
  const door = new AdminDoor(process.env.BROWSER_ADMIN ?? "")

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM,
      args: ["--no-sandbox", "--font-render-hinting=none"],
    })
    sandbox = await createSandbox({})
    announceSandbox(sandbox, {
      backendUrl: await door.open(),
      storefrontUrl: "http://localhost:8000",
    })
  })

  afterAll(async () => {
    await browser.close()
    await sandbox.close()
    await door.close()
  })

  runMedusaShop({
    env,
    testSuite: ({ api, getContainer }) => {
      let seeded: SeededShop
      let shop: AdminShop

      beforeAll(async () => {
        seeded = await seedShop(getContainer(), (currency) => OFFERED[currency] ?? [])
        await seedAdminUser(getContainer())
      })

      beforeEach(() => {
        sandbox.reset()
        door.mischief = undefined
        door.leadTo(String(api.defaults.baseURL))
        registerWebhooks(sandbox, door.url)
        shop = new AdminShop(browser, door, api as AxiosInstance, getContainer(), sandbox, seeded)
      })

      afterEach(async () => {
        // Whoever still looks would meet the next test's database.
        await Promise.all(shop.people.map((staff) => staff.leave()))
        await shop.webhooksProcessed()
        expect(shop.people.flatMap(({ complaints }) => complaints.list)).toEqual([])
      })

      suite(() => shop)
    },
  })
}
