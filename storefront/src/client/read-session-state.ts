import type { SessionState } from "../session-data.js"
import { PaymentClientError } from "./payment-client-error.js"

const TEXTS = ["session_id", "status", "amount", "currency_code", "received", "due", "server_time"]

/**
 * The answer of the status route. A status or an action of a later version is let through: what
 * comes next is then to wait, see `whatNext`.
 *
 * @throws {PaymentClientError} when it is none
 */
export function readSessionState(reply: unknown): SessionState {
  const fields = (reply ?? {}) as Readonly<Record<string, unknown>>
  if (!TEXTS.every((name) => typeof fields[name] === "string")) {
    throw new PaymentClientError({
      message: "The shop answered something else than a payment's state.",
      status: null,
    })
  }
  return reply as SessionState
}

/** Whether `next` was read at the shop before `known`, e.g. because its answer took longer. */
export function isOlder(next: SessionState, known: SessionState): boolean {
  return Date.parse(next.server_time) < Date.parse(known.server_time)
}
