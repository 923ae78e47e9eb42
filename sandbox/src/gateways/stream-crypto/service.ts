import type { GatewayContext } from "../../core/gateway"
import type { JsonObject } from "../../core/json"
import { StreamCryptoCallbacks } from "./callbacks"
import { readCreation } from "./creation-reader"
import type { Payment, Token } from "./entities"
import { badRequest, shopNotApproved } from "./errors"
import { newAddress, newPaymentId } from "./identifiers"
import type { StreamCryptoAccount } from "./options"
import { quote } from "./quote"
import { StreamCryptoStore } from "./store"
import { Wallet } from "./wallet"
import { webhookProfile } from "./webhook-profile"

export const STREAM_CRYPTO = "stream-crypto"

/** Path of the API below the gateway's own. */
export const API_PATH = "/api/v1"

/** What routes, pages and controls work with. */
export interface StreamCryptoService {
  context: GatewayContext
  account: StreamCryptoAccount
  store: StreamCryptoStore
  callbacks: StreamCryptoCallbacks
  wallet: Wallet
  /** @throws ReplyError 403 when the shop is not approved, 400 when the body is wrong */
  create(body: JsonObject, mode: Payment["mode"]): Payment
  /** The vendor's hosted page, also of payments that were created for a page of the shop's own. */
  pageUrl(payment: Payment): string
  /** The payer's wallet: a page of the sandbox, not of the vendor. */
  walletUrl(payment: Payment): string
  iconUrl(token: Token): string
}

export function createService(
  context: GatewayContext,
  account: StreamCryptoAccount
): StreamCryptoService {
  const store = new StreamCryptoStore(account, () => context.clock.now())
  const callbacks = new StreamCryptoCallbacks(
    store,
    context.webhooks,
    webhookProfile(account),
    STREAM_CRYPTO
  )
  return {
    context,
    account,
    store,
    callbacks,
    wallet: new Wallet(store, callbacks),
    create: (body, mode) => {
      if (!account.settings.shopApproved) {
        throw shopNotApproved()
      }
      const payment = newPayment(store, body, mode)
      store.payments.set(payment.id, payment)
      return payment
    },
    pageUrl: ({ id }) => `${context.baseUrl()}/payment/${id}`,
    walletUrl: ({ id }) => `${context.baseUrl()}/wallet/${id}`,
    iconUrl: (token) => `${context.baseUrl()}/img/currencies/${token.toLowerCase()}.svg`,
  }
}

function newPayment(
  { account: { settings }, now }: StreamCryptoStore,
  body: JsonObject,
  mode: Payment["mode"]
): Payment {
  const { price, ...texts } = readCreation(body, settings)
  const due = quote(price, settings)
  if (due.usdCents === 0n || due.native === 0n) {
    throw badRequest("The amount is too small")
  }
  const createdAt = now()
  return {
    ...texts,
    id: newPaymentId(),
    mode,
    network: settings.network,
    localCurrency:
      price.currency === "STRM" ? settings.localCurrency : price.currency === "EUR" ? "eur" : "usd",
    address: newAddress(settings.addressFormat),
    quote: due,
    createdAt,
    expiresAt: createdAt + settings.expiryMs,
    transfers: [],
    paidAt: null,
    wasPaidLate: false,
    forcedStatus: null,
  }
}
