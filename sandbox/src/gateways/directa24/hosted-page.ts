import { escapeHtml } from "../../core/html"
import {
  amountField,
  card,
  factList,
  heading,
  minuteText,
  notFoundCard,
  paymentPage,
  selectField,
  stateLine,
  submitButton,
} from "../../core/page-parts"
import { COUNTRIES } from "./countries"
import type { Deposit } from "./entities"
import { methodsOf, type PaymentType } from "./payment-methods"
import { payerAmount, twoDecimals } from "./presenter"
import { returnForm, type ReturnForm } from "./return-form"
import type { Directa24Service } from "./service"

const CLOSED_TEXTS = {
  completed: "This payment was made.",
  cancelled: "This payment was cancelled.",
  expired: "The time for this payment is over.",
} as const

/**
 * The hosted payment page of a deposit; without banner and footer inside the shop's iframe.
 *
 * @param problem why a form was not taken
 */
export function hostedPage(
  service: Directa24Service,
  deposit: Deposit,
  isFramed: boolean,
  problem?: string
): string {
  const closed = service.deposits.whyClosed(deposit)
  const trouble = problem === undefined || closed ? "" : stateLine("bad", problem)
  const content = closed
    ? stateLine(closed === "completed" ? "good" : "bad", CLOSED_TEXTS[closed]) +
      returnMarkup(returnForm(service.store, deposit), "Back to the shop")
    : deposit.method
      ? `<form method="post">${instructions(deposit)}${buttons(service, deposit)}</form>`
      : chooser(deposit)
  return page(service, isFramed, card(summary(service, deposit) + trouble + content))
}

/** Sends the payer's browser back to the shop with a POST, by itself or by a click. */
export function returnPage(service: Directa24Service, form: ReturnForm, isFramed: boolean): string {
  const content = `<h1>Back to the shop</h1>${returnMarkup(form, "Continue")}`
  const script = `<script>document.getElementById("return").submit()</script>`
  return page(service, isFramed, card(content) + script)
}

/** For links that lead to nothing. */
export function unknownPage(service: Directa24Service): string {
  return page(service, false, notFoundCard("Payment not found", "There is no such payment."))
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
  if (!service.deposits.whyClosed(deposit)) {
    facts.push(["Valid until", minuteText(deposit.expiresAt)])
  }
  const { merchantName } = service.account.settings
  return heading(merchantName, deposit.description || "Payment", amount, currency) + factList(facts)
}

function instructions(deposit: Deposit): string {
  const code = deposit.document.padStart(12, "0").replace(/(\d{4})(?=\d)/g, "$1 ")
  const texts: Readonly<Record<PaymentType, string>> = {
    "00": `<p class="hint">You are paying from your bank account.</p>`,
    "01": `<p class="hint">Deposit the amount at Sandbox Bank, account 0001-4, with this reference:</p>
<p class="address" data-testid="code">${code}</p>`,
    "02": `<p class="hint">Show this code at the counter and pay in cash:</p>
<p class="address" data-testid="code">${code}</p>`,
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
  const unvalidated = { formnovalidate: true }
  const ways = paysLater
    ? submitButton("main", "slip", "I will pay later", unvalidated) +
      submitButton("plain", "pay", "Pay now, as at the counter")
    : submitButton("main", "pay", `Pay ${amount} ${currency}`)
  const half = twoDecimals(deposit.amount / 2n)
  return `
<div class="stack">${ways}</div>
<details><summary>Pay another amount</summary>
${amountField(`Amount (${deposit.currency})`, { placeholder: half })}
${submitButton("plain", "pay_amount", "Pay this amount")}
</details>
<div class="stack">
${submitButton("bad", "fail", "Decline this payment", unvalidated)}
${submitButton("plain", "cancel", "Cancel and go back", unvalidated)}
</div>`
}

function chooser(deposit: Deposit): string {
  const options = methodsOf(deposit.country).map(({ code, name }) => [code, name] as const)
  const country = deposit.country in COUNTRIES ? ` in ${deposit.country}` : ""
  return `<form method="post">
${selectField("bank", `Ways to pay${country}`, options)}
<div class="stack">${submitButton("main", "choose", "Continue")}${submitButton("plain", "cancel", "Cancel and go back")}</div>
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

function page(service: Directa24Service, isFramed: boolean, content: string): string {
  const shop = service.account.settings.merchantName
  return paymentPage({
    title: "Payment",
    shop,
    content,
    ...(isFramed ? {} : { gateway: "Directa24" }),
  })
}
