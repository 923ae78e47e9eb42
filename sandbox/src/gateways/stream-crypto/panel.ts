import type { PanelAction, PanelEntry } from "../../core/gateway"
import type { Payment } from "./entities"
import { priceText, shownStatus } from "./presenters"
import { receivedInPrice, receivedOf } from "./quote"
import { STREAM_CRYPTO, type StreamCryptoService } from "./service"

const LISTED = 100

/** The payments as the control panel lists them, newest first. */
export function streamCryptoPanel(service: StreamCryptoService): PanelEntry[] {
  return [...service.store.payments.values()]
    .slice(-LISTED)
    .reverse()
    .map((payment) => entry(service, payment))
}

function entry(service: StreamCryptoService, payment: Payment): PanelEntry {
  const { quote, transfers } = payment
  const closed = service.store.whyClosed(payment)
  const received = priceText(payment, receivedInPrice(quote, receivedOf(quote, transfers).native))
  return {
    id: payment.id,
    title: payment.name,
    amount: priceText(payment, quote.price.units),
    currency: quote.price.currency,
    status: closed === "expired" ? "EXPIRED" : shownStatus(service, payment).toUpperCase(),
    detail: [
      payment.mode === "manual" ? "created for the shop's own page" : "hosted page",
      ...(transfers.length > 0
        ? [`received ${received} ${quote.price.currency} in ${transfers.length} transfer(s)`]
        : []),
    ].join(" · "),
    url: payment.mode === "manual" ? service.walletUrl(payment) : service.pageUrl(payment),
    actions: closed ? closedActions(payment, closed) : openActions(payment),
  }
}

function openActions(payment: Payment): PanelAction[] {
  const base = `/${STREAM_CRYPTO}/payments/${payment.id}`
  const { units } = payment.quote.price
  const half = priceText(payment, units / 2n)
  const tenth = priceText(payment, units / 10n)
  const pay = `${base}/pay`
  return [
    { label: "Send", path: pay, tone: "good" },
    { label: "Send in USDC", path: pay, body: { coin: "USDC" }, tone: "plain" },
    ...(units >= 10n
      ? ([
          { label: "Send half", path: pay, body: { amount: half }, tone: "plain" },
          { label: `Send ${tenth} over`, path: pay, body: { overBy: tenth }, tone: "plain" },
        ] satisfies PanelAction[])
      : []),
    { label: "In 3 parts", path: `${base}/pay-in-parts`, body: { parts: 3 }, tone: "plain" },
    { label: "Expire", path: `${base}/expire`, tone: "bad" },
  ]
}

function closedActions(payment: Payment, closed: "completed" | "expired"): PanelAction[] {
  return [
    {
      label: closed === "expired" ? "Send late" : "Send again",
      path: `/${STREAM_CRYPTO}/payments/${payment.id}/pay`,
      body: { evenIfClosed: true },
      tone: "plain",
    },
  ]
}
