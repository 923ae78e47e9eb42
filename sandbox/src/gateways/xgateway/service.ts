import type { GatewayContext } from "../../core/gateway"
import { XGatewayCallbacks } from "./callbacks"
import { Deposits } from "./deposits"
import type { Invoice, Wallet } from "./entities"
import { Invoices } from "./invoices"
import type { XGatewayAccount } from "./options"
import { XGatewayStore } from "./store"
import { webhookProfile } from "./webhook-profile"
import { Withdrawals } from "./withdrawals"

export const XGATEWAY = "xgateway"

/** Where the API lies below the gateway's path; part of the base URL that merchants configure. */
export const API_PATH = "/api/v2"

/** What routes, pages and controls work with. */
export interface XGatewayService {
  context: GatewayContext
  account: XGatewayAccount
  store: XGatewayStore
  callbacks: XGatewayCallbacks
  invoices: Invoices
  deposits: Deposits
  withdrawals: Withdrawals
  /** The hosted checkout page of an invoice. */
  checkoutUrl(invoice: Invoice, form: "long" | "short"): string
  /** The page that sends coins to a wallet, as a payer's own app would. */
  coinsUrl(wallet: Wallet): string
  qrCodeUrl(wallet: Wallet): string
}

export function createService(context: GatewayContext, account: XGatewayAccount): XGatewayService {
  const store = new XGatewayStore(account, () => context.clock.now())
  const profile = webhookProfile(account)
  const callbacks = new XGatewayCallbacks(store, context.webhooks, profile, XGATEWAY)
  return {
    context,
    account,
    store,
    callbacks,
    invoices: new Invoices(store),
    deposits: new Deposits(store, callbacks),
    withdrawals: new Withdrawals(store, callbacks, context.clock),
    checkoutUrl: ({ id }, form) =>
      `${context.baseUrl()}${form === "long" ? "/v2/invoice" : ""}/${id}`,
    coinsUrl: ({ address }) => `${context.baseUrl()}/coins/${address}`,
    qrCodeUrl: ({ qrId }) => `${context.baseUrl()}/public/${qrId}.svg`,
  }
}
