import type { ShopProcess } from "../modules/payment-gateways/process-store"
import type { GatewayHealth } from "./gateway-health"
import type { Problem } from "./problem"
import type { Health } from "./read-health"

/** The health as the Admin API answers it. */
export function showHealth({ status, problems, processes, queues, gateways }: Health) {
  const { states } = queues
  return {
    status,
    server_time: queues.readAt.toISOString(),
    problems: problems.map(showProblem),
    processes: processes.map(showProcess),
    queues: {
      webhooks_waiting: states.webhooks_waiting.depth,
      oldest_webhook_seconds: wholeSeconds(states.webhooks_waiting.oldestSeconds),
      webhooks_dead: states.webhooks_dead.depth,
      checks_due: states.checks_due.depth,
      oldest_check_seconds: wholeSeconds(states.checks_due.oldestSeconds),
      announcements_due: states.announcements_due.depth,
      oldest_announcement_seconds: wholeSeconds(states.announcements_due.oldestSeconds),
      exceptions_open: queues.exceptionsOpen,
    },
    gateways: gateways.map(showGateway),
  }
}

export function showProblem({ code, severity, message, cure, providerId, since }: Problem) {
  return {
    code,
    severity,
    message,
    cure,
    ...(providerId !== undefined && { provider_id: providerId }),
    ...(since && { since: since.toISOString() }),
  }
}

function showProcess(process: ShopProcess) {
  return {
    id: process.id,
    state: process.isLive ? "live" : "lost",
    worker_mode: process.workerMode,
    locking: process.locking,
    event_bus: process.eventBus,
    started_at: process.startedAt.toISOString(),
    seen_at: process.seenAt.toISOString(),
    jobs_at: process.jobsAt?.toISOString() ?? null,
  }
}

function showGateway(gateway: GatewayHealth) {
  return {
    provider_id: gateway.providerId,
    gateway: gateway.gateway,
    name: gateway.name,
    sandbox: gateway.sandbox,
    circuit: gateway.circuit,
    watched: gateway.watched,
    checks_due: gateway.checksDue,
    checks_failing: gateway.checksFailing,
    last_webhook_at: gateway.lastWebhookAt?.toISOString() ?? null,
  }
}

function wholeSeconds(seconds = 0): number {
  return Math.floor(seconds)
}
