import { escapeHtml } from "../../core/html"
import {
  addressBlock,
  amountField,
  card,
  factList,
  heading,
  notFoundCard,
  pageLink,
  paymentPage as wholePage,
  selectField,
  stateLine,
  submitButton,
} from "../../core/page-parts"
import { TOKENS, type Payment } from "./entities"
import { priceText, shownStatus } from "./presenters"
import { formatUnits, receivedInPrice, receivedOf } from "./quote"
import type { StreamCryptoService } from "./service"

/** `hosted` is the vendor's page; `wallet` plays the payer's wallet, for pages of the shop's own. */
export type PageKind = "hosted" | "wallet"

/** The page of a payment: what to send where, and the sandbox's buttons that send it. */
export function paymentPage(
  service: StreamCryptoService,
  payment: Payment,
  kind: PageKind,
  problem?: string
): string {
  const closed = service.store.whyClosed(payment)
  const parts = [
    summary(service, payment),
    problem ? stateLine("bad", problem) : "",
    closed === "completed" ? stateLine("good", "This payment is complete.") : "",
    closed === "expired" ? stateLine("bad", expiredText(payment)) : "",
    closed === "completed" && kind === "hosted"
      ? pageLink(payment.returnUrl, "Back to the shop")
      : "",
    closed ? "" : whereTo(payment),
  ]
  return page(service, payment.name, card(parts.join("")) + wallet(service, payment, closed))
}

/** For ids that are no payment. */
export function unknownPaymentPage(service: StreamCryptoService): string {
  return page(service, "Not found", notFoundCard("Payment not found", "There is no such payment."))
}

function summary(service: StreamCryptoService, payment: Payment): string {
  const { quote, transfers } = payment
  const { currency, units } = quote.price
  const facts: [string, string][] = [
    ["Status", shownStatus(service, payment)],
    ["Network", `Solana ${payment.network}`],
  ]
  if (transfers.length > 0) {
    const received = receivedInPrice(quote, receivedOf(quote, transfers).native)
    facts.push(["Received", `${priceText(payment, received)} ${currency}`])
  }
  const description = payment.description
    ? `<p class="hint text" dir="auto">${escapeHtml(payment.description)}</p>`
    : ""
  const { shopName } = service.account.settings
  return (
    heading(shopName, payment.name, priceText(payment, units), currency) +
    description +
    factList(facts) +
    timeLeft(service, payment)
  )
}

function timeLeft({ store, context }: StreamCryptoService, payment: Payment): string {
  if (store.whyClosed(payment) !== null) {
    return ""
  }
  const remaining = Math.max(0, payment.expiresAt - store.now())
  return `<p class="hint">Time left: <b data-remaining="${remaining}" data-speed="${context.clock.speed}">${minutes(remaining)}</b></p>`
}

/** One address takes all coins. */
function whereTo({ address, quote }: Payment): string {
  const amounts = TOKENS.map((token) => `${quote.coins[token].displayAmount} ${token}`)
  return `${addressBlock(address)}
<p class="hint">Send one of these on Solana to this address:</p>
<ul class="choices">${amounts.map((amount) => `<li>${amount}</li>`).join("")}</ul>`
}

function wallet(
  service: StreamCryptoService,
  payment: Payment,
  closed: "completed" | "expired" | null
): string {
  const open = TOKENS.map((token) => {
    const { decimals } = payment.quote.coins[token]
    const amount = formatUnits(service.wallet.openUnits(payment, token), decimals)
    return [token, `${token} · ${amount}`] as const
  })
  const buttons = closed
    ? [
        button(
          "plain",
          "pay_late",
          closed === "expired" ? "Send the coins late" : "Send them again"
        ),
      ]
    : [
        button("main", "pay", "Send the coins"),
        button("plain", "pay_parts", "Send them in two transfers"),
        button("plain", "pay_half", "Send one half"),
        button("plain", "pay_short", "Send a tenth too little"),
        button("plain", "pay_over", "Send a tenth too much"),
        button("bad", "pay_late", "Let the time pass, then send"),
      ]
  const own = closed
    ? ""
    : `<details><summary>Send another amount</summary>
${amountField("Amount in the coin")}${submitButton("plain", "pay_amount", "Send this amount")}</details>`
  return card(`<h1>Sandbox wallet</h1>
<p class="hint">Plays the payer's wallet; no coins move.</p>
<form method="post">
${selectField("coin", "Send", open)}
<div class="stack">${buttons.join("")}</div>${own}
</form>`)
}

function button(tone: "main" | "plain" | "bad", action: string, label: string): string {
  return submitButton(tone, action, label, { formnovalidate: true })
}

function expiredText(payment: Payment): string {
  return payment.transfers.length > 0
    ? "The time for this payment is over. Coins arrived; the shop was told if they were enough."
    : "The time for this payment is over."
}

function minutes(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`
}

function page(service: StreamCryptoService, title: string, content: string): string {
  const shop = service.account.settings.shopName
  return wholePage({ title, shop, gateway: "Stream Payment Gateway", content, isLive: true })
}
