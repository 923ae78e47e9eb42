import { escapeHtml, htmlPage } from "../../core/html"
import { HOSTED_PAGE_STYLE } from "../../core/hosted-page-style"
import { COUNTRIES } from "./countries"
import type { Deposit } from "./entities"
import { methodsOf, type PaymentType } from "./payment-methods"
import { payerAmount, twoDecimals } from "./presenter"
import { returnForm, type ReturnForm } from "./return-form"
import type { Directa24Service } from "./service"

const GOOD_SIGN = sign("M5 13l4 4L19 7")
const BAD_SIGN = sign("M6 6l12 12M18 6L6 18")

const CLOSED_TEXTS = {
  completed: "This payment was made.",
  cancelled: "This payment was cancelled.",
  expired: "The time for this payment is over.",
} as const

/** The hosted payment page of a deposit; without frame and footer inside the shop's iframe. */
export function hostedPage(service: Directa24Service, deposit: Deposit, isFramed: boolean): string {
  const closed = service.deposits.whyClosed(deposit)
  const content = closed
    ? state(closed === "completed" ? "good" : "bad", CLOSED_TEXTS[closed]) +
      returnMarkup(returnForm(service.store, deposit), "Back to the shop")
    : deposit.method
      ? `<form method="post">${instructions(deposit)}${buttons(service, deposit)}</form>`
      : chooser(deposit)
  return shell(service, isFramed, `${summary(service, deposit)}${content}`)
}

/** Sends the payer's browser back to the shop with a POST, by itself or by a click. */
export function returnPage(service: Directa24Service, form: ReturnForm, isFramed: boolean): string {
  return shell(
    service,
    isFramed,
    `<h1>Back to the shop</h1>${returnMarkup(form, "Continue")}
<script>document.getElementById("return").submit()</script>`
  )
}

/** For links that lead to nothing. */
export function unknownPage(service: Directa24Service): string {
  return shell(
    service,
    false,
    `<h1>Payment not found</h1>${state("bad", "There is no such payment.")}`
  )
}

function summary(service: Directa24Service, deposit: Deposit): string {
  const { amount, currency } = payerAmount(service.store, deposit)
  const facts: [string, string][] = [["Invoice", deposit.invoice]]
  if (deposit.method) {
    facts.push(["Pay with", deposit.method.name])
  }
  if (currency !== deposit.currency) {
    facts.push(["Invoiced", `${twoDecimals(deposit.amount)} ${deposit.currency}`])
  }
  facts.push(["Payer", deposit.name])
  const until = new Date(deposit.expiresAt).toISOString().slice(0, 16).replace("T", " ")
  facts.push(["Valid until", `${until} UTC`])
  const rows = facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`)
  return `
<p class="merchant">${escapeHtml(service.account.settings.merchantName)}</p>
<h1 dir="auto">${escapeHtml(deposit.description || "Payment")}</h1>
<div class="amount" data-testid="amount">${amount}<small>${escapeHtml(currency)}</small></div>
<dl class="facts">${rows.join("")}</dl>`
}

function instructions(deposit: Deposit): string {
  const code = deposit.document.padStart(12, "0").replace(/(\d{4})(?=\d)/g, "$1 ")
  const texts: Readonly<Record<PaymentType, string>> = {
    "00": `<p class="hint">You are paying from your bank account.</p>`,
    "01": `<p class="hint">Deposit the amount at Sandbox Bank, account 0001-4, with this reference:</p>
<p class="state" data-testid="code">${code}</p>`,
    "02": `<p class="hint">Show this code at the counter and pay in cash:</p>
<p class="state" data-testid="code">${code}</p>`,
    "03": `<div class="field"><label for="card_number">Card number</label>
<input id="card_number" name="card_number" inputmode="numeric" autocomplete="cc-number" value="4111111111111111" pattern="[0-9 ]{12,23}" required></div>
<div class="pair"><div class="field"><label for="card_expiry">Valid until</label><input id="card_expiry" name="card_expiry" autocomplete="cc-exp" value="12/30"></div>
<div class="field"><label for="card_code">Code</label><input id="card_code" name="card_code" autocomplete="cc-csc" value="123"></div></div>`,
  }
  return texts[deposit.method?.type ?? "00"]
}

function buttons(service: Directa24Service, deposit: Deposit): string {
  const { amount, currency } = payerAmount(service.store, deposit)
  const paysLater = deposit.method?.type === "01" || deposit.method?.type === "02"
  const slip = `<button class="main" name="action" value="slip" formnovalidate>I will pay later</button>`
  return `
<div class="stack">
${paysLater ? slip : ""}
<button class="${paysLater ? "plain" : "main"}" name="action" value="pay">${paysLater ? "Pay now, as at the counter" : `Pay ${amount} ${escapeHtml(currency)}`}</button>
</div>
<details><summary>Pay another amount</summary>
<div class="field"><label for="amount">Amount (${escapeHtml(deposit.currency)})</label><input id="amount" name="amount" inputmode="decimal" pattern="[0-9]+([.][0-9]{1,2})?" placeholder="${twoDecimals(deposit.amount / 2n)}"></div>
<button class="plain" name="action" value="pay_amount">Pay this amount</button>
</details>
<div class="stack">
<button class="bad" name="action" value="fail" formnovalidate>Decline this payment</button>
<button class="plain" name="action" value="cancel" formnovalidate>Cancel and go back</button>
</div>`
}

function chooser(deposit: Deposit): string {
  const options = methodsOf(deposit.country).map(
    ({ code, name }) => `<option value="${escapeHtml(code)}">${escapeHtml(name)}</option>`
  )
  const country = deposit.country in COUNTRIES ? ` in ${escapeHtml(deposit.country)}` : ""
  return `<form method="post">
<div class="field"><label for="bank">Ways to pay${country}</label><select id="bank" name="bank">${options.join("")}</select></div>
<div class="stack"><button class="main" name="action" value="choose">Go on</button>
<button class="plain" name="action" value="cancel">Cancel and go back</button></div>
</form>`
}

function returnMarkup(form: ReturnForm, label: string): string {
  const fields = Object.entries(form.fields).map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`
  )
  return `<form id="return" method="post" action="${escapeHtml(form.url)}">${fields.join("")}
<button class="main">${label}</button></form>`
}

function state(kind: "good" | "bad", text: string): string {
  return `<div class="state ${kind}" role="status">${kind === "good" ? GOOD_SIGN : BAD_SIGN}<span>${escapeHtml(text)}</span></div>`
}

function sign(path: string): string {
  return `<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`
}

function shell(service: Directa24Service, isFramed: boolean, content: string): string {
  const banner = `<div class="banner">Sandbox: no real money moves here</div>`
  const card = `<section class="card">${content}</section>`
  return htmlPage({
    title: `Payment · ${service.account.settings.merchantName}`,
    style: HOSTED_PAGE_STYLE,
    body: isFramed
      ? `<main data-testid="framed">${card}</main>`
      : `<main>${banner}${card}<footer>Directa24 sandbox</footer></main>`,
  })
}
