import type { Gateway, MethodInput } from "../../lib/gateways-types"

/** Gateways as shoppers see them; those of one rank keep the order they came in. */
export function byRank(gateways: readonly Gateway[]): Gateway[] {
  return gateways.toSorted((one, other) => one.method.rank - other.method.rank)
}

/** The same order with one entry at another place; a place that does not exist changes nothing. */
export function moved<Entry>(order: readonly Entry[], from: number, to: number): Entry[] {
  const [entry, ...rest] = order.slice(from)
  if (entry === undefined || to < 0 || to >= order.length) {
    return [...order]
  }
  const others = [...order.slice(0, from), ...rest]
  return others.toSpliced(to, 0, entry)
}

/** Ranks that differ from what the shop has, by provider. */
export function changedRanks(order: readonly Gateway[]): Record<string, MethodInput> {
  return Object.fromEntries(
    order.flatMap(({ provider_id: providerId, method }, rank) =>
      method.rank === rank ? [] : [[providerId, { rank }] as const]
    )
  )
}
