import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/** A step of Postgres' `EXPLAIN (FORMAT JSON)`. */
export interface PlanNode {
  readonly "Node Type": string
  readonly "Index Name"?: string
  readonly "Relation Name"?: string
  readonly Plans?: readonly PlanNode[]
}

interface Query {
  readonly sql: string
  readonly bindings: readonly unknown[]
}

/** How Postgres finds the rows of the first statement that `run` sends. */
export async function planOf(knex: Knex, run: () => Promise<void>): Promise<string[]> {
  const queries: Query[] = []
  const collect = (query: Query) => queries.push(query)
  knex.on("query", collect)
  await run()
  knex.off("query", collect)
  const [query] = queries
  if (!query) {
    throw new Error("There was no statement to explain.")
  }
  const { rows } = await knex.raw<{ rows: [{ "QUERY PLAN": [{ Plan: PlanNode }] }] }>(
    `EXPLAIN (FORMAT JSON) ${query.sql.replace(/\$\d+/g, "?")}`,
    [...query.bindings] as Knex.RawBinding[]
  )
  return readsOf(rows[0]["QUERY PLAN"][0].Plan)
}

/** The reads of a plan, from the top, e.g. `Index Scan of IDX_…` or `Seq Scan of <table>`. */
export function readsOf(node: PlanNode): string[] {
  const source = node["Index Name"] ?? node["Relation Name"]
  const own =
    source !== undefined && node["Node Type"].endsWith("Scan")
      ? [`${node["Node Type"]} of ${source}`]
      : []
  return [...own, ...(node.Plans ?? []).flatMap(readsOf)]
}
