import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * The numbers by which people know orders, for some orders' ids. From Medusa's table itself: its
 * own query makes an entity of each, which takes longer than all else in a statement.
 */
export async function readOrderNumbers(
  knex: Knex,
  ids: readonly (string | null)[]
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) {
    return new Map()
  }
  const rows = await knex<{ id: string; display_id: number | string }>("order")
    .select("id", "display_id")
    .whereIn("id", wanted)
    .whereNotNull("display_id")
  return new Map(rows.map(({ id, display_id: number }) => [id, String(number)]))
}
