import type { GatewayContext } from "../../core/gateway"
import type { PaymentLink } from "./entities"
import { Checkout } from "./checkout"
import { StreamPayEvents } from "./events"
import type { StreamPayAccount } from "./options"
import { Refunds } from "./refunds"
import { StreamPayStore } from "./store"
import { webhookProfile } from "./webhook-profile"

export const STREAMPAY = "streampay"

/** What routes, pages and controls work with. */
export interface StreamPayService {
  context: GatewayContext
  account: StreamPayAccount
  store: StreamPayStore
  events: StreamPayEvents
  checkout: Checkout
  refunds: Refunds
  /** The hosted payment page of a link. */
  pageUrl(link: PaymentLink): string
}

export function createService(
  context: GatewayContext,
  account: StreamPayAccount
): StreamPayService {
  const store = new StreamPayStore(account, () => context.clock.now())
  const events = new StreamPayEvents(
    store,
    context.webhooks,
    webhookProfile(account),
    STREAMPAY,
    context.baseUrl
  )
  return {
    context,
    account,
    store,
    events,
    checkout: new Checkout(store, events),
    refunds: new Refunds(store, events),
    pageUrl: (link) => `${context.baseUrl()}/pay/${link.id}`,
  }
}
