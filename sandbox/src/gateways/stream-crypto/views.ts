import { formatDecimal } from "../../core/money"
import type { Payment, PriceCurrency, Token, Transfer } from "./entities"
import { presentCoins, priceText, shownStatus, type CoinAddress } from "./presenters"
import { formatUnits, receivedInPrice, receivedOf } from "./quote"
import type { StreamCryptoService } from "./service"

/** A transfer as the controls show it. */
export interface TransferView {
  token: Token
  /** In the coin's major unit. */
  amount: string
  transactionHash: string
  at: string
}

/** A payment as the controls show it; amounts are decimal strings in major units. */
export interface PaymentView {
  id: string
  mode: "page" | "manual"
  /** As a reading would tell it now. */
  status: string
  closed: "completed" | "expired" | null
  /** What the payment was priced in; `amount` and `received` are in it. */
  currency: PriceCurrency
  amount: string
  received: string
  amountUsd: string
  receivedUsd: string
  name: string
  description: string
  returnUrl: string
  /** The shop's own session: what looks like `payses_…` in return URL, name or description. */
  sessionReference: string | null
  network: string
  address: string
  /** As the API tells them. */
  addresses: CoinAddress[]
  transfers: TransferView[]
  createdAt: string
  expiresAt: string
  /** The hosted page. */
  url: string
  /** The page on which coins can be sent. */
  walletUrl: string
}

export function viewPayment(service: StreamCryptoService, payment: Payment): PaymentView {
  const { quote } = payment
  const received = receivedOf(quote, payment.transfers)
  return {
    id: payment.id,
    mode: payment.mode,
    status: shownStatus(service, payment),
    closed: service.store.whyClosed(payment),
    currency: quote.price.currency,
    amount: priceText(payment, quote.price.units),
    received: priceText(payment, receivedInPrice(quote, received.native)),
    amountUsd: formatDecimal(quote.usdCents, 2),
    receivedUsd: formatDecimal(received.usdCents, 2),
    name: payment.name,
    description: payment.description,
    returnUrl: payment.returnUrl,
    sessionReference: sessionReferenceOf(payment),
    network: payment.network,
    address: payment.address,
    addresses: presentCoins(service, payment),
    transfers: payment.transfers.map((transfer) => viewTransfer(payment, transfer)),
    createdAt: new Date(payment.createdAt).toISOString(),
    expiresAt: new Date(payment.expiresAt).toISOString(),
    url: service.pageUrl(payment),
    walletUrl: service.walletUrl(payment),
  }
}

export function viewTransfer({ quote }: Payment, transfer: Transfer): TransferView {
  return {
    token: transfer.token,
    amount: formatUnits(transfer.units, quote.coins[transfer.token].decimals),
    transactionHash: transfer.transactionHash,
    at: new Date(transfer.at).toISOString(),
  }
}

/** There is no reference field: a shop can only write it into what is echoed. */
function sessionReferenceOf({ returnUrl, name, description }: Payment): string | null {
  for (const text of [returnUrl, name, description]) {
    const found = /payses_[0-9A-Za-z]+/.exec(text)
    if (found) {
      return found[0]
    }
  }
  return null
}
