import { setTimeout as wait } from "node:timers/promises"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import { ShopProcess, type ShopSettings } from "./shop-process"

/** Memory of a worker that works off what was stored while it was away. */
export interface BacklogResult {
  readonly events: number
  readonly seconds: number
  /** Bytes of resident memory, the most at any time while it worked. */
  readonly peak: number
  /** Bytes of resident memory after a quarter of the time, half, three quarters, and all of it. */
  readonly quarters: readonly number[]
}

const EVENTS = "payment_gateway_webhook_event"
const LOOK_EVERY_MS = 250
const LIMIT_MS = 15 * 60_000

/** Lets a new worker process each of the backlogs; nobody knows the payments of these events. */
export async function measureBacklog(
  settings: ShopSettings,
  sizes: readonly number[]
): Promise<BacklogResult[]> {
  const knex = createPgConnection({ clientUrl: settings.databaseUrl }) as unknown as Knex
  try {
    const results: BacklogResult[] = []
    for (const events of sizes) {
      await store(knex, events)
      const worker = await ShopProcess.start(settings, "worker")
      try {
        results.push({ events, ...(await watch(knex, worker)) })
      } finally {
        await worker.stop()
      }
    }
    return results
  } finally {
    await knex.raw(`TRUNCATE ${EVENTS}`)
    await knex.destroy()
  }
}

async function store(knex: Knex, events: number): Promise<void> {
  await knex.raw(`TRUNCATE ${EVENTS}`)
  await knex.raw(
    `INSERT INTO ${EVENTS} (id, provider_id, gateway, event_type, dedupe_key, concerns, is_unknown,
       body, session_id, reference, state, tries, due_at)
     SELECT 'pgevt_' || n, 'pp_streampay_streampay', 'streampay', 'PAYMENT_SUCCEEDED',
       md5(n::text), 'payment', false, repeat('x', 500), 'payses_' || n, md5('link' || n),
       'waiting', 0, now()
     FROM generate_series(1, ?::int) n`,
    [events]
  )
  await knex.raw(`VACUUM ANALYZE ${EVENTS}`)
}

async function watch(knex: Knex, worker: ShopProcess): Promise<Omit<BacklogResult, "events">> {
  const start = performance.now()
  const memory: number[] = []
  while (await hasWaiting(knex)) {
    if (performance.now() - start > LIMIT_MS) {
      throw new Error("The worker did not finish its backlog.")
    }
    memory.push(await worker.residentMemory())
    await wait(LOOK_EVERY_MS)
  }
  const seconds = (performance.now() - start) / 1000
  memory.push(await worker.residentMemory())
  const quarters = [0.25, 0.5, 0.75, 1].map(
    (part) => memory[Math.ceil(memory.length * part) - 1] ?? 0
  )
  return { seconds, peak: Math.max(...memory), quarters }
}

async function hasWaiting(knex: Knex): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: unknown[] }>(
    `SELECT 1 FROM ${EVENTS} WHERE state = 'waiting' AND deleted_at IS NULL LIMIT 1`
  )
  return rows.length > 0
}
