import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import type { Answered } from "./receiver"
import type { Senders } from "./senders"
import { ShopProcess, type ShopSettings } from "./shop-process"
import { quantile } from "../statistics"
import { setTimeout as wait } from "node:timers/promises"

/** One event that comes again and again, to a shop that processes what it stores. */
export interface DuplicatesResult {
  readonly deliveries: number
  readonly senders: number
  readonly answered: Answered
  /** Events that the flood left in the table. */
  readonly rows: number
  /** How often it was processed. */
  readonly tries: number
}

const EVENTS = "payment_gateway_webhook_event"
const PATH = "/hooks/payment-gateways/streampay_streampay"
const LIMIT_MS = 30_000

/** @throws {Error} when the flood was not all taken, or the event is not processed */
export async function measureDuplicates(
  settings: ShopSettings,
  senders: Senders,
  flood: { readonly deliveries: number; readonly senders: number }
): Promise<DuplicatesResult> {
  const knex = createPgConnection({ clientUrl: settings.databaseUrl }) as unknown as Knex
  // What other parts have left would be processed first.
  await knex.raw(`TRUNCATE ${EVENTS}`)
  const shop = await ShopProcess.start(settings, "shared")
  try {
    const batch = { url: `${shop.url}${PATH}`, kind: "streampay" } as const
    await senders.send({ ...batch, count: 2000, senders: flood.senders })
    await untilProcessed(knex)
    await knex.raw(`TRUNCATE ${EVENTS}`)
    const { times, seconds, statuses } = await senders.send({
      ...batch,
      count: flood.deliveries,
      senders: flood.senders,
      isOneEvent: true,
    })
    if (statuses["200"] !== flood.deliveries) {
      throw new Error(`The duplicates were answered ${JSON.stringify(statuses)}.`)
    }
    return {
      ...flood,
      answered: {
        rate: times.length / seconds,
        median: quantile(times, 0.5),
        p99: quantile(times, 0.99),
      },
      ...(await untilProcessed(knex)),
    }
  } finally {
    await shop.stop()
    await knex.destroy()
  }
}

async function untilProcessed(knex: Knex): Promise<{ rows: number; tries: number }> {
  const deadline = Date.now() + LIMIT_MS
  while (Date.now() < deadline) {
    const { rows: found } = await knex.raw<{ rows: { state: string; tries: number }[] }>(
      `SELECT state, tries FROM ${EVENTS}`
    )
    if (found.every(({ state }) => state !== "waiting")) {
      return { rows: found.length, tries: found.reduce((sum, { tries }) => sum + tries, 0) }
    }
    await wait(200)
  }
  throw new Error("The shop did not process its webhooks.")
}
