import type { IPaymentProvider } from "@medusajs/framework/types"
import { MedusaError } from "@medusajs/framework/utils"
import { type Contender, OURS, THEIRS } from "./contenders"
import type { FakeGateways } from "./gateways/fake-gateways"
import type { Shop } from "./shop"
import { coveredTime } from "./statistics"

export type Operation = "create" | "status" | "authorize"

/** Milliseconds of one call, without the time in which a gateway held its requests. */
export interface Overhead {
  /** Of the provider's own method. */
  readonly provider: number
  /** Of the payment module's method around it; the provider's where there is none. */
  readonly module: number
}

/** All calls of one contender, in blocks; blocks of the same index ran one after the other. */
export type Measurements = Readonly<Record<Operation, readonly (readonly Overhead[])[]>>

export interface Plan {
  readonly blocks: number
  /** Payments per block and contender. */
  readonly callsPerBlock: number
  /** Blocks that run first and are not counted. */
  readonly warmUpBlocks: number
}

const AMOUNT = { amount: 1234.56, currency_code: "sar" }

/**
 * Creates and reads payments with both providers in Medusa's payment module, in alternating
 * blocks, one call at a time.
 */
export async function measureProviderOverhead(
  shop: Shop,
  gateways: FakeGateways,
  plan: Plan
): Promise<Record<Contender["name"], Measurements>> {
  const runs = {
    ours: new ContenderRun(OURS, shop, gateways),
    stripe: new ContenderRun(THEIRS, shop, gateways),
  }
  for (let block = -plan.warmUpBlocks; block < plan.blocks; block += 1) {
    const order = block % 2 === 0 ? [runs.ours, runs.stripe] : [runs.stripe, runs.ours]
    for (const run of order) {
      await run.runBlock(plan.callsPerBlock, block >= 0)
    }
  }
  return { ours: runs.ours.measurements, stripe: runs.stripe.measurements }
}

class ContenderRun {
  readonly measurements: Record<Operation, Overhead[][]> = { create: [], status: [], authorize: [] }
  readonly #provider: IPaymentProvider

  constructor(
    private readonly contender: Contender,
    private readonly shop: Shop,
    private readonly gateways: FakeGateways
  ) {
    this.#provider = shop.provider(contender.providerId)
  }

  async runBlock(calls: number, isCounted: boolean): Promise<void> {
    const { payments } = this.shop
    const { gatewayCalls, providerId } = this.contender
    const collection = await payments.createPaymentCollections(AMOUNT)
    const sessions: { id: string; data: Record<string, unknown> }[] = []

    const create = await this.#measure("initiatePayment", calls, gatewayCalls.create, async () => {
      const session = await payments.createPaymentSession(collection.id, {
        provider_id: providerId,
        ...AMOUNT,
        data: {},
      })
      sessions.push({ id: session.id, data: session.data })
    })
    const status = await this.#measure(
      "getPaymentStatus",
      calls,
      gatewayCalls.read,
      async (index) => {
        await this.#provider.getPaymentStatus({ data: sessions[index]?.data })
      }
    )
    const authorize = await this.#measure(
      "authorizePayment",
      calls,
      gatewayCalls.read,
      async (index) => {
        await authorizeUnpaid(payments, sessions[index]?.id ?? "")
      }
    )
    if (isCounted) {
      this.measurements.create.push(create)
      this.measurements.status.push(status)
      this.measurements.authorize.push(authorize)
    }
  }

  async #measure(
    method: "initiatePayment" | "getPaymentStatus" | "authorizePayment",
    calls: number,
    gatewayCalls: number,
    call: (index: number) => Promise<void>
  ): Promise<Overhead[]> {
    const inProvider = timeMethod(this.#provider, method)
    const inModule: number[] = []
    await this.gateways.takeHeldRequests()
    for (let index = 0; index < calls; index += 1) {
      const start = performance.now()
      await call(index)
      inModule.push(performance.now() - start)
    }
    inProvider.stop()
    const requests = await this.gateways.takeHeldRequests()
    if (requests.length !== calls * gatewayCalls || inProvider.times.length !== calls) {
      throw new Error(
        `${this.contender.title}: ${calls} calls of ${method} made ${requests.length} requests.`
      )
    }
    return inProvider.times.map((time, index) => {
      const held = coveredTime(requests.slice(index * gatewayCalls, (index + 1) * gatewayCalls))
      return { provider: time - held, module: (inModule[index] ?? time) - held }
    })
  }
}

/** Medusa refuses a payment that is not there yet, after it asked the provider and kept the answer. */
async function authorizeUnpaid(payments: Shop["payments"], sessionId: string): Promise<void> {
  try {
    await payments.authorizePaymentSession(sessionId, {})
  } catch (error) {
    if (!MedusaError.isMedusaError(error) || error.type !== MedusaError.Types.NOT_ALLOWED) {
      throw error
    }
    return
  }
  throw new Error(`The payment session ${sessionId} was authorized though nobody has paid.`)
}

type Methods = Record<string, (input: unknown) => Promise<unknown>>

/** Times every call of a method, whoever makes it, until it is stopped. */
function timeMethod(provider: IPaymentProvider, name: string) {
  const methods = provider as unknown as Methods
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
  return {
    times,
    stop() {
      Reflect.deleteProperty(methods, name)
    },
  }
}
