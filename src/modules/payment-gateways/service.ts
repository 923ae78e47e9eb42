import type { Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaService } from "@medusajs/framework/utils"
import { lifecycleHooks } from "../../health/lifecycle-hooks"
import { logLine } from "../../observability"
import { Presence } from "../../health/presence"
import { AnnouncementStore } from "./announcement-store"
import { AttemptFinder } from "./attempt-finder"
import { AttemptStore } from "./attempt-store"
import { CheckStore } from "./check-store"
import { EventFinder } from "./event-finder"
import { EventStore } from "./event-store"
import { IncidentStore } from "./incident-store"
import { LeaseStore } from "./lease-store"
import { PaymentGatewayAttempt } from "./models/attempt"
import { PaymentGatewayIncident } from "./models/incident"
import { PaymentGatewayLease } from "./models/lease"
import { PaymentGatewayProcess } from "./models/process"
import { PaymentGatewayProvider } from "./models/provider"
import { PaymentGatewayTimelineEntry } from "./models/timeline-entry"
import { PaymentGatewayWebhookEvent } from "./models/webhook-event"
import { ProcessStore } from "./process-store"
import { ProviderStore } from "./provider-store"
import { ResolutionStore } from "./resolution-store"
import { SessionListener } from "./session-listener"
import { parseSettings } from "./settings"

interface Dependencies {
  readonly __pg_connection__: Knex
  readonly logger: Logger
}

/**
 * The ledger: attempts, received webhooks, timeline. Lists and single rows come from Medusa's
 * generated methods; what must be exact under concurrency goes through the stores.
 */
export class PaymentGatewaysModuleService extends MedusaService({
  PaymentGatewayAttempt,
  PaymentGatewayWebhookEvent,
  PaymentGatewayTimelineEntry,
  PaymentGatewayLease,
  PaymentGatewayProcess,
  PaymentGatewayIncident,
  PaymentGatewayProvider,
}) {
  readonly attempts: AttemptStore
  readonly finder: AttemptFinder
  readonly events: EventStore
  readonly eventFinder: EventFinder
  readonly leases: LeaseStore
  readonly checks: CheckStore
  readonly announcements: AnnouncementStore
  readonly processes: ProcessStore
  readonly providers: ProviderStore
  readonly resolutions: ResolutionStore
  readonly incidents: IncidentStore
  readonly presence: Presence
  readonly listener: SessionListener
  readonly __hooks: ReturnType<typeof lifecycleHooks>

  constructor({ __pg_connection__, logger }: Dependencies, options?: Record<string, unknown>) {
    // eslint-disable-next-line prefer-rest-params -- Medusa's base class takes what it was given.
    super(...(arguments as unknown as []))
    this.leases = new LeaseStore(__pg_connection__)
    this.attempts = new AttemptStore(__pg_connection__, parseSettings(options), this.leases)
    this.finder = new AttemptFinder(__pg_connection__)
    this.events = new EventStore(__pg_connection__)
    this.eventFinder = new EventFinder(__pg_connection__)
    this.checks = new CheckStore(__pg_connection__)
    this.announcements = new AnnouncementStore(__pg_connection__)
    this.processes = new ProcessStore(__pg_connection__)
    this.providers = new ProviderStore(__pg_connection__)
    this.resolutions = new ResolutionStore(__pg_connection__)
    const warn = (message: string) => logger.warn(logLine(`[payment gateways] ${message}`))
    this.incidents = new IncidentStore(__pg_connection__, warn)
    this.presence = new Presence(this.processes, logger)
    this.listener = new SessionListener(__pg_connection__, warn)
    this.__hooks = lifecycleHooks(this.presence, this.incidents, __pg_connection__)
  }
}
