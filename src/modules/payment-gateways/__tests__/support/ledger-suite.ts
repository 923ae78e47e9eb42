import path from "node:path"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ModulesSdkUtils } from "@medusajs/framework/utils"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import type { Attempt } from "../../../../core/attempt"
import type { NewAttempt } from "../../../../core/ledger"
import { PAYMENT_GATEWAYS_MODULE } from "../../../../core/ledger"
import { Money } from "../../../../core/money"
import type { PaymentGatewaysModuleService } from "../../service"

const SAR = { code: "SAR", exponent: 2 }
export const riyals = (amount: string) => Money.parse(amount, SAR)

export const PROVIDER_ID = "pp_streampay_streampay"
export const NEW_ATTEMPT: NewAttempt = {
  sessionId: "payses_1",
  providerId: PROVIDER_ID,
  gateway: "streampay",
  due: riyals("10.00"),
  paymentCollectionId: "pay_col_1",
}

export const CREATED = {
  reference: "link-1",
  status: "pending",
  gatewayStatus: "payment link ACTIVE",
  nextAction: { type: "redirect", url: "https://pay.example/1", method: "GET" },
  expiresAt: null,
  gatewayData: {},
} as const

export const EXACT = { underpaymentTolerancePercent: "0" }

/** A reading of an attempt that was paid whole. */
export const paidReading = (attempt: Attempt) => ({
  status: "paid" as const,
  gatewayStatus: "payment PAID",
  observedAt: attempt.loadedAt,
  received: attempt.due,
  refunded: riyals("0"),
})

/** The ledger of one test, and its database. */
export interface LedgerBench {
  readonly service: PaymentGatewaysModuleService
  /** Connections of another process. */
  readonly other: () => Knex
  readonly sql: <Row = Record<string, unknown>>(
    statement: string,
    bindings?: readonly unknown[]
  ) => Promise<Row[]>
}

/** Tests on the ledger module with a database of its own; what they share is emptied before each. */
export function describeLedger(title: string, testSuite: (bench: LedgerBench) => void): void {
  describe(title, () => {
    moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
      moduleName: PAYMENT_GATEWAYS_MODULE,
      resolve: path.resolve(__dirname, "../.."),
      // What is made by them alone, such as triggers, is there then.
      pathToMigrations: path.resolve(__dirname, "../../migrations"),
      moduleOptions: { backendUrl: "https://shop.example", storefrontUrl: "https://store.example" },
      testSuite: ({ service, dbConfig }) => {
        let knex: Knex
        beforeAll(() => {
          knex = ModulesSdkUtils.createPgConnection({ clientUrl: dbConfig.clientUrl })
        })
        afterAll(() => knex.destroy())
        testSuite({
          service,
          other: () => knex,
          sql: async <Row>(statement: string, bindings: readonly unknown[] = []) => {
            const { rows } = await knex.raw<{ rows: Row[] }>(
              statement,
              bindings as Knex.RawBinding[]
            )
            return rows
          },
        })
      },
    })
  })
}

/**
 * Copies an attempt `count` times in one statement; columns that Postgres works out follow.
 *
 * @param changes pairs of name and value for `jsonb_build_object`; `number` counts from 1
 */
export async function copyAttempt(
  sql: LedgerBench["sql"],
  { id, count, changes }: { readonly id: string; readonly count: number; readonly changes: string }
): Promise<void> {
  const columns = await sql<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_name = 'payment_gateway_attempt' and is_generated = 'NEVER'`
  )
  const names = columns.map(({ name }) => name)
  await sql(
    `insert into payment_gateway_attempt (${names.join(", ")})
     select ${names.map((name) => `copy.${name}`).join(", ")}
     from payment_gateway_attempt attempt, generate_series(1, ?::int) number,
       jsonb_populate_record(attempt, jsonb_build_object(${changes})) copy
     where attempt.id = ?`,
    [count, id]
  )
}

interface Plan {
  readonly "Node Type": string
  readonly "Index Name"?: string
  readonly "Relation Name"?: string
  readonly Plans?: readonly Plan[]
}

/**
 * How Postgres carries out what a store asks: which indexes it uses, which tables it reads whole.
 *
 * @param ask makes a store ask on the connection it is given
 */
export async function plansOf(
  knex: Knex,
  ask: (knex: Knex) => Promise<unknown>
): Promise<{ indexes: string[]; readWhole: string[]; nodes: string[] }> {
  const asked: { sql: string; bindings: unknown[] }[] = []
  const listen = (query: { sql: string; bindings: unknown[] }) => asked.push(query)
  knex.on("query", listen)
  await ask(knex)
  knex.removeListener("query", listen)
  const nodes: Plan[] = []
  for (const { sql, bindings } of asked) {
    const statement = `explain (format json) ${sql.replace(/\$\d+/g, "?")}`
    const { rows } = await knex.raw<{ rows: { "QUERY PLAN": { Plan: Plan }[] }[] }>(
      statement,
      bindings as Knex.RawBinding[]
    )
    nodes.push(...rows.flatMap((row) => row["QUERY PLAN"].map(({ Plan: plan }) => plan)))
  }
  const all = nodes.flatMap(withChildren)
  return {
    indexes: all.flatMap((node) => node["Index Name"] ?? []),
    nodes: all.map((node) => node["Node Type"]),
    readWhole: all
      .filter((node) => node["Node Type"] === "Seq Scan")
      .flatMap((node) => node["Relation Name"] ?? []),
  }
}

function withChildren(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(withChildren)]
}
