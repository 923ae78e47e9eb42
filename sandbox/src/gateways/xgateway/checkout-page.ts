import { escapeHtml } from "../../core/html"
import {
  addressBlock,
  amountField,
  factList,
  heading,
  minuteText,
  pageLink,
  stateLine,
  submitButton,
} from "../../core/page-parts"
import { fixed, multiply, plain, roundCoins } from "./amounts"
import { COIN_CODES, coinOf, decimalsOf } from "./currencies"
import type { Activation, Invoice } from "./entities"
import { depositsFor, invoiceStatus, openAmount, receivedFor, whyClosed } from "./invoice-state"
import { cardPage, coinField, coinsOfFamily } from "./page-parts"
import { shownStatus } from "./presenters"
import type { XGatewayService } from "./service"

const CLOSED_TEXTS = {
  completed: "This invoice has been paid.",
  canceled: "This invoice was canceled.",
  expired: "The time to pay this invoice is over.",
} as const

/** The hosted checkout page: choose a currency, then send coins to the address. */
export function checkoutPage(service: XGatewayService, invoice: Invoice, problem = ""): string {
  const closed = whyClosed(service.store, invoice)
  const { activation } = invoice
  const parts = [summary(service, invoice)]
  if (problem) {
    parts.push(stateLine("bad", problem))
  }
  if (closed) {
    parts.push(stateLine(closed === "completed" ? "good" : "bad", CLOSED_TEXTS[closed]))
  } else if (activation) {
    if (invoiceStatus(service.store, invoice) === "processing") {
      parts.push(stateLine("plain", "A deposit waits to be confirmed."))
    }
    parts.push(sending(service, invoice, activation))
  } else {
    parts.push(choosing(service, invoice))
  }
  if (closed && invoice.redirectUrl) {
    parts.push(pageLink(invoice.redirectUrl, "Back to the shop"))
  }
  return cardPage(service, "Pay with crypto", parts.join(""))
}

/** For ids that are no invoice. */
export function unknownInvoicePage(service: XGatewayService): string {
  const text = stateLine("bad", "There is no such invoice.")
  return cardPage(service, "Not found", `<h1>Invoice not found</h1>${text}`)
}

function summary(service: XGatewayService, invoice: Invoice): string {
  const { store } = service
  const { baseCurrency, orderId, activation } = invoice
  const decimals = decimalsOf(baseCurrency)
  const received = receivedFor(store, invoice)
  const closed = whyClosed(store, invoice)
  const facts: [string, string][] = [["Status", invoiceStatus(store, invoice)]]
  if (orderId !== null) {
    facts.push(["Order", orderId])
  }
  if (received > 0n) {
    facts.push([
      closed ? "Received" : "Received so far",
      `${fixed(received, decimals)} ${baseCurrency}`,
    ])
  }
  for (const deposit of depositsFor(store, invoice)) {
    const coins = `${plain(deposit.coins)} ${deposit.coin}`
    facts.push(["Deposit", `${coins}, ${shownStatus(store, deposit)}`])
  }
  if (activation && !closed) {
    facts.push(["Pay before", minuteText(activation.expiresAt)])
  }
  const { merchantName } = service.account.settings
  const amount = fixed(invoice.amount, decimals)
  return heading(merchantName, "Pay with crypto", amount, baseCurrency) + factList(facts)
}

function choosing(service: XGatewayService, invoice: Invoice): string {
  const offered = service.invoices.offered(invoice)
  return `<form method="post">
${coinField("Currency", offered)}
<div class="stack">${submitButton("main", "choose", "Continue")}${submitButton("plain", "cancel", "Cancel and go back")}</div></form>`
}

function sending(service: XGatewayService, invoice: Invoice, activation: Activation): string {
  const { currency, address } = activation
  const { networkTitle, family } = coinOf(currency)
  const coins = plain(openCoins(service, invoice, activation))
  const others = coinsOfFamily(COIN_CODES, family).filter((code) => code !== currency)
  const other = others.length
    ? `${coinField("Another currency of this wallet", others)}${submitButton("plain", "pay_other", "Send the amount in that currency")}`
    : ""
  return `${addressBlock(address)}
<p class="hint">Send exactly <b data-testid="coins">${coins} ${escapeHtml(currency)}</b> on ${escapeHtml(networkTitle)}, in one go.</p>
<form method="post"><div class="stack">
${submitButton("main", "pay", `Send ${coins} ${currency}`)}
${submitButton("plain", "pay_short", "Send a tenth less")}
${submitButton("plain", "pay_over", "Send a tenth more")}
${submitButton("plain", "processing", "Send; not confirmed yet")}</div>
<details><summary>Other ways to pay</summary>
${amountField(`Coins (${currency})`, { placeholder: coins })}
<div class="field">${submitButton("plain", "pay_amount", "Send this many")}</div>
${other}</details>
<div class="stack">${submitButton("bad", "fail", "Let the deposit fail")}${submitButton("plain", "cancel", "Cancel and go back")}</div></form>`
}

/** Coins that are still to be sent. */
export function openCoins(
  service: XGatewayService,
  invoice: Invoice,
  activation: Activation
): bigint {
  const open = openAmount(service.store, invoice)
  return open === invoice.amount
    ? activation.coins
    : roundCoins(multiply(open, activation.rate), coinOf(activation.currency).decimals)
}
