import { setTimeout as wait } from "node:timers/promises"
import { quantile, summarize, type Summary } from "../statistics"
import { OrderWatch } from "./order-watch"
import { type OpenPayment, Shopper } from "./shopper"
import type { PayingGateways } from "./paying-gateways"
import { ShopProcess, type ShopSettings } from "./shop-process"
import { streamPayWebhook, stripeWebhook } from "./signed-webhooks"

/** Milliseconds from the webhook to an order with its captured payment. */
export interface CapturedOrderResult {
  /** Our receiver. */
  readonly ours: Summary
  /** Core's route, with Medusa's Stripe provider. */
  readonly core: Summary
  /** Medusa's own workflow called in the shop's process, for a payment of ours. */
  readonly byHand: Summary
  /** Medians: how many times sooner ours is than core's. */
  readonly timesSooner: number
  /** Medians: ours by the workflow called by hand. */
  readonly ratioToByHand: number
}

export interface CapturedOrderPlan {
  readonly rounds: number
  readonly paymentsPerRound: number
}

const OURS = "pp_streampay_streampay"
const STRIPE = "pp_stripe_stripe"
const WARM_UP_ROUNDS = 1
/** Core's webhooks wait together: so far apart, in orders' times, that no order waits for another. */
const CORE_SPACING = 2

/** Pays orders in three ways in turns, each as soon as the one before is there. */
export async function measureCapturedOrders(
  settings: ShopSettings,
  gateways: PayingGateways,
  plan: CapturedOrderPlan
): Promise<CapturedOrderResult> {
  const shop = await ShopProcess.start(settings, "shared")
  const watch = await OrderWatch.start(settings.databaseUrl)
  try {
    const run = new Run(shop, gateways, watch, await Shopper.inNewShop(shop))
    const times = { ours: [] as number[], core: [] as number[], byHand: [] as number[] }
    for (let round = -WARM_UP_ROUNDS; round < plan.rounds; round += 1) {
      const ours = await run.oneByOne(plan.paymentsPerRound, (payment) => run.byWebhook(payment))
      const byHand = await run.oneByOne(plan.paymentsPerRound, (payment) => run.byHand(payment))
      const spacingMs = CORE_SPACING * quantile(byHand, 0.5)
      const core = await run.byCore(plan.paymentsPerRound, spacingMs)
      if (round >= 0) {
        times.ours.push(...ours)
        times.byHand.push(...byHand)
        times.core.push(...core)
      }
    }
    return capturedOrderResult(times)
  } finally {
    await watch.stop()
    await shop.stop()
  }
}

/** Milliseconds of single payments, made one figure. */
export function capturedOrderResult(
  times: Readonly<Record<"ours" | "core" | "byHand", readonly number[]>>
): CapturedOrderResult {
  const [ours, core, byHand] = [times.ours, times.core, times.byHand].map(summarize) as [
    Summary,
    Summary,
    Summary,
  ]
  return {
    ours,
    core,
    byHand,
    timesSooner: core.median / ours.median,
    ratioToByHand: ours.median / byHand.median,
  }
}

class Run {
  constructor(
    private readonly shop: ShopProcess,
    private readonly gateways: PayingGateways,
    private readonly watch: OrderWatch,
    private readonly shopper: Shopper
  ) {}

  async oneByOne(
    count: number,
    settle: (payment: OpenPayment) => Promise<number>
  ): Promise<number[]> {
    const payments = await this.paid(count, OURS)
    const times: number[] = []
    for (const payment of payments) {
      times.push(await settle(payment))
    }
    return times
  }

  async byWebhook({ cartId, sessionId, reference }: OpenPayment): Promise<number> {
    const order = this.watch.orderOf(cartId)
    const { headers, body } = streamPayWebhook({ sessionId, reference })
    const start = performance.now()
    await this.send("/hooks/payment-gateways/streampay_streampay", headers, body)
    return (await order) - start
  }

  async byHand({ cartId, sessionId, amount }: OpenPayment): Promise<number> {
    const order = this.watch.orderOf(cartId)
    const { startedAt } = await this.shop.post<{ startedAt: number }>("/benchmark/settle", {
      session_id: sessionId,
      amount,
    })
    return performance.timeOrigin + (await order) - startedAt
  }

  async byCore(count: number, spacingMs: number): Promise<number[]> {
    const payments = await this.paid(count, STRIPE)
    const waiting: Promise<number>[] = []
    for (const { cartId, sessionId, reference } of payments) {
      const order = this.watch.orderOf(cartId)
      const { headers, body } = stripeWebhook(0, { sessionId, reference })
      const start = performance.now()
      await this.send("/hooks/payment/stripe_stripe", headers, body)
      waiting.push(order.then((end) => end - start))
      await wait(spacingMs)
    }
    return Promise.all(waiting)
  }

  private async paid(count: number, provider: string): Promise<OpenPayment[]> {
    const payments: OpenPayment[] = []
    for (let index = 0; index < count; index += 1) {
      const payment = await this.shopper.startPayment(provider)
      await this.gateways.pay(payment.reference)
      payments.push(payment)
    }
    return payments
  }

  private async send(
    path: string,
    headers: Readonly<Record<string, string>>,
    body: string
  ): Promise<void> {
    const answer = await fetch(`${this.shop.url}${path}`, { method: "POST", headers, body })
    await answer.arrayBuffer()
    if (answer.status !== 200) {
      throw new Error(`${path} answered ${answer.status}.`)
    }
  }
}
