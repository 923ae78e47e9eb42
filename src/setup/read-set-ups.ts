import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { BaseProvider } from "../core/base-provider"
import { modeOf, type GatewayMode } from "../core/gateway-mode"
import { readLastWebhooks } from "../health/read-queues"
import { emptyRecord, type ProviderRecord } from "../modules/payment-gateways/provider-store"
import { listGateways, resolveLedgerModule } from "../settlement/resolve-gateway"
import { type GatewayRegion, readRegions, regionsOf } from "./gateway-regions"

/** Refusals of one kind within an hour. */
export interface WebhookRefusals {
  readonly code: string
  readonly message: string
  readonly count: number
  readonly lastAt: Date
}

/** A configured gateway: how it is set up, and what is known of that. */
export interface GatewaySetUp {
  readonly providerId: string
  readonly provider: BaseProvider
  readonly mode: GatewayMode
  readonly record: ProviderRecord
  /** Of the shop's last thousands of webhooks. */
  readonly lastAcceptedAt: Date | null
  readonly lastRefused: WebhookRefusals | null
  readonly regions: readonly GatewayRegion[]
}

interface RefusalRow {
  provider_id: string
  code: string
  message: string
  count: number
  last_at: Date
}

/** Every configured gateway, by a few small statements and one look at the regions. */
export async function readSetUps(container: MedusaContainer): Promise<GatewaySetUp[]> {
  const knex: Knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const gateways = listGateways(container)
  const [records, accepted, refused, regions] = await Promise.all([
    resolveLedgerModule(container).providers.list(),
    readLastWebhooks(knex),
    readRefusals(
      knex,
      gateways.map(({ providerId }) => providerId)
    ),
    readRegions(container),
  ])
  return gateways.map(({ providerId, provider }) => ({
    providerId,
    provider,
    mode: modeOf(provider.options),
    record: records.get(providerId) ?? emptyRecord(providerId),
    lastAcceptedAt: accepted.get(providerId) ?? null,
    lastRefused: refused.get(providerId) ?? null,
    regions: regionsOf({ providerId, provider }, regions),
  }))
}

/** The latest of each provider, within a month. There is a row per hour and kind. */
const REFUSALS_SQL = `
  select provider_id, code, message, count, last_at
  from unnest(?::text[]) as provider (provider_id_) cross join lateral (
    select provider_id, code, message, count, last_at from payment_gateway_incident
    where provider_id = provider_id_ and kind = 'webhook_refused' and deleted_at is null
      and hour > now() - interval '30 days'
    order by last_at desc limit 1) refused`

async function readRefusals(
  knex: Knex,
  providerIds: readonly string[]
): Promise<ReadonlyMap<string, WebhookRefusals>> {
  const { rows } = await knex.raw<{ rows: RefusalRow[] }>(REFUSALS_SQL, [[...providerIds]])
  return new Map(
    rows.map((row) => [
      row.provider_id,
      { code: row.code, message: row.message, count: row.count, lastAt: row.last_at },
    ])
  )
}
