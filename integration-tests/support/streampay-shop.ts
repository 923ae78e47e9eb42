import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import type { AxiosInstance } from "axios"
import { createSandbox, type Sandbox } from "../../sandbox/src"
import type { PaymentGatewaysModuleService } from "../../src/modules/payment-gateways/service"
import { eventually } from "./eventually"
import { seedShop, type SeededShop } from "./seed-shop"
import { StoreClient, type StoreSession } from "./store-client"

export const PROVIDER = "pp_streampay_streampay"
export const HOOK = "/hooks/payment-gateways/streampay_streampay"

/** An order with what Medusa books on it. */
export interface OrderBooks {
  readonly id: string
  readonly status: string
  readonly total: number
  readonly payment_collections: {
    readonly status: string
    readonly captured_amount: number | null
    readonly refunded_amount: number | null
    readonly payments: {
      readonly id: string
      readonly captured_at: string | null
      readonly captures: { readonly amount: number }[]
      readonly refunds: { readonly amount: number }[]
    }[]
  }[]
  readonly transactions: { readonly amount: number; readonly reference: string }[]
}

/** A running shop with StreamPay, for one test. */
export class StreamPayShop {
  readonly store: StoreClient

  constructor(
    readonly api: AxiosInstance,
    readonly container: MedusaContainer,
    readonly sandbox: Sandbox,
    readonly seeded: SeededShop
  ) {
    this.store = new StoreClient(api, seeded)
  }

  get ledger(): PaymentGatewaysModuleService {
    return this.container.resolve("payment_gateways")
  }

  get payments(): IPaymentModuleService {
    return this.container.resolve(Modules.PAYMENT)
  }

  /** A cart with a payment session, and the link that was made for it. */
  async checkout(currency = "sar", data?: Record<string, unknown>) {
    const cart = await this.store.createCart(currency)
    const answer = await this.store.startPayment(cart, PROVIDER, data)
    const session = answer.data.payment_collection.payment_sessions[0] as StoreSession
    return { cart, session, linkId: String(session.data.reference) }
  }

  async status(sessionId: string): Promise<Record<string, unknown>> {
    const { data } = await this.store.get<Record<string, unknown>>(
      `/store/payment-gateways/sessions/${sessionId}`
    )
    return data
  }

  /** All orders with their books. */
  async orders(): Promise<OrderBooks[]> {
    const query = this.container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = await query.graph({
      entity: "order",
      fields: [
        "id",
        "status",
        "total",
        "transactions.*",
        "payment_collections.*",
        "payment_collections.payments.*",
        "payment_collections.payments.captures.*",
        "payment_collections.payments.refunds.*",
      ],
    })
    // Amounts are Medusa's own number objects; the API shows them as plain numbers.
    return JSON.parse(JSON.stringify(data)) as OrderBooks[]
  }

  /** The one order of the shop, once it is paid; Medusa makes the order before its payment. */
  async theOrder(): Promise<OrderBooks> {
    return eventually(async () => {
      const [order, ...others] = await this.orders()
      expect(others).toEqual([])
      expect(order?.payment_collections[0]?.payments[0]?.captures).toHaveLength(1)
      expect(order?.transactions.length).toBeGreaterThan(0)
      return order as OrderBooks
    })
  }

  /** Waits until every stored webhook has had its effect. */
  async webhooksProcessed(): Promise<void> {
    await this.sandbox.webhooks.settled()
    await eventually(async () => {
      const waiting = await this.ledger.listPaymentGatewayWebhookEvents({ state: "waiting" })
      expect(waiting.filter((event) => event.tries === 0 || event.lease_until)).toEqual([])
    })
  }

  async timelineOf(sessionId: string): Promise<string[]> {
    const attempt = await this.ledger.attempts.findBySession(sessionId)
    const entries = await this.ledger.listPaymentGatewayTimelineEntries(
      { attempt_id: attempt?.id },
      { order: { created_at: "ASC" } }
    )
    return entries.map((entry) => entry.type)
  }
}

/**
 * Runs tests against a real Medusa on a real Postgres, with the sandbox as StreamPay.
 *
 * @param suite gets a function that gives the shop of the running test
 */
export function describeStreamPayShop(suite: (shop: () => StreamPayShop) => void): void {
  let sandbox: Sandbox

  beforeAll(async () => {
    sandbox = await createSandbox({})
    process.env.SANDBOX_URL = sandbox.url
    process.env.BACKEND_URL = "http://localhost:9000"
    process.env.STOREFRONT_URL = "http://localhost:8000"
    process.env.STREAMPAY_API_KEY = sandbox.streampay.apiKey
    process.env.STREAMPAY_API_SECRET = sandbox.streampay.apiSecret
    process.env.STREAMPAY_WEBHOOK_SECRET = sandbox.streampay.webhookSecret
  })

  afterAll(async () => {
    await sandbox.close()
  })

  medusaIntegrationTestRunner({
    testSuite: ({ api, getContainer }) => {
      let seeded: SeededShop
      let shop: StreamPayShop

      beforeAll(async () => {
        seeded = await seedShop(getContainer(), [PROVIDER, "pp_system_default"])
      })

      beforeEach(() => {
        sandbox.reset()
        sandbox.streampay.setWebhookUrl(`${String(api.defaults.baseURL)}${HOOK}`)
        shop = new StreamPayShop(api as AxiosInstance, getContainer(), sandbox, seeded)
      })

      // A webhook that is still under way would meet the next test's database.
      afterEach(async () => {
        await shop.webhooksProcessed()
      })

      suite(() => shop)
    },
  })
}
