import type { JsonObject } from "../../core/json"
import { formatDecimal } from "../../core/money"
import { TOKENS, type Payment, type Token } from "./entities"
import { formatUnits, STRM_DECIMALS } from "./quote"
import type { StreamCryptoService } from "./service"
import { offsetTime } from "./timestamps"

/** The status that a reading tells. */
export function shownStatus(service: StreamCryptoService, payment: Payment): string {
  const { store, callbacks } = service
  const { settings } = store.account
  if (payment.forcedStatus !== null) {
    return payment.forcedStatus
  }
  const isExpired = store.isExpired(payment)
  if (payment.paidAt === null) {
    return isExpired ? "not_found" : "pending"
  }
  if (!store.wasPaidInTime(payment)) {
    return settings.latePaymentStatus
  }
  if (store.now() < payment.paidAt + settings.statusLagMs) {
    return "pending"
  }
  if (isExpired && settings.completedAfterExpiry === "not_found") {
    return "not_found"
  }
  return settings.showCallbackErrors && callbacks.isFailing(payment.id)
    ? "ERR_CALLBACK"
    : "completed"
}

/** `PaymentPageObject`, in camel case. */
export function presentPage(service: StreamCryptoService, payment: Payment): JsonObject {
  return {
    paymentID: payment.id,
    expiryAt: offsetTime(payment.expiresAt),
    url: service.pageUrl(payment),
  }
}

/** `PaymentObject`, in snake case. */
export function presentPayment(service: StreamCryptoService, payment: Payment): JsonObject {
  const { quote, address } = payment
  const { STRM } = quote.coins
  return {
    payment_id: payment.id,
    network: payment.network,
    status: shownStatus(service, payment),
    address,
    addresses: presentCoins(service, payment).map((coin) => ({ ...coin })),
    amount: STRM.units.toString(),
    name: payment.name,
    description: payment.description,
    display_amount_usd: formatDecimal(quote.usdCents, 2),
    display_amount_eur: formatDecimal(quote.eurCents, 2),
    display_amount: STRM.displayAmount,
    local_currency: payment.localCurrency,
    return_url: payment.returnUrl,
    expiry_at: offsetTime(payment.expiresAt),
    created_at: offsetTime(payment.createdAt),
    ...presentTransaction(service, payment),
  }
}

/** One of `addresses`. */
export interface CoinAddress {
  blockchain: string
  address: string
  contract: string
  token: Token
  /** Smallest units of the coin. */
  amount: string
  displayAmount: string
  icon: string
}

/** `addresses`: what is due in each coin, and where. */
export function presentCoins(service: StreamCryptoService, payment: Payment): CoinAddress[] {
  return TOKENS.map((token) => {
    const coin = payment.quote.coins[token]
    return {
      blockchain: "solana",
      address: payment.address,
      contract: coin.contract,
      token,
      amount: coin.units.toString(),
      displayAmount: coin.displayAmount,
      icon: service.iconUrl(token),
    }
  })
}

/** Of several transfers the last one is told, once the gateway has processed it. */
function presentTransaction(service: StreamCryptoService, payment: Payment): JsonObject {
  const { store } = service
  const last = payment.transfers.at(-1)
  const isTold =
    payment.paidAt !== null &&
    ["completed", "ERR_CALLBACK"].includes(shownStatus(service, payment)) &&
    store.now() >= payment.paidAt + store.account.settings.transactionLagMs
  return last && isTold
    ? {
        processed_at: offsetTime(last.at),
        transaction_hash: last.transactionHash,
        signer_id: last.sender,
      }
    : {}
}

/** An amount of the price's currency, for people. */
export function priceText(payment: Payment, units: bigint): string {
  const { currency } = payment.quote.price
  return currency === "STRM" ? formatUnits(units, STRM_DECIMALS) : formatDecimal(units, 2)
}
