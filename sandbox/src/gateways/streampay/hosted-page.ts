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
} from "../../core/page-parts"
import { PAYMENT_METHODS, type PaymentLink } from "./entities"
import { toMajor } from "./money"
import { defaultContact } from "./payer"
import type { StreamPayService } from "./service"

export const MOST_PARTS = 12

const CLOSED_TEXTS = {
  completed: "This payment link has been paid.",
  expired: "This payment link has expired.",
  inactive: "This payment link is no longer active.",
} as const

/** The hosted payment page of a link; `problem` says why a form was not taken. */
export function hostedPage(service: StreamPayService, link: PaymentLink, problem?: string): string {
  const closed = service.checkout.whyClosed(link)
  const parts = [summary(service, link)]
  if (closed) {
    const message = link.deactivateMessage ? ` ${link.deactivateMessage}` : ""
    parts.push(stateLine(closed === "completed" ? "good" : "bad", CLOSED_TEXTS[closed] + message))
  } else {
    parts.push(problem === undefined ? "" : stateLine("bad", problem), forms(service, link))
  }
  return page(service, link.name, card(parts.join("")))
}

/** What the payer sees when the link has no URL to go back to. */
export function resultPage(
  service: StreamPayService,
  link: PaymentLink,
  kind: "good" | "bad",
  text: string
): string {
  const back = pageLink(service.pageUrl(link), "Back to the payment page")
  return page(service, link.name, card(summary(service, link) + stateLine(kind, text) + back))
}

/** For ids that are no link. */
export function unknownLinkPage(service: StreamPayService): string {
  const content = notFoundCard("Payment link not found", "There is no such payment link.")
  return page(service, "Not found", content)
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
    facts.push(["Valid until", minuteText(link.validUntil)])
  }
  const bar =
    paid > 0n
      ? `<div class="bar"><span style="width:${Number((paid * 100n) / link.totalMinor)}%"></span></div>`
      : ""
  const amount = toMajor(shown, link.currency)
  const { merchantName } = service.account.settings
  return heading(merchantName, link.name, amount, link.currency) + bar + factList(facts)
}

function forms(service: StreamPayService, link: PaymentLink): string {
  const { currency } = link
  const [next] = service.checkout.waitingParts(link)
  const money = (minor: bigint) => `${toMajor(minor, currency)} ${currency}`
  const nextPart = next
    ? submitButton("main", "pay_next", `Pay the next part: ${money(next.amountMinor)}`)
    : ""
  const all = `Pay ${money(service.checkout.openAmount(link))}`
  return `<form method="post">
${contactField(link)}${selectField("method", "Pay with", methodOptions(link))}
<div class="stack">${nextPart}${submitButton(next ? "plain" : "main", "pay", all)}</div>
${next ? "" : partsForm(service, link)}
<div class="stack">${submitButton("bad", "fail", "Decline this payment")}${submitButton("plain", "cancel", "Cancel and go back", { formnovalidate: true })}</div>
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

function methodOptions(link: PaymentLink): [string, string][] {
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
    .map((method) => [method, method.replace(/_/g, " ")])
}

function partsForm(service: StreamPayService, link: PaymentLink): string {
  const isOffered = link.paymentMethods === null || link.paymentMethods.installment
  if (!isOffered || service.checkout.openInvoice(link)) {
    return ""
  }
  const kinds = [
    ["INSTALLMENT", "Instalments"],
    ["SPLIT_PREPAID", "Split payment"],
  ] as const
  const half = toMajor(link.totalMinor / 2n, link.currency)
  return `<details><summary>Pay in parts</summary>
${selectField("type", "Kind", kinds)}
<div class="pair">${selectField("parts", "Parts", ["2", "3", "4", "5", "6"])}
<div class="field"><label for="pay_now">Paid now</label><input id="pay_now" name="pay_now" type="number" inputmode="numeric" min="1" max="${MOST_PARTS}" value="1"></div></div>
<div class="field">${submitButton("plain", "parts", "Pay in parts")}</div>
${amountField(`Or an amount of your own (${link.currency})`, { placeholder: half })}
${submitButton("plain", "pay_amount", "Pay this amount")}
</details>`
}

function page(service: StreamPayService, title: string, content: string): string {
  const shop = service.account.settings.merchantName
  return paymentPage({ title, shop, gateway: "StreamPay", content })
}
