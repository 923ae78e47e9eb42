import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { describeError } from "../core/errors"
import { findHintedAttempt } from "../core/find-hinted-attempt"
import type { StoredWebhookEvent } from "../modules/payment-gateways/event-store"
import { resolveLedgerModule } from "./resolve-gateway"
import { settleAttempt } from "./settle-attempt"

/** Longer than reading a gateway and completing a cart take; then another process may try. */
const LEASE_SECONDS = 240
const FIRST_DELAY_SECONDS = 5
const LONGEST_DELAY_SECONDS = 3600

/**
 * Processes stored webhooks that are due: one by its id, or as many as `limit` allows.
 *
 * @returns how many were taken
 */
export async function processWebhookEvents(
  container: MedusaContainer,
  options: { readonly id?: string; readonly limit?: number }
): Promise<number> {
  const { events } = resolveLedgerModule(container)
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const claimed = await events.claim({
    limit: options.limit ?? 1,
    seconds: LEASE_SECONDS,
    id: options.id,
  })
  for (const event of claimed) {
    try {
      await events.finish(event.id, await processEvent(container, logger, event))
    } catch (error) {
      const reason = describeError(error)
      // Events of one payment come together, and one of them has to wait for the other.
      const level = event.tries > 1 ? "warn" : "info"
      logger[level](`[${event.gateway}] webhook ${event.id} is tried again later: ${reason}`)
      await events.postpone(event, reason, delaySeconds(event.tries))
    }
  }
  return claimed.length
}

/** @returns the id of the attempt that the event led to, if it is one of ours */
async function processEvent(
  container: MedusaContainer,
  logger: Logger,
  event: StoredWebhookEvent
): Promise<string | undefined> {
  const { attempts } = resolveLedgerModule(container)
  if (event.isUnknown) {
    logger.error(
      `[${event.gateway}] webhook ${event.id} has an unknown type "${event.eventType}"; the payment is read all the same`
    )
  }
  const hint = { sessionId: event.sessionId ?? undefined, reference: event.reference ?? undefined }
  const found = await findHintedAttempt(attempts, hint, event)
  if (!found) {
    return undefined
  }
  const attempt = event.evidence ? await attempts.recordEvidence(found.id, event.evidence) : found
  const settled = await settleAttempt(container, attempt, { source: "webhook", rereadPaid: true })
  if (settled.status !== settled.appliedStatus) {
    throw new Error(`${settled.id} is ${settled.status}, which the shop does not know yet`)
  }
  return settled.id
}

function delaySeconds(tries: number): number {
  const full = Math.min(FIRST_DELAY_SECONDS * 2 ** (tries - 1), LONGEST_DELAY_SECONDS)
  return full / 2 + Math.random() * (full / 2)
}
