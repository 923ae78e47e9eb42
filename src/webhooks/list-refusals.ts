import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { filterText, PAGE, parseQuery } from "../settlement/parse-query"
import { gatewayOf, resolveLedgerModule } from "../settlement/resolve-gateway"

const querySchema = z.strictObject({ ...PAGE, provider_id: filterText.optional() })

/** Webhooks that were refused for one reason within one hour. */
export interface RefusalView {
  readonly id: string
  readonly provider_id: string
  readonly gateway: string
  /** The name that people read. */
  readonly gateway_name: string
  /** `invalid_signature`, `invalid_webhook` or `too_large` */
  readonly code: string
  /** Of the latest one. */
  readonly message: string
  readonly count: number
  readonly first_at: string | Date
  readonly last_at: string | Date
}

/**
 * Refused webhooks, the latest first. Nothing of them is kept but how many there were of each
 * reason: anybody can send them.
 *
 * @param query `limit` (1 to 100), `offset`, `provider_id`
 * @throws {GatewayError} `invalid_input` for anything else
 */
export async function listRefusals(container: MedusaContainer, query: unknown) {
  const { limit, offset, ...filters } = parseQuery(querySchema, query)
  const [rows, count] = await resolveLedgerModule(container).listAndCountPaymentGatewayIncidents(
    { kind: "webhook_refused", ...filters },
    { take: limit, skip: offset, order: { last_at: "DESC" } }
  )
  const refusals = rows.map((row): RefusalView => ({
    id: row.id,
    provider_id: row.provider_id,
    ...gatewayOf(container, row.provider_id),
    code: row.code,
    message: row.message,
    count: row.count,
    first_at: row.first_at,
    last_at: row.last_at,
  }))
  return { refusals, count, offset, limit }
}
