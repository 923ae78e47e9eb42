import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { Attempt } from "../core/attempt"
import { sessionIdOfReference } from "../core/session-reference"
import {
  ATTEMPT_COLUMNS,
  type AttemptRow,
  attemptOfRow,
  ATTEMPTS,
} from "../modules/payment-gateways/attempt-row"

/** One configured account at a gateway. */
export interface Account {
  readonly gateway: string
  readonly providerId: string
}

/**
 * Attempts by what a gateway's files call them: its own id of the payment, or the reference that
 * we gave it (the session's id), or the attempt's id.
 *
 * @param references at most some thousands
 * @returns for each reference that is known: of several attempts the one with money, then the latest
 */
export async function findByReferences(
  knex: Knex,
  { gateway, providerId }: Account,
  references: readonly string[]
): Promise<ReadonlyMap<string, Attempt>> {
  const sessions = references.map((reference) => sessionIdOfReference(reference) ?? reference)
  // Each part by an index of its own.
  const part = (condition: string): string =>
    `select ${ATTEMPT_COLUMNS} from ${ATTEMPTS}
     where ${condition} and provider_id = ? and deleted_at is null`
  const { rows } = await knex.raw<{ rows: AttemptRow[] }>(
    `select * from (
       ${part("gateway = ? and reference = any(?)")}
       union all ${part("session_id = any(?)")}
       union all ${part("id = any(?)")}) found
     order by received::numeric > 0, created_at, id`,
    [
      ...[gateway, [...references], providerId],
      ...[sessions, providerId],
      ...[[...references], providerId],
    ] as Knex.RawBinding[]
  )
  const attempts = rows.map(attemptOfRow)
  const byReference = new Map(attempts.map((attempt) => [attempt.reference, attempt]))
  const bySession = new Map(attempts.map((attempt) => [attempt.sessionId, attempt]))
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]))
  const found = new Map<string, Attempt>()
  references.forEach((reference, place) => {
    const attempt =
      byReference.get(reference) ?? bySession.get(sessions[place] ?? "") ?? byId.get(reference)
    if (attempt) {
      found.set(reference, attempt)
    }
  })
  return found
}
