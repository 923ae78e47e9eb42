import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../core/errors"
import { findHintedAttempt } from "../core/find-hinted-attempt"
import { whileRenewing } from "../core/while-renewing"
import type { EventStore, StoredWebhookEvent } from "../modules/payment-gateways/event-store"
import { errorType, metrics, traced } from "../observability"
import { PausedError } from "../settlement/gateway-guard"
import { onceAtATime } from "../settlement/once-at-a-time"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { settleAttempt } from "../settlement/settle-attempt"
import { shopLog } from "../settlement/shop-log"

/** Events of one provider that one process works on at a time; reading is mostly waiting. */
const AT_ONCE = 4
/** A killed process's events are taken over after this time. */
const LEASE_SECONDS = 30
const FIRST_DELAY_SECONDS = 1
const LONGEST_DELAY_SECONDS = 3600
/** While its gateway is left alone, an event waits about this long. */
const PAUSE_SECONDS = 15

/** What one process's workers are about. */
interface Crew {
  /** Each provider's own workers, so that none waits for another's gateway. */
  readonly workers: Map<string, readonly object[]>
  readonly busy: Set<Promise<void>>
}

/** By the shop's events: within a workflow its ledger is another object each time. */
const crews = new WeakMap<EventStore, Crew>()

/**
 * Processes every stored webhook that is due: of each provider a few at a time, all providers side
 * by side. Called by the kick after a webhook was stored, and by the job that finds what is left
 * over. Workers that have nothing to do begin at once, whatever the others wait for.
 *
 * @returns when all is processed that was due; a gateway that does not answer keeps it waiting
 */
export async function drainWebhookEvents(container: MedusaContainer): Promise<void> {
  const { events } = resolveLedgerModule(container)
  await wakeWorkers(container, events)
  await Promise.all(crewOf(events).busy)
}

const wakeWorkers = onceAtATime(async (container: MedusaContainer) => {
  const { events } = resolveLedgerModule(container)
  const { workers, busy } = crewOf(events)
  for (const providerId of await events.waitingProviders()) {
    const own = workers.get(providerId) ?? Array.from({ length: AT_ONCE }, () => ({}))
    workers.set(providerId, own)
    for (const worker of own) {
      const run = workOff({ container, providerId }, worker)
      busy.add(run)
      void run.finally(() => busy.delete(run))
    }
  }
})

function crewOf(events: EventStore): Crew {
  const known = crews.get(events)
  if (known) {
    return known
  }
  const crew: Crew = { workers: new Map(), busy: new Set() }
  crews.set(events, crew)
  return crew
}

interface Work {
  readonly container: MedusaContainer
  readonly providerId: string
}

/** Works for one worker, until nothing is due; never fails. */
const workOff = onceAtATime(async ({ container, providerId }: Work) => {
  const { events } = resolveLedgerModule(container)
  try {
    for (;;) {
      const [event] = await events.claim(providerId, 1, LEASE_SECONDS)
      if (!event) {
        return
      }
      await processEvent(container, event)
    }
  } catch (error) {
    shopLog(container).error(
      `webhooks of ${providerId} are processed a little later: ${describeError(error)}`
    )
  }
})

async function processEvent(container: MedusaContainer, event: StoredWebhookEvent): Promise<void> {
  const { events } = resolveLedgerModule(container)
  const log = shopLog(container)
  const fields = { event: event.id, gateway: event.gateway }
  const begun = performance.now()
  const stopRenewing = whileRenewing(LEASE_SECONDS, () => events.renew(event.id, LEASE_SECONDS))
  try {
    const attemptId = await traced(
      "payment_gateways.webhook.process",
      { ...fields, kind: "consumer" },
      () => settleEvent(container, event)
    )
    await events.finish(event.id, attemptId)
    const outcome = attemptId === undefined ? "ignored" : "done"
    const secondsOfWork = (performance.now() - begun) / 1000
    metrics.webhookProcessed(event.gateway, event.ageSeconds + secondsOfWork, outcome)
  } catch (error) {
    const reason = describeError(error)
    if (error instanceof PausedError) {
      await events.putBack(event.id, jittered(PAUSE_SECONDS))
      return
    }
    metrics.webhookFailed(event.gateway, errorType(error))
    const isDead = await events.postpone(event, reason, delaySeconds(event.tries))
    if (isDead) {
      metrics.deadLetter(event.gateway)
      log.error(
        `a webhook failed ${event.tries} times and waits for staff; its payment is still looked at: ${reason}`,
        fields
      )
    } else {
      // Events of one payment come together, and one of them has to wait for the other.
      const level = event.tries > 2 ? "warn" : "info"
      log[level](`a webhook is tried again later: ${reason}`, fields)
    }
  } finally {
    stopRenewing()
  }
}

/** @returns the id of the attempt that the event led to, if it is one of ours */
async function settleEvent(
  container: MedusaContainer,
  event: StoredWebhookEvent
): Promise<string | undefined> {
  const { attempts } = resolveLedgerModule(container)
  if (event.isUnknown) {
    shopLog(container).error(
      `a webhook has an unknown type "${event.eventType}"; its payment is read all the same`,
      { event: event.id, gateway: event.gateway }
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
  return jittered(Math.min(FIRST_DELAY_SECONDS * 2 ** (tries - 1), LONGEST_DELAY_SECONDS))
}

function jittered(seconds: number): number {
  return seconds / 2 + Math.random() * (seconds / 2)
}
