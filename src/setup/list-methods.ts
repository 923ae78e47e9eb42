import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"
import { methodTextFor } from "../core/method-texts"
import { emptyRecord } from "../modules/payment-gateways/provider-store"
import { filterText, parseQuery } from "../settlement/parse-query"
import { listGateways, resolveLedgerModule } from "../settlement/resolve-gateway"
import { readRegions } from "./gateway-regions"

const querySchema = z.strictObject({
  region_id: filterText,
  locale: z
    .string()
    .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
    .optional(),
})

/** A method of payment as the checkout offers it. */
export interface OfferedMethod {
  readonly provider_id: string
  readonly title: string
  readonly description: string | null
  readonly rank: number
}

/**
 * The plugin's methods that shoppers of a region may choose, in the shop's order.
 *
 * @param query `region_id`, and `locale` (BCP 47), English if left out
 * @throws {GatewayError} `invalid_input`; `not_found` for a region that is not the shop's
 */
export async function listMethods(
  container: MedusaContainer,
  query: unknown
): Promise<OfferedMethod[]> {
  const { region_id: regionId, locale = "en" } = parseQuery(querySchema, query)
  const [regions, records] = await Promise.all([
    readRegions(container, regionId),
    resolveLedgerModule(container).providers.list(),
  ])
  const [region] = regions
  if (!region) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such region in this shop.",
      retry: false,
    })
  }
  return listGateways(container)
    .filter(({ providerId }) => region.providerIds.has(providerId))
    .map(({ providerId, provider }) => {
      const record = records.get(providerId) ?? emptyRecord(providerId)
      const { title, description } = methodTextFor(record.texts, locale)
      return {
        isHidden: record.isHidden,
        method: {
          provider_id: providerId,
          title: title ?? provider.definition.displayName,
          description: description ?? null,
          rank: record.rank,
        },
      }
    })
    .filter(({ isHidden }) => !isHidden)
    .map(({ method }) => method)
    .sort((one, other) => one.rank - other.rank || (one.provider_id < other.provider_id ? -1 : 1))
}
