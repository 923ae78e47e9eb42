import type { CompiledPlugin } from "../compiled-plugin"
import { type BacklogResult, measureBacklog } from "./backlog-memory"
import {
  type CapturedOrderPlan,
  type CapturedOrderResult,
  measureCapturedOrders,
} from "./captured-orders"
import { type DueWorkPlan, type DueWorkResult, measureDueWork } from "./due-work"
import { type DuplicatesResult, measureDuplicates } from "./duplicates"
import { PayingGateways } from "./paying-gateways"
import { measureReceiver, type ReceiverPlan, type ReceiverResult } from "./receiver"
import { Senders } from "./senders"
import { layOutShop } from "./shop-folder"
import { migrateShop } from "./shop-process"

/** The parts that can be measured by themselves. */
export const WEBHOOK_PARTS = ["receiver", "duplicates", "orders", "due", "backlog"] as const

export type WebhookPart = (typeof WEBHOOK_PARTS)[number]

/** What was measured of webhooks; what was not chosen is absent. */
export interface WebhookResults {
  readonly receiver?: readonly ReceiverResult[]
  readonly duplicates?: DuplicatesResult
  readonly orders?: CapturedOrderResult
  readonly due?: readonly DueWorkResult[]
  readonly backlog?: readonly BacklogResult[]
}

/** How the gateways and the repetitions are. */
export const WEBHOOK_PLAN = {
  gatewayDelayMs: 5,
  receiver: {
    rounds: 6,
    sizes: [
      { senders: 1, count: 1000 },
      { senders: 32, count: 2500 },
      { senders: 128, count: 2500 },
    ],
  } satisfies ReceiverPlan,
  duplicates: { deliveries: 1000, senders: 32 },
  orders: { rounds: 6, paymentsPerRound: 10 } satisfies CapturedOrderPlan,
  due: { sizes: [100, 10_000, 100_000, 1_000_000], claims: 200 } satisfies DueWorkPlan,
  backlog: [1_000, 10_000, 100_000],
}

/** Measures the chosen parts, in a real Medusa with the compiled plugin. */
export async function measureWebhooks(run: {
  readonly plugin: CompiledPlugin
  /** Empty, and kept safely on the disk. */
  readonly databaseUrl: string
  /** Below the project's `node_modules`. */
  readonly cacheFolder: string
  readonly parts: readonly WebhookPart[]
  readonly log: (line: string) => void
}): Promise<WebhookResults> {
  const { databaseUrl, plugin, log } = run
  const gateways = await PayingGateways.start(WEBHOOK_PLAN.gatewayDelayMs)
  const senders = await Senders.start()
  try {
    const folder = layOutShop(run.cacheFolder, plugin.folder)
    const settings = { folder, databaseUrl, gatewayUrl: gateways.url }
    log("Migrating a shop …")
    await migrateShop(settings)
    const part = async <Result>(name: WebhookPart, title: string, work: () => Promise<Result>) => {
      if (!run.parts.includes(name)) {
        return {}
      }
      log(`${title} …`)
      return { [name]: await work() }
    }
    const { receiver, duplicates, orders, due, backlog } = WEBHOOK_PLAN
    return {
      ...(await part("receiver", "Sending webhooks to our route and to core's", () =>
        measureReceiver(settings, senders, receiver)
      )),
      ...(await part("duplicates", "Sending one webhook again and again", () =>
        measureDuplicates(settings, senders, duplicates)
      )),
      ...(await part("orders", "Paying orders", () =>
        measureCapturedOrders(settings, gateways, orders)
      )),
      ...(await part("due", "Choosing due work", () => measureDueWork(databaseUrl, plugin, due))),
      ...(await part("backlog", "Working off backlogs", () => measureBacklog(settings, backlog))),
    }
  } finally {
    await senders.stop()
    await gateways.stop()
  }
}
