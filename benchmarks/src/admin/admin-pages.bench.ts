import { writeFileSync } from "node:fs"
import type { Page, Request } from "playwright-core"
import { describeAdminShop } from "../../../integration-tests/browser/support/admin-shop"
import type { Staff } from "../../../integration-tests/browser/support/staff"
import { COREFY } from "../../../integration-tests/support/money-ways"
import { manyAttempts } from "../../../src/modules/payment-gateways/__tests__/support/many-attempts"
import { quantile } from "../statistics"

const PAYMENTS = 200_000
/** A page of core's list. */
const ORDERS = 20
const ROUNDS = 15
const WARM_UP_ROUNDS = 3

/** A page of the admin, and what is there once it is loaded. */
interface MeasuredPage {
  readonly name: string
  readonly address: string
  readonly loaded: string
}

interface Sample {
  readonly page: number
  readonly request: number
}

jest.setTimeout(30 * 60_000)

describeAdminShop((shop) => {
  it(`loads pages beside core's, with ${PAYMENTS} payments`, async () => {
    const { payment, orderId } = await shop().paidOrder(COREFY)
    for (let order = 1; order < ORDERS; order += 1) {
      await shop().paidOrder(COREFY)
    }
    for (const statement of manyAttempts(PAYMENTS)) {
      await shop().sql(statement)
    }
    const { id } = await shop().attemptOf(payment.session.id)
    const pages: readonly MeasuredPage[] = [
      { name: "core: orders", address: "/orders", loaded: "tbody tr" },
      { name: "core: products", address: "/products", loaded: "tbody tr" },
      { name: "payments", address: "/payment-gateways", loaded: "tbody tr" },
      { name: "webhooks", address: "/payment-gateways/events", loaded: "tbody tr" },
      { name: "a payment", address: `/payment-gateways/${id}`, loaded: "main ol time" },
      { name: "statistics", address: "/payment-gateways/dashboard", loaded: ".recharts-surface" },
      { name: "settings", address: "/settings/payment-gateways", loaded: "[data-gateway]" },
      {
        name: "core: an order, with the card",
        address: `/orders/${orderId}`,
        loaded: "main ol time",
      },
    ]
    const staff = await shop().signIn()
    // Core's list has flags from elsewhere, which a machine without the internet cannot load.
    staff.complaints.expects(/flag-icons/)
    const samples = new Map(pages.map(({ name }) => [name, [] as Sample[]]))
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round += 1) {
      for (const page of pages) {
        const sample = await load(staff, page)
        if (round >= WARM_UP_ROUNDS) {
          samples.get(page.name)?.push(sample)
        }
      }
    }
    const results = pages.map(({ name }) => {
      const taken = samples.get(name) ?? []
      return {
        name,
        page: quantile(
          taken.map((sample) => sample.page),
          0.5
        ),
        request: quantile(
          taken.map((sample) => sample.request),
          0.5
        ),
      }
    })
    writeFileSync(process.env.BENCHMARK_RESULTS ?? "admin-pages.json", JSON.stringify(results))
    expect(results.every(({ page }) => page > 0)).toBe(true)
  })
})

/** Opens a page anew; times in ms. */
async function load(staff: Staff, { address, loaded }: MeasuredPage): Promise<Sample> {
  const requests: Request[] = []
  const keep = (request: Request) => requests.push(request)
  staff.page.on("requestfinished", keep)
  const begun = performance.now()
  await staff.open(address)
  await staff.page.locator(loaded).first().waitFor()
  const page = performance.now() - begun
  await settled(staff.page)
  staff.page.off("requestfinished", keep)
  const own = requests.filter((request) =>
    /\/admin\/(orders|products|payment-gateways)/.test(request.url())
  )
  return { page, request: Math.max(0, ...own.map((request) => request.timing().responseEnd)) }
}

/** What a page still asks for must not be in the way of the next. */
async function settled(page: Page): Promise<void> {
  await page.waitForLoadState("networkidle")
}
