import path from "node:path"
import { createPgConnection } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import type { PaymentGatewaysModuleService } from "../../modules/payment-gateways/service"
import {
  CHECKS_SQL,
  COUNTED_UP_TO,
  LAST_WEBHOOKS_SQL,
  QUEUES_SQL,
  readLastWebhooks,
  readQueues,
} from "../read-queues"

jest.setTimeout(120_000)

const STREAMPAY = "pp_streampay_streampay"
const COREFY = "pp_corefy_destream"

moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
  moduleName: PAYMENT_GATEWAYS_MODULE,
  resolve: path.resolve(__dirname, "../../modules/payment-gateways"),
  moduleOptions: { backendUrl: "https://shop.example", storefrontUrl: "https://store.example" },
  testSuite: ({ dbConfig }) => {
    let knex: ReturnType<typeof createPgConnection>

    beforeAll(() => {
      knex = createPgConnection({ clientUrl: dbConfig.clientUrl, schema: dbConfig.schema })
    })

    afterAll(() => knex.destroy())

    /** @param age how long ago it came, in seconds */
    const webhooks = (count: number, state: string, age: number, provider = STREAMPAY) =>
      knex.raw(
        `insert into payment_gateway_webhook_event (id, provider_id, gateway, event_type,
           dedupe_key, concerns, is_unknown, body, state, tries, due_at, created_at)
         select 'pgevt_' || gen_random_uuid(), ?, 'x', 'x', gen_random_uuid(), 'payment', false, '',
           ?, 0, now(), now() - make_interval(secs => ?)
         from generate_series(1, ?)`,
        [provider, state, age, count]
      )

    /** @param due for how long they have been due, in seconds; `null` when there is nothing left */
    const attempts = (
      count: number,
      due: number | null,
      options: { provider?: string; failed?: number; exception?: string; deleted?: boolean } = {}
    ) =>
      knex.raw(
        `insert into payment_gateway_attempt (id, session_id, provider_id, gateway, status,
           currency_code, currency_exponent, amount, received, refunded, gateway_data, check_at,
           failed_checks, exception, deleted_at)
         select 'pgatt_' || gen_random_uuid(), gen_random_uuid(), ?, 'x', 'pending', 'SAR', 2, '1',
           '0', '0', '{}', now() - make_interval(secs => ?), ?, ?,
           case when ?::boolean then now() end
         from generate_series(1, ?)`,
        [
          options.provider ?? STREAMPAY,
          due,
          options.failed ?? 0,
          options.exception ?? null,
          options.deleted ?? false,
          count,
        ]
      )

    const announcements = (count: number, due: number | null) =>
      knex.raw(
        `insert into payment_gateway_timeline_entry (id, attempt_id, type, source, message,
           announce_at)
         select 'pgtml_' || gen_random_uuid(), 'pgatt_x', 'captured', 'job', '',
           now() - make_interval(secs => ?) from generate_series(1, ?)`,
        [due, count]
      )

    it("finds nothing in an empty ledger", async () => {
      expect(await readQueues(knex)).toEqual({
        readAt: expect.any(Date),
        exceptionsOpen: 0,
        checks: [],
        states: {
          webhooks_waiting: { depth: 0, oldestSeconds: 0 },
          webhooks_dead: { depth: 0 },
          checks_due: { depth: 0, oldestSeconds: 0 },
          announcements_due: { depth: 0, oldestSeconds: 0 },
        },
      })
      expect(await readLastWebhooks(knex)).toEqual(new Map())
    })

    it("counts webhooks by state, and tells how long the oldest has waited", async () => {
      await webhooks(2, "waiting", 5)
      await webhooks(1, "waiting", 90)
      await webhooks(3, "dead", 1000)
      await webhooks(4, "done", 2000)
      await webhooks(1, "ignored", 2000)
      const { states } = await readQueues(knex)
      expect(states.webhooks_waiting.depth).toBe(3)
      expect(Math.floor(states.webhooks_waiting.oldestSeconds!)).toBe(90)
      expect(states.webhooks_dead).toEqual({ depth: 3 })
    })

    it("counts checks by provider: watched, due, failing, and for how long", async () => {
      await attempts(3, 40)
      await attempts(2, -3600)
      await attempts(4, null)
      await attempts(1, 500, { deleted: true })
      await attempts(2, 70, { provider: COREFY, failed: 3 })
      await attempts(1, -60, { provider: COREFY, failed: 9 })
      await attempts(1, -60, { provider: COREFY, failed: 2 })
      const { checks, states } = await readQueues(knex)
      expect(checks).toEqual([
        { providerId: COREFY, watched: 4, due: 2, failing: 3, oldestSeconds: expect.any(Number) },
        {
          providerId: STREAMPAY,
          watched: 5,
          due: 3,
          failing: 0,
          oldestSeconds: expect.any(Number),
        },
      ])
      expect(checks.map(({ oldestSeconds }) => Math.floor(oldestSeconds))).toEqual([70, 40])
      expect(states.checks_due.depth).toBe(5)
      expect(Math.floor(states.checks_due.oldestSeconds!)).toBe(70)
    })

    it("counts what is to be told, and money that does not match", async () => {
      await announcements(2, 15)
      await announcements(3, -15)
      await announcements(4, null)
      await attempts(2, null, { exception: "underpaid" })
      await attempts(1, null, { exception: "late", deleted: true })
      const { states, exceptionsOpen } = await readQueues(knex)
      expect(states.announcements_due.depth).toBe(2)
      expect(Math.floor(states.announcements_due.oldestSeconds!)).toBe(15)
      expect(exceptionsOpen).toBe(2)
    })

    it("tells when each provider's last webhook came, whatever became of it", async () => {
      await webhooks(1, "done", 300)
      await webhooks(1, "dead", 200)
      await webhooks(1, "ignored", 400, COREFY)
      const last = await readLastWebhooks(knex)
      expect([...last.keys()].sort()).toEqual([COREFY, STREAMPAY])
      const between = last.get(STREAMPAY)!.getTime() - last.get(COREFY)!.getTime()
      expect(Math.round(between / 1000)).toBe(200)
    })

    it("stops counting, and reads by index only, however much there is", async () => {
      const many = 5 * COUNTED_UP_TO
      await webhooks(many, "done", 100)
      await webhooks(many, "waiting", 100)
      await attempts(many, 100)
      await attempts(many, null)
      await announcements(many, 100)
      await announcements(many, null)
      await knex.raw("analyze")

      const { states, checks } = await readQueues(knex)
      expect(states.webhooks_waiting.depth).toBe(COUNTED_UP_TO)
      expect(states.checks_due.depth).toBe(COUNTED_UP_TO)
      expect(states.announcements_due.depth).toBe(COUNTED_UP_TO)
      expect(checks[0]).toMatchObject({ watched: COUNTED_UP_TO, due: COUNTED_UP_TO })
      for (const sql of [QUEUES_SQL, CHECKS_SQL, LAST_WEBHOOKS_SQL]) {
        const { rows } = await knex.raw<{ rows: { "QUERY PLAN": string }[] }>(
          `explain (analyze, timing off, summary off) ${sql}`
        )
        const plan = rows.map((row) => row["QUERY PLAN"]).join("\n")
        const scans = plan.split("\n").filter((line) => / Scan .*(payment_|IDX_)/.test(line))
        expect(scans.length).toBeGreaterThan(0)
        expect(scans.filter((line) => /Seq Scan/.test(line))).toEqual([])
        const read = scans.map((line) => Number(/actual rows=(\d+)/.exec(line)?.[1]))
        expect(Math.max(...read)).toBeLessThanOrEqual(COUNTED_UP_TO)
      }
    })
  },
})
