import type { GatewayContext } from "../../core/gateway"
import { CorefyCallbacks } from "./callbacks"
import { Checkout } from "./checkout"
import type { Invoice } from "./entities"
import { Refuser } from "./errors"
import type { CorefyAccount } from "./options"
import { pageUrl, type Presentation } from "./presenters"
import { Refunds } from "./refunds"
import { CorefyStore } from "./store"

export const COREFY = "corefy"

/** What routes, pages and controls work with. */
export interface CorefyService {
  context: GatewayContext
  account: CorefyAccount
  store: CorefyStore
  callbacks: CorefyCallbacks
  checkout: Checkout
  refunds: Refunds
  refuser: Refuser
  presentation(): Presentation
  /** The hosted payment page of an invoice. */
  pageUrl(invoice: Invoice): string
}

export function createService(context: GatewayContext, account: CorefyAccount): CorefyService {
  const store = new CorefyStore()
  const presentation = () => ({
    settings: account.settings,
    pageBase: `${context.baseUrl()}/hpp/`,
  })
  const callbacks = new CorefyCallbacks(account, context.webhooks, COREFY, presentation)
  const checkout = new Checkout(account, store, callbacks, context.clock)
  const now = () => context.clock.now()
  return {
    context,
    account,
    store,
    callbacks,
    checkout,
    refunds: new Refunds(account, store, callbacks, checkout, now),
    refuser: new Refuser(() => account.settings),
    presentation,
    pageUrl: (invoice) => pageUrl(presentation().pageBase, invoice.id),
  }
}
