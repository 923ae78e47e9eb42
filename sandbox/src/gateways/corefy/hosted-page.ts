import { escapeHtml } from "../../core/html"
import {
  amountField,
  card,
  factList,
  heading,
  minuteText,
  notFoundCard,
  pageLink,
  paymentPage,
  selectField,
  stateLine,
  submitButton,
  type Tone,
} from "../../core/page-parts"
import type { Invoice } from "./entities"
import { toMajor } from "./money"
import { returnKindOf, returnUrl, type ReturnKind } from "./redirects"
import type { CorefyService } from "./service"
import { RESOLUTIONS_BY_EXPIRY, TEST_CARDS } from "./test-cards"

/** Offered when the merchant did not choose the service. */
export const PAGE_METHODS = ["payment_card", "applepay", "googlepay"] as const

const TONES: Readonly<Record<ReturnKind, Tone>> = { success: "good", pending: "plain", fail: "bad" }

const STATUS_TEXTS: Readonly<Record<string, string>> = {
  process_pending: "The bank has not answered yet.",
  partially_processed: "A part of this invoice has been paid.",
  processed: "This invoice has been paid.",
  process_failed: "The payment failed.",
  expired: "This invoice has expired.",
  terminated: "This payment was stopped.",
  canceled: "This invoice was canceled.",
}

/** The hosted payment page of an invoice; `problem` says why a form was not taken. */
export function hostedPage(service: CorefyService, invoice: Invoice, problem?: string): string {
  const closed = service.checkout.whyClosed(invoice)
  const trouble = problem === undefined ? "" : stateLine("bad", problem)
  return page(
    service,
    invoice,
    trouble + (closed === null ? forms(service, invoice) : closing(service, invoice, closed))
  )
}

/** What the payer sees when there is no URL to go back to. */
export function resultPage(service: CorefyService, invoice: Invoice): string {
  const text = STATUS_TEXTS[invoice.status] ?? `The payment is ${invoice.status}.`
  const state = stateLine(TONES[returnKindOf(invoice.status)], text)
  return page(
    service,
    invoice,
    state + pageLink(service.pageUrl(invoice), "Back to the payment page")
  )
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
  return page(
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
    notFoundCard("Invoice not found", "There is no such payment invoice.")
  )
}

function page(service: CorefyService, invoice: Invoice, content: string): string {
  const title = invoice.description ?? `Invoice ${invoice.serialNumber}`
  return shell(service, title, card(summary(service, invoice, title) + content))
}

function shell(service: CorefyService, title: string, content: string): string {
  const shop = service.account.settings.merchantName
  return paymentPage({ title, shop, gateway: "Corefy", content })
}

function summary(service: CorefyService, invoice: Invoice, title: string): string {
  const { checkout, account } = service
  const { currency } = invoice
  const money = (minor: bigint) => `${toMajor(minor, currency)} ${currency}`
  const closed = checkout.whyClosed(invoice)
  const facts: [string, string][] = [["Status", invoice.status]]
  if (closed === null) {
    facts.push(["Pay by", minuteText(invoice.expiresAt)])
  }
  if (invoice.paymentAmountMinor !== invoice.amountMinor) {
    facts.push(["Fee", money(invoice.feeMinor)])
  }
  if (invoice.processedMinor !== null) {
    facts.push([closed === null ? "Paid so far" : "Paid", money(invoice.processedMinor)])
  }
  const shown = closed === null ? checkout.openAmount(invoice) : invoice.paymentAmountMinor
  return (
    heading(account.settings.merchantName, title, toMajor(shown, currency), currency) +
    factList(facts)
  )
}

function closing(service: CorefyService, invoice: Invoice, closed: string): string {
  const kind = returnKindOf(closed)
  const url = returnUrl(invoice, kind, service.account.settings)
  const text = STATUS_TEXTS[closed] ?? `This invoice is ${closed}.`
  return stateLine(TONES[kind], text) + (url === null ? "" : pageLink(url, "Back to the shop"))
}

function forms(service: CorefyService, invoice: Invoice): string {
  const { account, checkout } = service
  const { currency } = invoice
  const open = toMajor(checkout.openAmount(invoice), currency)
  const { amountEditable } = account.settings
  const unvalidated = { formnovalidate: true }
  return `
<form method="post" action="${escapeHtml(service.pageUrl(invoice))}">
${invoice.service === null ? methodField() : ""}
${amountEditable ? amountField(`Amount in ${currency}, may be changed`, { value: open, required: true }) : ""}
${invoice.testMode ? cardFields() : ""}
<div class="stack">
${submitButton("main", "pay", amountEditable ? "Pay" : `Pay ${open} ${currency}`)}
${submitButton("plain", "pending", "Pay, the bank answers later", unvalidated)}
${submitButton("bad", "fail", "Let this payment fail", unvalidated)}
${submitButton("plain", "cancel", "Cancel and go back", unvalidated)}
</div>
</form>`
}

function methodField(): string {
  return selectField(
    "method",
    "Pay with",
    PAGE_METHODS.map((method) => [method, method.replace("_", " ")] as const)
  )
}

function cardFields(): string {
  const cards = TEST_CARDS.map(({ number, succeeds, needs3ds }) => {
    const effect = `${succeeds ? "paid" : "declined"}${needs3ds ? ", asks the bank" : ""}`
    return [number, `${number.replace(/(.{4})(?=.)/g, "$1 ")}: ${effect}`] as const
  })
  const hints = Object.entries(RESOLUTIONS_BY_EXPIRY).map(
    ([expiry, resolution]) => [expiry, resolution] as const
  )
  return `${selectField("card_number", "Test card", cards)}
<div class="pair"><div><label for="expiry">Expiry</label><input id="expiry" name="expiry" value="12/34" pattern="[0-9]{2}/[0-9]{2}"></div>
<div><label for="cvv">CVV</label><input id="cvv" name="cvv" inputmode="numeric" value="123"></div></div>
<details><summary>What the expiry does</summary><p class="hint">07/77 stays pending. On declined cards:</p>${factList(hints)}</details>`
}
