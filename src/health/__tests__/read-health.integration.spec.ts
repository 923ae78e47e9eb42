import path from "node:path"
import { createPgConnection } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import type { PaymentGatewaysModuleService } from "../../modules/payment-gateways/service"
import type { ConfiguredGateway } from "../gateway-health"
import { type HealthSources, readHealth } from "../read-health"
import { showHealth } from "../show-health"
import { aRunningProcess } from "./support/processes"

jest.setTimeout(60_000)

const STREAMPAY: ConfiguredGateway = {
  providerId: "pp_streampay_streampay",
  gateway: "streampay",
  name: "StreamPay",
  sandbox: true,
  circuit: "closed",
}

moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
  moduleName: PAYMENT_GATEWAYS_MODULE,
  resolve: path.resolve(__dirname, "../../modules/payment-gateways"),
  moduleOptions: { backendUrl: "https://shop.example" },
  testSuite: ({ dbConfig, service }) => {
    let knex: ReturnType<typeof createPgConnection>

    beforeAll(() => {
      knex = createPgConnection({ clientUrl: dbConfig.clientUrl, schema: dbConfig.schema })
    })

    afterAll(() => knex.destroy())

    const sources = (changes: Partial<HealthSources> = {}): HealthSources => ({
      knex,
      processes: service.processes,
      settings: { ...service.attempts.settings, storefrontUrl: "https://store.example" },
      self: aRunningProcess(),
      gateways: [STREAMPAY],
      setUps: [],
      isProduction: false,
      ...changes,
    })

    const codesOf = ({ problems }: Awaited<ReturnType<typeof readHealth>>) =>
      problems.map(({ code, severity }) => `${severity} ${code}`)

    it("is well where nothing is wrong, also where there is something to know", async () => {
      expect(await readHealth(sources())).toMatchObject({ status: "ok", problems: [] })
      const unused = await readHealth(sources({ gateways: [] }))
      expect([unused.status, codesOf(unused)]).toEqual(["ok", ["info no_gateways"]])
    })

    it("asks for attention for what is missing, worst first", async () => {
      const health = await readHealth(
        sources({
          settings: service.attempts.settings,
          gateways: [{ ...STREAMPAY, circuit: "open" }],
          processes: {
            list: async () => {
              const now = new Date()
              const started = new Date(now.getTime() - 600_000)
              const process = aRunningProcess({ locking: "locking-redis" })
              const times = { startedAt: started, seenAt: now, readAt: now, jobsAt: null }
              return [{ ...process, ...times, isLive: true }]
            },
          },
        })
      )
      expect([health.status, codesOf(health)]).toEqual([
        "attention",
        ["error jobs_not_running", "warning storefront_url_missing", "warning circuit_open"],
      ])
      const shown = showHealth(health)
      expect(shown.problems[0]).toEqual({
        code: "jobs_not_running",
        severity: "error",
        message: expect.any(String),
        cure: expect.any(String),
        since: health.processes[0]?.startedAt.toISOString(),
      })
      expect(shown.problems[2]).toMatchObject({ provider_id: STREAMPAY.providerId })
      expect(shown.gateways).toMatchObject([{ sandbox: true, circuit: "open" }])
    })

    it("finds the locks that a crash has left, where Medusa keeps them in Postgres", async () => {
      const self = aRunningProcess({ locking: "locking-postgres" })
      await knex.raw(
        "create table locking (id text primary key, owner_id text, expiration timestamptz)"
      )
      try {
        expect(codesOf(await readHealth(sources({ self })))).toEqual([
          "warning locking_never_expires",
        ])
        await knex.raw(
          `insert into locking values ('cart_open', 'x', now() + interval '1 minute'),
             ('cart_forever', 'x', null), ('cart_ending', 'x', now() - interval '10 seconds'),
             ('cart_1', 'x', '2020-01-02Z'), ('cart_2', 'x', '2020-01-01Z')`
        )
        const health = await readHealth(sources({ self }))
        expect(codesOf(health)).toEqual(["error locks_stuck", "warning locking_never_expires"])
        expect(health.problems[0]?.message).toMatch(/^2 of Medusa's locks/)
        expect(health.problems[0]?.since).toEqual(new Date("2020-01-01T00:00:00Z"))
        expect(codesOf(await readHealth(sources()))).toEqual([])
      } finally {
        await knex.raw("drop table locking")
      }
    })
  },
})
