import type { IPaymentProvider } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { type Contender, OURS, THEIRS } from "./contenders"
import { type BareCalls, bareCalls } from "./gateways/bare-calls"
import type { FakeGateways } from "./gateways/fake-gateways"
import type { Shop } from "./shop"
import { coveredTime } from "./statistics"

export const OPERATIONS = ["create", "status", "authorize"] as const

/** Creating a payment; asking its provider for its status; asking Medusa to authorize it. */
export type Operation = (typeof OPERATIONS)[number]

/** Milliseconds of one call, without the time in which the gateway held its requests. */
export interface Overhead {
  /** Of the provider's method. */
  readonly provider: number
  /** Of the payment module's method around it; where there is none, of the provider's. */
  readonly module: number
}

/** Milliseconds beside the gateway's own, by block; same index: run one right after the other. */
export interface Measurements {
  readonly operations: Readonly<Record<Operation, Overhead[][]>>
  /** The same requests without any provider. */
  readonly bare: { readonly create: number[][]; readonly read: number[][] }
}

export interface Plan {
  readonly blocks: number
  /** Payments of one block. */
  readonly callsPerBlock: number
  /** Blocks that are run first and not counted. */
  readonly warmUpBlocks: number
}

const AMOUNT = { amount: 1234.56, currency_code: "sar" }

/**
 * Creates and reads unpaid payments with both providers in Medusa's payment module, in alternating
 * blocks, one call at a time.
 */
export async function measureProviderOverhead(
  shop: Shop,
  gateways: FakeGateways,
  plan: Plan
): Promise<Readonly<Record<Contender["name"], Measurements>>> {
  const bare = bareCalls(gateways.url)
  const ours = new ContenderRun(OURS, shop, gateways, bare.ours)
  const stripe = new ContenderRun(THEIRS, shop, gateways, bare.stripe)
  for (let block = -plan.warmUpBlocks; block < plan.blocks; block += 1) {
    for (const run of block % 2 === 0 ? [ours, stripe] : [stripe, ours]) {
      await run.runBlock(plan.callsPerBlock, block >= 0)
    }
  }
  return { ours: ours.measurements, stripe: stripe.measurements }
}

class ContenderRun {
  readonly measurements: Measurements = {
    operations: { create: [], status: [], authorize: [] },
    bare: { create: [], read: [] },
  }
  readonly #provider: IPaymentProvider

  constructor(
    private readonly contender: Contender,
    private readonly shop: Shop,
    private readonly gateways: FakeGateways,
    private readonly bareCalls: BareCalls
  ) {
    this.#provider = shop.provider(contender.providerId)
  }

  async runBlock(calls: number, isCounted: boolean): Promise<void> {
    const { payments } = this.shop
    const collection = await payments.createPaymentCollections(AMOUNT)
    const sessions: { id: string; data: Record<string, unknown> }[] = []
    const session = (index: number) => {
      const found = sessions[index]
      if (!found) {
        throw new Error(`The payment session ${index} was not created.`)
      }
      return found
    }

    const create = await this.#measure("initiatePayment", calls, async () => {
      const request = { provider_id: this.contender.providerId, ...AMOUNT, data: {} }
      const { id, data } = await payments.createPaymentSession(collection.id, request)
      sessions.push({ id, data })
    })
    const status = await this.#measure("getPaymentStatus", calls, async (index) => {
      await this.#provider.getPaymentStatus({ data: session(index).data })
    })
    const authorize = await this.#measure("authorizePayment", calls, async (index) => {
      await authorizeUnpaid(payments, session(index).id)
    })
    const bareCreate = await this.#withoutGatewayTime(calls, () => this.bareCalls.create())
    const bareRead = await this.#withoutGatewayTime(calls, () => this.bareCalls.read())
    if (isCounted) {
      const { operations, bare } = this.measurements
      operations.create.push(create)
      operations.status.push(status)
      operations.authorize.push(authorize)
      bare.create.push(bareCreate.map(({ wall, held }) => wall - held))
      bare.read.push(bareRead.map(({ wall, held }) => wall - held))
    }
  }

  async #measure(
    method: "initiatePayment" | "getPaymentStatus" | "authorizePayment",
    calls: number,
    call: (index: number) => Promise<void>
  ): Promise<Overhead[]> {
    const stopwatch = timeMethod(this.#provider, method)
    const measured = await this.#withoutGatewayTime(calls, call)
    stopwatch.stop()
    return measured.map(({ wall, held }, index) => {
      const inProvider = stopwatch.times[index]
      if (inProvider === undefined || stopwatch.times.length !== calls) {
        throw new Error(`${calls} calls of ${method} took ${stopwatch.times.length} times.`)
      }
      return { provider: inProvider - held, module: wall - held }
    })
  }

  /** The whole time of each call, and how much of it the gateway held its requests. */
  async #withoutGatewayTime(calls: number, call: (index: number) => Promise<void>) {
    const { gatewayCalls, title } = this.contender
    const walls: number[] = []
    await this.gateways.takeHeldRequests()
    for (let index = 0; index < calls; index += 1) {
      const start = performance.now()
      await call(index)
      walls.push(performance.now() - start)
    }
    const requests = await this.gateways.takeHeldRequests()
    if (requests.length !== calls * gatewayCalls) {
      throw new Error(`${title}: ${calls} calls made ${requests.length} requests.`)
    }
    return walls.map((wall, index) => ({
      wall,
      held: coveredTime(requests.slice(index * gatewayCalls, (index + 1) * gatewayCalls)),
    }))
  }
}

/** Medusa asks the provider, keeps the answer, and refuses a payment that is not there yet. */
async function authorizeUnpaid(payments: Shop["payments"], sessionId: string): Promise<void> {
  try {
    await payments.authorizePaymentSession(sessionId, {})
  } catch (error) {
    if (MedusaError.isMedusaError(error) && error.type === MedusaError.Types.NOT_ALLOWED) {
      return
    }
    throw error
  }
  throw new Error(`The payment session ${sessionId} was authorized, though nobody has paid.`)
}

/** Times every call of a method, whoever makes it, until it is stopped. */
function timeMethod(provider: IPaymentProvider, name: string) {
  const methods = provider as unknown as Record<string, (input: unknown) => Promise<unknown>>
  const original = methods[name]?.bind(provider)
  const times: number[] = []
  methods[name] = async (input) => {
    const start = performance.now()
    try {
      return await original?.(input)
    } finally {
      times.push(performance.now() - start)
    }
  }
  return { times, stop: () => Reflect.deleteProperty(methods, name) }
}
