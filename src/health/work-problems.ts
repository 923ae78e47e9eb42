import type { GatewayHealth } from "./gateway-health"
import type { Problem } from "./problem"
import type { ProviderChecks, Queues } from "./read-queues"

/** Work that has waited for longer than this waits for something that does not come by itself. */
const LATE_SECONDS = 300

const SEE_LOG = "See the log lines that name it"

/**
 * What is wrong with the plugin's work, seen from what waits in the database.
 *
 * @param gateways every configured gateway
 */
export function findWorkProblems(queues: Queues, gateways: readonly GatewayHealth[]): Problem[] {
  return [
    ...findGatewayProblems(queues, gateways),
    ...findQueueProblems(queues),
    ...findExceptions(queues),
  ]
}

function findGatewayProblems(queues: Queues, gateways: readonly GatewayHealth[]): Problem[] {
  const configured = new Set(gateways.map(({ providerId }) => providerId))
  const none: Problem[] =
    gateways.length > 0
      ? []
      : [
          {
            code: "no_gateways",
            severity: "info",
            message: "The plugin is installed, but no gateway of it is set up.",
            cure: "List one in definePaymentGateways in medusa-config.ts.",
          },
        ]
  const paused = gateways
    .filter(({ circuit }) => circuit === "open")
    .map(({ providerId, name }): Problem => ({
      code: "circuit_open",
      severity: "warning",
      message: `${name} has failed several times in a row. It is left alone for up to a minute at a time, then asked again.`,
      cure: `${SEE_LOG} and the gateway's status page; after a refused key, its options.`,
      providerId,
    }))
  const checks = queues.checks.flatMap((provider) =>
    configured.has(provider.providerId)
      ? checkProblems(provider, queues.readAt)
      : [removedProvider(provider)]
  )
  return [...none, ...paused, ...checks]
}

function checkProblems(checks: ProviderChecks, readAt: Date): Problem[] {
  const { providerId, failing, due, oldestSeconds } = checks
  const problems: Problem[] = []
  if (failing > 0) {
    problems.push({
      code: "checks_failing",
      severity: "warning",
      message: `${payments(failing)} could not be looked at three times in a row or more: the gateway or the shop does not answer properly. It goes on being tried.`,
      cure: `${SEE_LOG}, and the timeline of the payment.`,
      providerId,
    })
  }
  if (oldestSeconds > LATE_SECONDS) {
    problems.push({
      code: "checks_late",
      severity: "error",
      message: `${payments(due)} should have been looked at by now. What no webhook tells is found out late.`,
      cure: "See that a worker runs and has the time; start more workers, or see why the gateway does not answer.",
      providerId,
      since: before(readAt, oldestSeconds),
    })
  }
  return problems
}

function removedProvider({ providerId, watched }: ProviderChecks): Problem {
  return {
    code: "provider_removed",
    severity: "warning",
    message: `${payments(watched)} may still change at a gateway that is no longer set up under this id, so nobody looks at them.`,
    cure: "Set it up again under the same id, and take it out of the regions instead, until they are final.",
    providerId,
  }
}

function findQueueProblems({ states, readAt }: Queues): Problem[] {
  const problems: Problem[] = []
  const waiting = states.webhooks_waiting
  if ((waiting.oldestSeconds ?? 0) > LATE_SECONDS) {
    problems.push({
      code: "webhooks_late",
      severity: "error",
      message: `${items(waiting.depth, "webhook")} not processed yet, the oldest for ${minutes(waiting.oldestSeconds ?? 0)}.`,
      cure: "See GET /admin/payment-gateways/events?state=waiting for the last error of each, and that a worker runs.",
      since: before(readAt, waiting.oldestSeconds ?? 0),
    })
  }
  const dead = states.webhooks_dead
  if (dead.depth > 0) {
    problems.push({
      code: "webhooks_dead",
      severity: "warning",
      message: `${items(dead.depth, "webhook")} given up after many tries. Their payments are still looked at by reconciliation.`,
      cure: "See GET /admin/payment-gateways/events?state=dead, remove the cause, then POST /admin/payment-gateways/events/<id>/replay.",
    })
  }
  const untold = states.announcements_due
  if ((untold.oldestSeconds ?? 0) > LATE_SECONDS) {
    problems.push({
      code: "announcements_late",
      severity: "warning",
      message: `${items(untold.depth, "event")} not told to the rest of the shop yet, the oldest for ${minutes(untold.oldestSeconds ?? 0)}.`,
      cure: "See that Medusa's event bus, and its Redis, can be reached, and that a worker runs.",
      since: before(readAt, untold.oldestSeconds ?? 0),
    })
  }
  return problems
}

function findExceptions({ exceptionsOpen }: Queues): Problem[] {
  return exceptionsOpen === 0
    ? []
    : [
        {
          code: "exceptions_open",
          severity: "info",
          message: `${payments(exceptionsOpen)} with money that does not match: too little, too much, too late, or twice.`,
          cure: "See GET /admin/payment-gateways/exceptions, and refund or book it by hand.",
        },
      ]
}

function items(count: number, noun: string): string {
  return count === 1 ? `1 ${noun} is` : `${count} ${noun}s are`
}

function payments(count: number): string {
  return count === 1 ? "1 payment" : `${count} payments`
}

function minutes(seconds: number): string {
  const whole = Math.floor(seconds / 60)
  return whole === 1 ? "1 minute" : `${whole} minutes`
}

function before(moment: Date, seconds: number): Date {
  return new Date(moment.getTime() - seconds * 1000)
}
