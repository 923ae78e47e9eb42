import { escapeHtml, htmlPage } from "../../core/html"
import { HOSTED_PAGE_STYLE } from "../../core/hosted-page-style"
import { PAYMENT_METHODS, type PaymentLink } from "./entities"
import { toMajor } from "./money"
import { defaultContact } from "./payer"
import type { StreamPayService } from "./service"
import { zonedTime } from "./timestamps"

export const MOST_PARTS = 12

const GOOD_SIGN = sign("M5 13l4 4L19 7")
const BAD_SIGN = sign("M6 6l12 12M18 6L6 18")

const CLOSED_TEXTS = {
  completed: "This payment link has been paid.",
  expired: "This payment link has expired.",
  inactive: "This payment link is no longer active.",
} as const

/** The hosted payment page of a link. */
export function hostedPage(service: StreamPayService, link: PaymentLink): string {
  const closed = service.checkout.whyClosed(link)
  const parts = [summary(service, link)]
  if (closed) {
    const message = link.deactivateMessage ? ` ${link.deactivateMessage}` : ""
    parts.push(state(closed === "completed" ? "good" : "bad", CLOSED_TEXTS[closed] + message))
  } else {
    parts.push(forms(service, link))
  }
  return shell(service, link.name, `<section class="card">${parts.join("")}</section>`)
}

/** What the payer sees when the link has no URL to go back to. */
export function resultPage(
  service: StreamPayService,
  link: PaymentLink,
  kind: "good" | "bad",
  text: string
): string {
  const back = `<p class="hint"><a href="${escapeHtml(service.pageUrl(link))}">Back to the payment page</a></p>`
  return shell(
    service,
    link.name,
    `<section class="card">${summary(service, link)}${state(kind, text)}${back}</section>`
  )
}

/** For ids that are no link. */
export function unknownLinkPage(service: StreamPayService): string {
  return shell(
    service,
    "Not found",
    `<section class="card"><h1>Payment link not found</h1>${state("bad", "There is no such payment link.")}</section>`
  )
}

function summary(service: StreamPayService, link: PaymentLink): string {
  const { store, checkout } = service
  const invoice = checkout.openInvoice(link)
  const paid = invoice ? store.paidOn(invoice.id) : 0n
  const shown =
    checkout.whyClosed(link) === "completed" ? link.totalMinor : checkout.openAmount(link)
  const facts: [string, string][] = [["Status", store.shownStatus(link)]]
  if (paid > 0n) {
    facts.push(["Total", `${toMajor(link.totalMinor, link.currency)} ${link.currency}`])
    facts.push(["Paid so far", `${toMajor(paid, link.currency)} ${link.currency}`])
  }
  if (link.validUntil !== null) {
    facts.push(["Valid until", `${zonedTime(link.validUntil).slice(0, 16).replace("T", " ")} UTC`])
  }
  const bar =
    paid > 0n
      ? `<div class="bar"><span style="width:${Number((paid * 100n) / link.totalMinor)}%"></span></div>`
      : ""
  return `
<p class="merchant">${escapeHtml(service.account.settings.merchantName)}</p>
<h1 dir="auto">${escapeHtml(link.name)}</h1>
<div class="amount" data-testid="amount">${toMajor(shown, link.currency)}<small>${escapeHtml(link.currency)}</small></div>
${bar}
<dl class="facts">${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>`
}

function forms(service: StreamPayService, link: PaymentLink): string {
  const waiting = service.checkout.waitingParts(link)
  const [next] = waiting
  const nextPart = next
    ? `<button class="main" name="action" value="pay_next">Pay the next part: ${toMajor(next.amountMinor, link.currency)} ${escapeHtml(link.currency)}</button>`
    : ""
  const open = `${toMajor(service.checkout.openAmount(link), link.currency)} ${escapeHtml(link.currency)}`
  return `
<form method="post">
${contactField(link)}
<div class="field"><label for="method">Pay with</label><select id="method" name="method">${methodOptions(link)}</select></div>
<div class="stack">
${nextPart}
<button class="${next ? "plain" : "main"}" name="action" value="pay">Pay ${open}</button>
</div>
${next ? "" : partsForm(service, link)}
<div class="stack">
<button class="bad" name="action" value="fail">Decline this payment</button>
<button class="plain" name="action" value="cancel" formnovalidate>Cancel and go back</button>
</div>
</form>`
}

function contactField(link: PaymentLink): string {
  if (link.organizationConsumerId) {
    return ""
  }
  const isEmail = link.contactInformationType === "EMAIL"
  return `<div class="field"><label for="contact">${isEmail ? "E-mail address" : "Phone number"}</label>
<input id="contact" name="contact" type="${isEmail ? "email" : "tel"}" value="${defaultContact(link)}" required></div>`
}

function methodOptions(link: PaymentLink): string {
  const allowed = link.paymentMethods
  return PAYMENT_METHODS.filter(
    (method) =>
      !allowed ||
      method === "MADA" ||
      (method === "VISA" && allowed.visa) ||
      (method === "MASTERCARD" && allowed.mastercard) ||
      (method === "AMEX" && allowed.amex) ||
      (method === "BANK_TRANSFER" && allowed.bank_transfer)
  )
    .filter((method) => !["CASH", "CARD", "PGW_CARD_UNSPECIFIED"].includes(method))
    .map((method) => `<option value="${method}">${method.replace(/_/g, " ")}</option>`)
    .join("")
}

function partsForm(service: StreamPayService, link: PaymentLink): string {
  const isOffered = link.paymentMethods === null || link.paymentMethods.installment
  if (!isOffered || service.checkout.openInvoice(link)) {
    return ""
  }
  const counts = Array.from({ length: 5 }, (_, index) => index + 2)
  return `<details><summary>Pay in parts</summary>
<div class="field"><label for="type">Kind</label><select id="type" name="type"><option value="INSTALLMENT">Instalments</option><option value="SPLIT_PREPAID">Split payment</option></select></div>
<div class="pair"><div><label for="parts">Parts</label><select id="parts" name="parts">${counts.map((count) => `<option value="${count}">${count}</option>`).join("")}</select></div>
<div><label for="pay_now">Paid now</label><input id="pay_now" name="pay_now" type="number" inputmode="numeric" min="1" max="${MOST_PARTS}" value="1"></div></div>
<div class="stack"><button class="plain" name="action" value="parts">Pay in parts</button></div>
<div class="field" style="margin-top:16px"><label for="amount">Or an amount of your own (${escapeHtml(link.currency)})</label><input id="amount" name="amount" inputmode="decimal" pattern="[0-9]+([.][0-9]+)?" placeholder="${toMajor(link.totalMinor / 2n, link.currency)}"></div>
<button class="plain" name="action" value="pay_amount">Pay this amount</button>
</details>`
}

function state(kind: "good" | "bad", text: string): string {
  return `<div class="state ${kind}" role="status">${kind === "good" ? GOOD_SIGN : BAD_SIGN}<span>${escapeHtml(text)}</span></div>`
}

function sign(path: string): string {
  return `<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`
}

function shell(service: StreamPayService, title: string, content: string): string {
  return htmlPage({
    title: `${title} · ${service.account.settings.merchantName}`,
    style: HOSTED_PAGE_STYLE,
    body: `<main><div class="banner">Sandbox: no real money moves here</div>${content}<footer>StreamPay sandbox</footer></main>`,
  })
}
