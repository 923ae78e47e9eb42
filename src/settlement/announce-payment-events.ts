import { medusaSessionId } from "../core/attempt"
import type { IEventBusModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { eventNameOf, type PaymentGatewayEventData } from "../core/payment-events"
import type { Announcement } from "../modules/payment-gateways/announcement-store"
import { traced } from "../observability"
import { inBackground } from "./in-background"
import { onceAtATime } from "./once-at-a-time"
import { resolveLedgerModule } from "./resolve-gateway"
import { fieldsOf } from "./shop-log"

const AT_ONCE = 50
/** After this time, what was taken but not told is told by another process. */
const LEASE_SECONDS = 60

/**
 * Tells the rest of the shop, on Medusa's event bus, what has happened to payments and has not been
 * told yet. What cannot be told now is told later.
 */
export async function announcePaymentEvents(container: MedusaContainer): Promise<void> {
  const { announcements } = resolveLedgerModule(container)
  const bus: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)
  let taken: readonly Announcement[]
  do {
    taken = await announcements.claim(AT_ONCE, LEASE_SECONDS)
    for (const announcement of taken) {
      const name = eventNameOf(announcement.type)
      await traced("payment_gateways.announce", fieldsOf(announcement.attempt), async () => {
        if (name !== undefined) {
          await bus.emit({ name, data: dataOf(announcement) })
        }
        await announcements.done(announcement.id)
      })
    }
  } while (taken.length === AT_ONCE)
}

const announce = onceAtATime(announcePaymentEvents)

/** The same in the background: nobody waits for it, and the job does what is left over. */
export function announceSoon(container: MedusaContainer): void {
  const announced = announce(container, resolveLedgerModule(container).announcements)
  inBackground(container, "events are told later", announced)
}

function dataOf({ id, message, occurredAt, attempt }: Announcement): PaymentGatewayEventData {
  return {
    id,
    attempt_id: attempt.id,
    session_id: medusaSessionId(attempt),
    payment_collection_id: attempt.paymentCollectionId,
    cart_id: attempt.cartId,
    order_id: attempt.orderId,
    provider_id: attempt.providerId,
    gateway: attempt.gateway,
    reference: attempt.reference,
    status: attempt.status,
    exception: attempt.exception,
    currency_code: attempt.due.currency.code.toLowerCase(),
    amount: attempt.due.toDecimal(),
    received: attempt.received.toDecimal(),
    refunded: attempt.refunded.toDecimal(),
    charged_back: attempt.chargedBack.toDecimal(),
    message,
    occurred_at: occurredAt.toISOString(),
  }
}
