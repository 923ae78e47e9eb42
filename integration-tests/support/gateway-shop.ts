import { createApiKeysWorkflow } from "@medusajs/medusa/core-flows"
import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { AxiosInstance } from "axios"
import { createSandbox, type Sandbox } from "../../sandbox/src"
import type { Attempt } from "../../src/core/attempt"
import type { PaymentGatewaysModuleService } from "../../src/modules/payment-gateways/service"
import { reconcileAttempts } from "../../src/reconciliation/reconcile-attempts"
import { eventually } from "./eventually"
import { announceSandbox } from "./announce-sandbox"
import { runMedusaShop } from "./run-medusa-shop"
import { FrontDoor } from "./front-door"
import { seedShop, type SeededShop } from "./seed-shop"
import { type CartDetails, type StoreCart, StoreClient, type StoreSession } from "./store-client"

/** Every provider that `medusa-config.ts` lists. */
export const PROVIDERS = {
  streampay: "pp_streampay_streampay",
  corefy: "pp_corefy_destream",
  streamPage: "pp_stream-crypto_stream-crypto",
  streamManual: "pp_stream-crypto_manual",
  directa24: "pp_directa24_directa24",
  channel: "pp_xgateway_xgateway",
  invoice: "pp_xgateway_invoice",
} as const

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

/** A running shop with every gateway, for one test. */
export class GatewayShop {
  readonly store: StoreClient

  constructor(
    readonly api: AxiosInstance,
    readonly container: MedusaContainer,
    readonly sandbox: Sandbox,
    readonly seeded: SeededShop,
    /** The public address, where webhooks come in. */
    readonly door?: FrontDoor
  ) {
    this.store = new StoreClient(api, seeded)
  }

  get ledger(): PaymentGatewaysModuleService {
    return this.container.resolve("payment_gateways")
  }

  get payments(): IPaymentModuleService {
    return this.container.resolve(Modules.PAYMENT)
  }

  /** A cart with a payment session. */
  async pay(
    providerId: string,
    currency: string,
    options: { readonly data?: Record<string, unknown>; readonly cart?: CartDetails } = {}
  ): Promise<{ cart: StoreCart; session: StoreSession }> {
    const cart = await this.store.createCart(currency, 1, options.cart)
    const answer = await this.store.startPayment(cart, providerId, options.data)
    const sessions = answer.data.payment_collection?.payment_sessions ?? []
    const session = sessions.find((one) => one.provider_id === providerId)
    if (!session) {
      throw new Error(`no session: ${JSON.stringify(answer.data)}`)
    }
    return { cart, session }
  }

  /** The attempt of a session, as the ledger has it now. */
  async attemptOf(sessionId: string): Promise<Attempt> {
    const attempt = await this.ledger.attempts.findBySession(sessionId)
    if (!attempt) {
      throw new Error(`no attempt of session ${sessionId}`)
    }
    return attempt
  }

  /** Has the payment of a session looked at now, as the schedule does when its time has come. */
  async look(sessionId: string): Promise<Attempt> {
    // A look that is under way would say afterwards when to look again.
    await reconcileAttempts(this.container)
    // While others work on a payment, a look leaves it to them.
    await eventually(async () => {
      const held = await this.sql(
        "select id from payment_gateway_lease where expires_at > clock_timestamp()"
      )
      expect(held).toEqual([])
    })
    await this.sql("update payment_gateway_attempt set check_at = now() where session_id = ?", [
      sessionId,
    ])
    await reconcileAttempts(this.container)
    return this.attemptOf(sessionId)
  }

  /** Reads or writes the database past everything: what a killed process leaves, for one. */
  async sql<Row>(text: string, bindings: readonly (string | number)[] = []): Promise<Row[]> {
    const knex = this.container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const { rows } = (await knex.raw(text, [...bindings])) as { rows: Row[] }
    return rows
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

  /** The Admin API with a secret key. Answers of any status come back. */
  async asStaff() {
    const { result } = await createApiKeysWorkflow(this.container).run({
      input: { api_keys: [{ title: "Staff", type: "secret", created_by: "test" }] },
    })
    const settings = {
      auth: { username: result[0]?.token ?? "", password: "" },
      validateStatus: () => true,
    }
    return {
      get: <Body>(path: string) => this.api.get<Body>(path, settings),
      post: <Body>(path: string, body: unknown) => this.api.post<Body>(path, body, settings),
    }
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

/** What a shop is made of that tests have running. */
interface RunningShop {
  readonly api: AxiosInstance
  readonly container: MedusaContainer
  readonly sandbox: Sandbox
  readonly seeded: SeededShop
  readonly door: FrontDoor
}

/** The shop that several files have in common; known while their tests are described. */
let inCommon: (() => RunningShop) | undefined

/**
 * Runs tests against a real Medusa on a real Postgres, with the sandbox as all gateways.
 *
 * @param suite gets a function that gives the shop of the running test
 */
export function describeGatewayShop<Shop extends GatewayShop>(
  suite: (shop: () => Shop) => void,
  make: (...parts: ConstructorParameters<typeof GatewayShop>) => Shop
): void {
  withRunningShop((running) => {
    let shop: Shop

    beforeEach(() => {
      const { api, container, sandbox, seeded, door } = running()
      shop = make(api, container, sandbox, seeded, door)
    })

    // A webhook that is still under way would meet the next test's database.
    afterEach(async () => {
      await shop.webhooksProcessed()
    })

    suite(() => shop)
  })
}

/** Has all tests that are described meanwhile run in one shop. */
export function inOneShop(describeTests: () => void): void {
  withRunningShop((running) => {
    inCommon = running
    describeTests()
    inCommon = undefined
  })
}

function withRunningShop(tests: (running: () => RunningShop) => void): void {
  if (inCommon) {
    tests(inCommon)
    return
  }
  let sandbox: Sandbox
  const door = new FrontDoor()

  beforeAll(async () => {
    sandbox = await createSandbox({})
    announceSandbox(sandbox, {
      backendUrl: await door.open(),
      storefrontUrl: "http://localhost:8000",
    })
  })

  afterAll(async () => {
    await sandbox.close()
    await door.close()
  })

  runMedusaShop({
    testSuite: ({ api, getContainer }) => {
      let seeded: SeededShop

      beforeAll(async () => {
        seeded = await seedShop(getContainer(), [...Object.values(PROVIDERS), "pp_system_default"])
      })

      beforeEach(() => {
        sandbox.reset()
        door.leadTo(String(api.defaults.baseURL))
        registerWebhooks(sandbox, door.url)
      })

      tests(() => ({
        api: api as AxiosInstance,
        container: getContainer(),
        sandbox,
        seeded,
        door,
      }))
    },
  })
}

/** What is set in the gateways' dashboards; the others take the address with each payment. */
export function registerWebhooks(sandbox: Sandbox, url: string): void {
  const hook = (provider: string) => `${url}/hooks/payment-gateways/${provider}`
  sandbox.streampay.setWebhookUrl(hook("streampay_streampay"))
  sandbox.corefy.setWebhookUrl(hook("corefy_destream"))
  sandbox.streamCrypto.setWebhookUrl(hook("stream-crypto_stream-crypto"))
  sandbox.xgateway.setWebhookUrl(hook("xgateway_xgateway"))
}
