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
  const { rows } = await knex.raw<{ rows: { id: string; display_id: string }[] }>(
    `select id, display_id::text from "order" where id = any(?) and display_id is not null`,
    [wanted] as unknown as Knex.RawBinding[]
  )
  return new Map(rows.map(({ id, display_id: number }) => [id, number]))
}
