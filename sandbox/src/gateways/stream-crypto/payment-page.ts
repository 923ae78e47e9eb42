import { escapeHtml, htmlPage } from "../../core/html"
import { HOSTED_PAGE_STYLE } from "../../core/hosted-page-style"
import { TOKENS, type CoinDue, type Payment } from "./entities"
import { PAGE_SCRIPT } from "./page-script"
import { priceText, shownStatus } from "./presenters"
import { formatUnits, receivedInPrice, receivedOf } from "./quote"
import type { StreamCryptoService } from "./service"

/** `hosted` is the vendor's page; `wallet` plays the payer's wallet, for pages of the shop's own. */
export type PageKind = "hosted" | "wallet"

const GOOD_SIGN = sign("M5 13l4 4L19 7")
const BAD_SIGN = sign("M6 6l12 12M18 6L6 18")

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
    problem ? state("bad", problem) : "",
    closed === "completed" ? state("good", "This payment is complete.") : "",
    closed === "expired" ? state("bad", expiredText(payment)) : "",
    closed === "completed" && kind === "hosted"
      ? `<p class="hint"><a href="${escapeHtml(payment.returnUrl)}">Back to the shop</a></p>`
      : "",
  ]
  const coins = closed
    ? ""
    : TOKENS.map((token) => coinCard(payment, payment.quote.coins[token])).join("")
  return shell(
    service,
    payment.name,
    `<section class="card">${parts.join("")}</section>${coins}${wallet(service, payment, closed)}`
  )
}

/** For ids that are no payment. */
export function unknownPaymentPage(service: StreamCryptoService): string {
  return shell(
    service,
    "Not found",
    `<section class="card"><h1>Payment not found</h1>${state("bad", "There is no such payment.")}</section>`
  )
}

function summary(service: StreamCryptoService, payment: Payment): string {
  const { quote, transfers } = payment
  const { currency, units } = quote.price
  const { clock } = service.context
  const received = receivedInPrice(quote, receivedOf(quote, transfers).native)
  const remaining = Math.max(0, payment.expiresAt - service.store.now())
  const facts = [
    ["Status", escapeHtml(shownStatus(service, payment))],
    ["Network", `Solana ${escapeHtml(payment.network)}`],
    ...(transfers.length > 0
      ? [
          [
            "Received",
            `<span data-testid="received">${priceText(payment, received)} ${currency}</span>`,
          ],
        ]
      : []),
    ...(service.store.whyClosed(payment) === null
      ? [
          [
            "Time left",
            `<span data-remaining="${remaining}" data-speed="${clock.speed}">${minutes(remaining)}</span>`,
          ],
        ]
      : []),
  ]
  const description = payment.description
    ? `<p class="hint" style="white-space:pre-line">${escapeHtml(payment.description)}</p>`
    : ""
  return `
<p class="merchant">${escapeHtml(service.account.settings.shopName)}</p>
<h1 dir="auto">${escapeHtml(payment.name)}</h1>
<div class="amount" data-testid="amount">${priceText(payment, units)}<small>${currency}</small></div>
${description}
<dl class="facts">${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join("")}</dl>`
}

function coinCard({ address }: Payment, coin: CoinDue): string {
  return `<section class="card" data-testid="coin-${coin.token}">
<h1>${coin.token} on Solana</h1>
<dl class="facts"><dt>Amount</dt><dd>${coin.displayAmount} ${coin.token}</dd>
<dt>Address</dt><dd><code>${escapeHtml(address)}</code></dd></dl>
<div class="stack"><button class="plain" type="button" data-copy="${escapeHtml(address)}">Copy the address</button></div>
</section>`
}

function wallet(
  service: StreamCryptoService,
  payment: Payment,
  closed: "completed" | "expired" | null
): string {
  const open = TOKENS.map((token) => {
    const { decimals } = payment.quote.coins[token]
    const amount = formatUnits(service.wallet.openUnits(payment, token), decimals)
    return `<option value="${token}">${amount} ${token}</option>`
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
<div class="field"><label for="amount">Amount in the coin</label><input id="amount" name="amount" inputmode="decimal" pattern="[0-9]+([.][0-9]+)?"></div>
<button class="plain" name="action" value="pay_amount">Send this amount</button></details>`
  return `<section class="card"><h1>Sandbox wallet</h1>
<p class="hint">Plays the payer's wallet; no coins move.</p>
<form method="post">
<div class="field"><label for="coin">Send</label><select id="coin" name="coin">${open.join("")}</select></div>
<div class="stack">${buttons.join("")}</div>${own}
</form></section>`
}

function button(tone: string, action: string, label: string): string {
  return `<button class="${tone}" name="action" value="${action}" formnovalidate>${label}</button>`
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

function state(tone: "good" | "bad", text: string): string {
  return `<div class="state ${tone}" role="status">${tone === "good" ? GOOD_SIGN : BAD_SIGN}<span>${escapeHtml(text)}</span></div>`
}

function sign(path: string): string {
  return `<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`
}

function shell(service: StreamCryptoService, title: string, content: string): string {
  return htmlPage({
    title: `${title} · ${service.account.settings.shopName}`,
    style: HOSTED_PAGE_STYLE,
    body: `<main><div class="banner">Sandbox: no real money moves here</div>${content}<footer>Stream Payment Gateway sandbox</footer></main>
<script>${PAGE_SCRIPT}</script>`,
  })
}
