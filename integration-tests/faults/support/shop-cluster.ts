import { randomUUID } from "node:crypto"
import { setTimeout as wait } from "node:timers/promises"
import { Pool } from "@medusajs/framework/pg"
import axios, { type AxiosInstance } from "axios"
import { createSandbox, type Sandbox } from "../../../sandbox/src"
import { type StoreCart, StoreClient, type StoreSession } from "../../support/store-client"
import { Balancer } from "./balancer"
import {
  type CartBooks,
  complaintsAbout,
  readBooks,
  readOpenEvents,
  readStrayOrders,
} from "./books"
import { createDatabase, databaseUrl, dropDatabase } from "../../support/databases"
import { MedusaProcess, type MedusaSettings, type WorkerMode } from "../../support/medusa-process"
import { emptyRedis } from "./redis"
import { seededShop, TEMPLATE } from "./template"
import type { WayToPay } from "./ways-to-pay"

const POLL_MS = 200
/** Of what the processes said, in failures. */
const SHOWN = 6_000

/** A cart that waits for its shopper to choose a way to pay. */
export interface FilledCart extends StoreCart {
  readonly way: WayToPay
  readonly email: string
  readonly collectionId: string
}

/** A cart with a payment session that waits to be paid. */
export interface Purchase {
  readonly way: WayToPay
  readonly cart: FilledCart
  readonly session: StoreSession
  /** The gateway's id of the payment. */
  readonly reference: string
  /** What is due, as the books say it. */
  readonly due: string
  /** By which rows of this purchase are known. */
  readonly marks: readonly string[]
}

export interface ClusterOptions {
  /** Names the database; unique in the test run. */
  readonly name: string
  readonly processes: readonly WorkerMode[]
  /** With Medusa's Redis modules. */
  readonly redis?: boolean
  /** Another shop than this project's. */
  readonly folder?: string
  /** What its processes run with besides. */
  readonly environment?: Readonly<Record<string, string>>
}

/** Real Medusa processes with one database, one public address, and the sandbox as all gateways. */
export class ShopCluster {
  readonly processes: MedusaProcess[] = []
  private constructor(
    readonly options: ClusterOptions,
    readonly sandbox: Sandbox,
    readonly door: Balancer,
    readonly database: Pool,
    readonly store: StoreClient,
    /** The Admin API, for staff. */
    readonly staff: AxiosInstance,
    private readonly settings: MedusaSettings
  ) {}

  static async open(options: ClusterOptions): Promise<ShopCluster> {
    const name = `faults_${options.name}`
    await createDatabase(name, TEMPLATE)
    const sandbox = await createSandbox({ webhookTimeoutMs: 60_000 })
    const door = new Balancer()
    const url = await door.open()
    const database = new Pool({ connectionString: databaseUrl(name), max: 4 })
    // Told of idle connections that are cut when the database is dropped; queries throw theirs.
    database.on("error", () => undefined)
    const { secretKey, ...seeded } = seededShop()
    const settings = {
      folder: options.folder,
      environment: {
        DATABASE_URL: databaseUrl(name),
        SANDBOX_URL: sandbox.url,
        BACKEND_URL: url,
        ...(options.redis && { REDIS_URL: await emptyRedis() }),
        ...options.environment,
      },
    }
    const cluster = new ShopCluster(
      options,
      sandbox,
      door,
      database,
      new StoreClient(axios.create({ baseURL: url }), seeded),
      axios.create({
        baseURL: url,
        auth: { username: secretKey, password: "" },
        validateStatus: () => true,
      }),
      settings
    )
    cluster.registerWebhooks()
    try {
      await Promise.all(options.processes.map((mode) => cluster.start(mode)))
    } catch (error) {
      await cluster.close()
      throw error
    }
    return cluster
  }

  private async start(mode: WorkerMode): Promise<void> {
    const name = `${this.options.name}-${mode}-${this.processes.length}`
    const medusa = await MedusaProcess.start(name, mode, this.settings)
    this.processes.push(medusa)
    this.lead()
  }

  /** Leads shoppers and gateways to some of the processes only; to all that are up if left out. */
  lead(targets: readonly MedusaProcess[] = this.processes): void {
    const up = targets.filter(({ isRunning, mode }) => isRunning && mode !== "worker")
    this.door.leadTo(up.map(({ url }) => url))
  }

  /** kill -9. */
  async kill(medusa: MedusaProcess): Promise<void> {
    await medusa.kill()
    this.lead()
  }

  async restart(medusa: MedusaProcess): Promise<void> {
    await medusa.boot()
    this.lead()
  }

  /** A shopper fills a cart and chooses a way to pay. */
  async buy(way: WayToPay): Promise<Purchase> {
    return this.choose(await this.fillCart(way))
  }

  async fillCart(way: WayToPay): Promise<FilledCart> {
    const email = `shopper-${randomUUID()}@example.com`
    const cart = await this.store.createCart(way.currency, 1, { email })
    const { data } = await this.store.post<{ payment_collection: { id: string } }>(
      "/store/payment-collections",
      { cart_id: cart.id }
    )
    return { ...cart, way, email, collectionId: data.payment_collection.id }
  }

  /** Chooses a way to pay a cart. */
  async choose(cart: FilledCart): Promise<Purchase> {
    const { way, email, collectionId } = cart
    const { data, status } = await this.store.startPayment(cart, way.providerId, way.data)
    const session = data.payment_collection?.payment_sessions?.[0]
    if (!session) {
      throw new Error(
        `No payment session (${status}): ${JSON.stringify(data)}\n${this.output().slice(-SHOWN)}`
      )
    }
    return {
      way,
      cart,
      session,
      reference: String(session.data.reference),
      due: String(session.amount),
      marks: [email, cart.id, session.id, collectionId],
    }
  }

  /** The same by a shopper who gets no answer: the process dies. */
  async chooseInVain(cart: FilledCart): Promise<void> {
    const { status } = await this.store.startPayment(cart, cart.way.providerId, cart.way.data)
    if (status < 500) {
      throw new Error(`The shopper was answered ${status}.`)
    }
  }

  /** The shopper pays at the gateway, which then sends its webhooks. */
  pay({ way, reference, session }: Purchase): void {
    way.pay(this.sandbox, reference, session)
  }

  /** Staff refunds a part, or all where the gateway cannot do less. */
  async refund({ way, session }: Purchase) {
    const { amount, fields } = way.refund ?? { amount: "" }
    const { rows } = await this.database.query<{ id: string }>(
      "SELECT id FROM payment_gateway_attempt WHERE session_id = $1",
      [session.id]
    )
    return this.staff.post<{ message?: string }>(
      `/admin/payment-gateways/attempts/${rows[0]?.id ?? ""}/refund`,
      { amount, fields, reason: "one item was broken" }
    )
  }

  /** Presses "Place order", as a storefront does when the shopper is back. */
  complete({ cart }: Purchase) {
    return this.store.post<{ type?: string; order?: { id: string } }>(
      `/store/carts/${cart.id}/complete`
    )
  }

  books({ cart }: Purchase): Promise<CartBooks> {
    return readBooks(this.database, cart.id)
  }

  /** What is wrong with a purchase that was paid once: nothing when shop and gateway agree. */
  async complaints(purchase: Purchase): Promise<string[]> {
    return complaintsAbout(await this.books(purchase), purchase.due)
  }

  strayOrders(): Promise<string[]> {
    return readStrayOrders(this.database)
  }

  openEvents(): Promise<{ id: string; state: string }[]> {
    return readOpenEvents(this.database)
  }

  /** What the gateways were asked to give back. */
  refundCalls(): string[] {
    return this.sandbox.requests
      .list()
      .filter(({ method, path }) => method !== "GET" && /refund|void|cancel|reverse/i.test(path))
      .map(({ gateway, method, path }) => `${gateway} ${method} ${path}`)
  }

  /**
   * Waits until a purchase that was paid has exactly one order with exactly one capture.
   *
   * @returns milliseconds since `since`
   * @throws with what is wrong when it is not healed `patienceMs` after `since`
   */
  async healed(purchase: Purchase, since: number, patienceMs: number): Promise<number> {
    await this.until(since + patienceMs - Date.now(), async () => {
      const complaints = await this.complaints(purchase)
      if (complaints.length > 0) {
        const books = JSON.stringify(await this.books(purchase), null, 2)
        const { way, cart } = purchase
        throw new Error(`${way.name} ${cart.id}: ${complaints.join("; ")}\n${books}`)
      }
    })
    return Date.now() - since
  }

  /** Waits until `check` no longer throws: what other processes do tells nobody. */
  async until<Value>(patienceMs: number, check: () => Promise<Value>): Promise<Value> {
    const end = Date.now() + patienceMs
    for (;;) {
      try {
        return await check()
      } catch (error) {
        if (Date.now() > end) {
          throw new Error(`${String(error)}\n${this.output().slice(-SHOWN)}`)
        }
        await wait(POLL_MS)
      }
    }
  }

  /** Everything the processes said lately, for failures. */
  output(): string {
    return this.processes.map(({ name, output }) => `--- ${name}\n${output}`).join("\n")
  }

  async close(): Promise<void> {
    await Promise.all(this.processes.map((medusa) => medusa.kill()))
    await this.sandbox.close()
    await this.door.close()
    await this.database.end()
    await dropDatabase(`faults_${this.options.name}`)
  }

  /** What is set in the gateways' dashboards; the others take the address with each payment. */
  private registerWebhooks(): void {
    const hook = (provider: string) => `${this.door.url}/hooks/payment-gateways/${provider}`
    this.sandbox.streampay.setWebhookUrl(hook("streampay_streampay"))
    this.sandbox.corefy.setWebhookUrl(hook("corefy_destream"))
    this.sandbox.streamCrypto.setWebhookUrl(hook("stream-crypto_stream-crypto"))
    this.sandbox.xgateway.setWebhookUrl(hook("xgateway_invoice"))
  }
}

/** A promise that is awaited later; until then its failure ends nothing. */
export function watched<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}
