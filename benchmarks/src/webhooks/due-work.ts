import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { createPgConnection } from "@medusajs/framework/utils"
import type { CompiledPlugin } from "../compiled-plugin"
import { summarize, type Summary } from "../statistics"
import { planOf } from "./query-plan"

/** Choosing what is due among many rows. */
export interface DueWorkResult {
  readonly what: "attempts" | "events"
  /** Attempts that are open, or events that wait. */
  readonly rows: number
  /** Milliseconds of one claim. */
  readonly claim: Summary
  /** What Postgres reads, e.g. `Index Scan of IDX_…`. */
  readonly plan: readonly string[]
}

export interface DueWorkPlan {
  readonly sizes: readonly number[]
  readonly claims: number
}

const ATTEMPTS = "payment_gateway_attempt"
const EVENTS = "payment_gateway_webhook_event"
const PROVIDER = "pp_streampay_streampay"
const CLAIMED_AT_ONCE = 20
const DUE = 50
const LEASE_SECONDS = 30
const WARM_UP_CLAIMS = 20

type Claim = () => Promise<readonly { readonly id: string }[]>

/** Claims what is due, with the compiled plugin's own statements, at each size of the table. */
export async function measureDueWork(
  databaseUrl: string,
  plugin: CompiledPlugin,
  plan: DueWorkPlan
): Promise<DueWorkResult[]> {
  const stores = "modules/payment-gateways"
  const { CheckStore } = plugin.load<
    typeof import("../../../src/modules/payment-gateways/check-store")
  >(`${stores}/check-store`)
  const { EventStore } = plugin.load<
    typeof import("../../../src/modules/payment-gateways/event-store")
  >(`${stores}/event-store`)
  const knex = createPgConnection({ clientUrl: databaseUrl }) as unknown as Knex
  const [checks, events] = [new CheckStore(knex), new EventStore(knex)]
  try {
    const results: DueWorkResult[] = []
    for (const rows of plan.sizes) {
      await fill(knex, rows)
      const measure = (what: DueWorkResult["what"], claim: Claim, makeDue: MakeDue) =>
        measureClaims(knex, { what, rows, claims: plan.claims, claim, makeDue })
      results.push(
        await measure(
          "attempts",
          () => checks.claimDue(PROVIDER, CLAIMED_AT_ONCE, LEASE_SECONDS),
          (ids) => makeDue(knex, ATTEMPTS, "check_at", ids)
        ),
        await measure(
          "events",
          () => events.claim(PROVIDER, CLAIMED_AT_ONCE, LEASE_SECONDS),
          (ids) => makeDue(knex, EVENTS, "due_at", ids)
        )
      )
    }
    return results
  } finally {
    await empty(knex)
    await knex.destroy()
  }
}

type MakeDue = (ids: readonly string[]) => Promise<void>

async function measureClaims(
  knex: Knex,
  run: {
    readonly what: DueWorkResult["what"]
    readonly rows: number
    readonly claims: number
    readonly claim: Claim
    readonly makeDue: MakeDue
  }
): Promise<DueWorkResult> {
  const times: number[] = []
  const claimOnce = async (isCounted: boolean) => {
    const start = performance.now()
    const claimed = await run.claim()
    const time = performance.now() - start
    if (claimed.length !== CLAIMED_AT_ONCE) {
      throw new Error(`${run.what}: ${claimed.length} of ${CLAIMED_AT_ONCE} due rows were claimed.`)
    }
    if (isCounted) {
      times.push(time)
    }
    await run.makeDue(claimed.map(({ id }) => id))
  }
  const plan = await planOf(knex, () => claimOnce(false))
  for (let index = -WARM_UP_CLAIMS; index < run.claims; index += 1) {
    await claimOnce(index >= 0)
  }
  return { what: run.what, rows: run.rows, claim: summarize(times), plan }
}

async function makeDue(
  knex: Knex,
  table: string,
  column: string,
  ids: readonly string[]
): Promise<void> {
  await knex(table)
    .whereIn("id", [...ids])
    .update({ [column]: knex.raw("now() - interval '1 minute'") })
}

/** Some are due; all others will be, in the next days. */
async function fill(knex: Knex, rows: number): Promise<void> {
  await empty(knex)
  await knex.raw(
    `INSERT INTO ${ATTEMPTS} (id, session_id, provider_id, gateway, status, applied_status,
       currency_code, currency_exponent, amount, received, refunded, reference, gateway_data,
       payment_collection_id, check_at)
     SELECT 'pgatt_' || n, 'payses_' || n, ?, 'streampay', 'pending', 'pending', 'SAR', 2, '105.50',
       '0', '0', md5(n::text), '{}', 'pay_col_' || n,
       now() + CASE WHEN n <= ? THEN interval '-1 minute'
         ELSE n % 5000 * interval '1 minute' + interval '1 hour' END
     FROM generate_series(1, ?::int) n`,
    [PROVIDER, DUE, rows]
  )
  await knex.raw(
    `INSERT INTO ${EVENTS} (id, provider_id, gateway, event_type, dedupe_key, concerns, is_unknown,
       body, session_id, state, tries, due_at)
     SELECT 'pgevt_' || n, ?, 'streampay', 'PAYMENT_SUCCEEDED', md5(n::text), 'payment', false,
       repeat('x', 500), 'payses_' || n, 'waiting', 0, now() - interval '1 minute'
     FROM generate_series(1, ?::int) n`,
    [PROVIDER, rows]
  )
  await knex.raw(`VACUUM ANALYZE ${ATTEMPTS}`)
  await knex.raw(`VACUUM ANALYZE ${EVENTS}`)
}

async function empty(knex: Knex): Promise<void> {
  await knex.raw(`TRUNCATE ${ATTEMPTS}, ${EVENTS}`)
}
