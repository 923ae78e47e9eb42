import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { BaseProvider } from "../core/base-provider"
import { takesCurrency } from "./taken-currencies"

/** A region of the shop, as far as payments go. */
export interface ShopRegion {
  readonly id: string
  readonly name: string
  /** Upper case. */
  readonly currencyCode: string
  /** ISO 3166-1 alpha-2, upper case. */
  readonly countries: readonly string[]
  /** Providers that shoppers of the region may choose. */
  readonly providerIds: ReadonlySet<string>
}

/** A region, and what a gateway has to do with it. */
export interface GatewayRegion extends Omit<ShopRegion, "providerIds"> {
  readonly isEnabled: boolean
  /** Why its shoppers cannot pay with the gateway; one plain sentence. */
  readonly problem: { readonly kind: "currency" | "countries"; readonly message: string } | null
}

interface RegionRow {
  readonly id: string
  readonly name: string
  readonly currency_code: string
  readonly countries?: readonly ({ readonly iso_2?: string } | null)[]
  readonly payment_providers?: readonly ({ readonly id: string; is_enabled?: boolean } | null)[]
}

/**
 * The shop's regions by name.
 *
 * @param id only this one, where it is known
 */
export async function readRegions(container: MedusaContainer, id?: string): Promise<ShopRegion[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "region",
    fields: [
      ...["id", "name", "currency_code", "countries.iso_2"],
      ...["payment_providers.id", "payment_providers.is_enabled"],
    ],
    ...(id !== undefined && { filters: { id } }),
  })
  return (data as unknown as RegionRow[])
    .map((row) => ({
      id: row.id,
      name: row.name,
      currencyCode: row.currency_code.toUpperCase(),
      countries: (row.countries ?? []).flatMap((country) => country?.iso_2?.toUpperCase() ?? []),
      providerIds: new Set(
        (row.payment_providers ?? []).flatMap((provider) =>
          provider && provider.is_enabled !== false ? [provider.id] : []
        )
      ),
    }))
    .sort((one, other) => one.name.localeCompare(other.name) || one.id.localeCompare(other.id))
}

/** How the shop's regions and a gateway fit together. */
export function regionsOf(
  { providerId, provider }: { readonly providerId: string; readonly provider: BaseProvider },
  regions: readonly ShopRegion[]
): GatewayRegion[] {
  return regions.map(({ providerIds, ...region }) => ({
    ...region,
    isEnabled: providerIds.has(providerId),
    problem: problemOf(provider, region),
  }))
}

function problemOf(
  { gateway, definition: { displayName } }: BaseProvider,
  { name, currencyCode, countries }: Pick<ShopRegion, "name" | "currencyCode" | "countries">
): GatewayRegion["problem"] {
  if (!takesCurrency(gateway, currencyCode)) {
    return {
      kind: "currency",
      message: `${name} sells in ${currencyCode}, which ${displayName} does not take.`,
    }
  }
  const { countries: served } = gateway
  const isServed =
    !served || countries.length === 0 || countries.some((one) => served.includes(one))
  return isServed
    ? null
    : {
        kind: "countries",
        message: `${displayName} works in no country of ${name} (${countries.slice(0, 10).join(", ")}).`,
      }
}
