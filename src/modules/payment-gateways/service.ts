import type { Logger } from "@medusajs/framework/types"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { MedusaService } from "@medusajs/framework/utils"
import { AttemptStore } from "./attempt-store"
import { EventStore } from "./event-store"
import { PaymentGatewayAttempt } from "./models/attempt"
import { PaymentGatewayTimelineEntry } from "./models/timeline-entry"
import { PaymentGatewayWebhookEvent } from "./models/webhook-event"
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
}) {
  readonly attempts: AttemptStore
  readonly events: EventStore

  constructor({ __pg_connection__ }: Dependencies, options?: Record<string, unknown>) {
    // eslint-disable-next-line prefer-rest-params -- Medusa's base class takes what it was given.
    super(...(arguments as unknown as []))
    this.attempts = new AttemptStore(__pg_connection__, parseSettings(options))
    this.events = new EventStore(__pg_connection__)
  }
}
