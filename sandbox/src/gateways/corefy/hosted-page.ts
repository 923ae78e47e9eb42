import { escapeHtml, htmlPage } from "../../core/html"
import { HOSTED_PAGE_STYLE } from "../../core/hosted-page-style"
import type { Invoice } from "./entities"
import { toMajor } from "./money"
import { returnKindOf, returnUrl } from "./redirects"
import type { CorefyService } from "./service"
import { RESOLUTIONS_BY_EXPIRY, TEST_CARDS } from "./test-cards"

/** Offered when the merchant did not choose the service. */
export const PAGE_METHODS = ["payment_card", "applepay", "googlepay"] as const

const GOOD_SIGN = sign("M5 13l4 4L19 7")
const BAD_SIGN = sign("M6 6l12 12M18 6L6 18")

const CLOSED_TEXTS: Readonly<Record<string, string>> = {
  processed: "This invoice has been paid.",
  process_failed: "The payment failed.",
  expired: "This invoice has expired.",
  terminated: "This payment was stopped.",
  canceled: "This invoice was canceled.",
}

/** The hosted payment page of an invoice. */
export function hostedPage(service: CorefyService, invoice: Invoice, problem?: string): string {
  const closed = service.checkout.whyClosed(invoice)
  const trouble = problem === undefined ? "" : state("bad", problem)
  return card(
    service,
    invoice,
    trouble + (closed === null ? forms(service, invoice) : closing(service, invoice, closed))
  )
}

/** What the payer sees when there is no URL to go back to. */
export function resultPage(service: CorefyService, invoice: Invoice, text: string): string {
  const kind = returnKindOf(invoice.status) === "fail" ? "bad" : "good"
  const back = `<p class="hint"><a href="${escapeHtml(service.pageUrl(invoice))}">Back to the payment page</a></p>`
  return card(service, invoice, state(kind, text) + back)
}

/** The bank's question; the form carries on what was entered. */
export function bankPage(
  service: CorefyService,
  invoice: Invoice,
  entered: URLSearchParams
): string {
  const hidden = ["action", "card_number", "expiry", "amount", "method"]
    .flatMap((name) => {
      const value = entered.get(name)
      return value === null
        ? []
        : [`<input type="hidden" name="${name}" value="${escapeHtml(value)}">`]
    })
    .join("")
  return card(
    service,
    invoice,
    `<form method="post" action="${escapeHtml(service.pageUrl(invoice))}">${hidden}
<p class="hint">Your bank asks: do you confirm this payment?</p>
<div class="stack">
<button class="main" name="three_ds" value="confirmed">Confirm</button>
<button class="bad" name="three_ds" value="declined">Do not confirm</button>
</div></form>`
  )
}

/** For ids that are no invoice. */
export function unknownInvoicePage(service: CorefyService): string {
  return shell(
    service,
    "Not found",
    `<section class="card"><h1>Invoice not found</h1>${state("bad", "There is no such payment invoice.")}</section>`
  )
}

function card(service: CorefyService, invoice: Invoice, content: string): string {
  const title = titleOf(invoice)
  return shell(
    service,
    title,
    `<section class="card">${summary(service, invoice, title)}${content}</section>`
  )
}

function titleOf(invoice: Invoice): string {
  return invoice.description ?? `Invoice ${invoice.serialNumber}`
}

function summary(service: CorefyService, invoice: Invoice, title: string): string {
  const { checkout, account } = service
  const { currency } = invoice
  const money = (minor: bigint) => `${toMajor(minor, currency)} ${currency}`
  const facts: [string, string][] = [
    ["Status", invoice.status],
    ["Pay by", `${new Date(invoice.expiresAt).toISOString().slice(0, 16).replace("T", " ")} UTC`],
  ]
  if (invoice.paymentAmountMinor !== invoice.amountMinor) {
    facts.push(["Fee", money(invoice.feeMinor)])
  }
  if (invoice.processedMinor !== null) {
    facts.push(["Paid so far", money(invoice.processedMinor)])
  }
  return `
<p class="merchant">${escapeHtml(account.settings.merchantName)}</p>
<h1 dir="auto">${escapeHtml(title)}</h1>
<div class="amount" data-testid="amount">${toMajor(checkout.openAmount(invoice), currency)}<small>${escapeHtml(currency)}</small></div>
<dl class="facts">${facts.map(([name, value]) => `<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`).join("")}</dl>`
}

function closing(service: CorefyService, invoice: Invoice, closed: string): string {
  const kind = returnKindOf(closed)
  const url = returnUrl(invoice, kind, service.account.settings)
  const back =
    url === null ? "" : `<p class="hint"><a href="${escapeHtml(url)}">Back to the shop</a></p>`
  const text = CLOSED_TEXTS[closed] ?? `This invoice is ${closed}.`
  return state(kind === "fail" ? "bad" : "good", text) + back
}

function forms(service: CorefyService, invoice: Invoice): string {
  const { account, checkout } = service
  const open = toMajor(checkout.openAmount(invoice), invoice.currency)
  const amount = account.settings.amountEditable
    ? `<div class="field"><label for="amount">Amount (${escapeHtml(invoice.currency)})</label><input id="amount" name="amount" inputmode="decimal" pattern="[0-9]+([.][0-9]+)?" value="${open}" required><p class="hint">You may change the amount.</p></div>`
    : ""
  return `
<form method="post" action="${escapeHtml(service.pageUrl(invoice))}">
${invoice.service === null ? methodField() : ""}
${amount}
${invoice.testMode ? cardFields() : ""}
<div class="stack">
<button class="main" name="action" value="pay">Pay${account.settings.amountEditable ? "" : ` ${open} ${escapeHtml(invoice.currency)}`}</button>
<button class="plain" name="action" value="pending" formnovalidate>Pay, the bank answers later</button>
<button class="bad" name="action" value="fail" formnovalidate>Let this payment fail</button>
<button class="plain" name="action" value="cancel" formnovalidate>Cancel and go back</button>
</div>
</form>`
}

function methodField(): string {
  const options = PAGE_METHODS.map(
    (method) => `<option value="${method}">${method.replace("_", " ")}</option>`
  ).join("")
  return `<div class="field"><label for="method">Pay with</label><select id="method" name="method">${options}</select></div>`
}

function cardFields(): string {
  const cards = TEST_CARDS.map(({ number, succeeds, needs3ds }) => {
    const label = `${number.replace(/(.{4})(?=.)/g, "$1 ")}: ${succeeds ? "paid" : "declined"}${needs3ds ? ", asks the bank" : ""}`
    return `<option value="${number}">${label}</option>`
  }).join("")
  const hints = Object.entries(RESOLUTIONS_BY_EXPIRY)
    .map(([expiry, resolution]) => `${expiry} ${resolution}`)
    .join(", ")
  return `<div class="field"><label for="card_number">Test card</label><select id="card_number" name="card_number">${cards}</select></div>
<div class="pair"><div><label for="expiry">Expiry</label><input id="expiry" name="expiry" value="12/34" pattern="[0-9]{2}/[0-9]{2}"></div>
<div><label for="cvv">CVV</label><input id="cvv" name="cvv" inputmode="numeric" value="123"></div></div>
<details><summary>What the expiry does</summary><p class="hint">07/77 stays pending. On declined cards: ${hints}.</p></details>`
}

function state(kind: "good" | "bad", text: string): string {
  return `<div class="state ${kind}" role="status">${kind === "good" ? GOOD_SIGN : BAD_SIGN}<span>${escapeHtml(text)}</span></div>`
}

function sign(path: string): string {
  return `<svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${path}"/></svg>`
}

function shell(service: CorefyService, title: string, content: string): string {
  return htmlPage({
    title: `${title} · ${service.account.settings.merchantName}`,
    style: HOSTED_PAGE_STYLE,
    body: `<main><div class="banner">Sandbox: no real money moves here</div>${content}<footer>Corefy sandbox</footer></main>`,
  })
}
