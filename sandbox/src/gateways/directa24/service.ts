import type { GatewayContext } from "../../core/gateway"
import { Confirmations } from "./confirmations"
import { Deposits } from "./deposits"
import type { Deposit } from "./entities"
import type { Directa24Account } from "./options"
import { Refunds } from "./refunds"
import { Directa24Store } from "./store"

export const DIRECTA24 = "directa24"

/** What routes, pages and controls work with. */
export interface Directa24Service {
  context: GatewayContext
  account: Directa24Account
  store: Directa24Store
  confirmations: Confirmations
  deposits: Deposits
  refunds: Refunds
  /** The hosted payment page of a deposit. */
  pageUrl(deposit: Deposit): string
}

export function createService(
  context: GatewayContext,
  account: Directa24Account
): Directa24Service {
  const store = new Directa24Store(account, () => context.clock.now())
  const confirmations = new Confirmations(store, context.webhooks, DIRECTA24)
  return {
    context,
    account,
    store,
    confirmations,
    deposits: new Deposits(store, confirmations, context.clock),
    refunds: new Refunds(store, confirmations),
    pageUrl: (deposit) => {
      const query = deposit.iframeView ? "?iframe_view=1" : ""
      return `${context.baseUrl()}/checkout/${deposit.token}${query}`
    },
  }
}
