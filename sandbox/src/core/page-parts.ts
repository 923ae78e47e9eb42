import { escapeHtml, htmlPage } from "./html"
import { HOSTED_PAGE_STYLE } from "./hosted-page-style"
import { PAGE_SCRIPT } from "./page-script"
import { qrCodeSvg } from "./qr-code"

/** How something went: it is shown in colour and by a sign. */
export type Tone = "good" | "bad" | "plain"

const SIGNS: Readonly<Record<Tone, string>> = {
  good: "M5 13l4 4L19 7",
  bad: "M6 6l12 12M18 6L6 18",
  plain: "M12 3a9 9 0 1 0 0 18a9 9 0 0 0 0-18M12 7v5l3 2",
}

/**
 * A whole payment page. Texts are escaped, `content` is used as it is.
 *
 * @param page.shop who is paid
 * @param page.gateway whose page it plays; without it there is neither banner nor footer, for frames
 * @param page.isLive whether it counts down or shows an address to copy
 */
export function paymentPage(page: {
  title: string
  shop: string
  gateway?: string
  content: string
  isLive?: boolean
}): string {
  const { gateway, content } = page
  const main =
    gateway === undefined
      ? `<main data-testid="framed">${content}</main>`
      : `<main><div class="banner">Sandbox: no real money moves here</div>${content}<footer>${escapeHtml(gateway)} sandbox</footer></main>`
  return htmlPage({
    title: `${page.title} · ${page.shop}`,
    style: HOSTED_PAGE_STYLE,
    body: page.isLive ? `${main}<script>${PAGE_SCRIPT}</script>` : main,
  })
}

/** One block of a page; `content` is used as it is. */
export function card(content: string): string {
  return `<section class="card">${content}</section>`
}

/** For addresses that lead to nothing: what was not found, and a sentence about it. */
export function notFoundCard(heading: string, text: string): string {
  return card(`<h1>${escapeHtml(heading)}</h1>${stateLine("bad", text)}`)
}

/** Who is paid, what for and how much. */
export function heading(shop: string, title: string, amount: string, currency: string): string {
  return `<p class="merchant">${escapeHtml(shop)}</p>
<h1 dir="auto">${escapeHtml(title)}</h1>
<div class="amount" data-testid="amount">${escapeHtml(amount)}<small>${escapeHtml(currency)}</small></div>`
}

/** Names and values, one below the other. */
export function factList(facts: readonly (readonly [name: string, value: string])[]): string {
  const rows = facts.map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`
  )
  return `<dl class="facts">${rows.join("")}</dl>`
}

/** What became of it, in one line. */
export function stateLine(tone: Tone, text: string): string {
  return `<div class="state ${tone}" role="status"><svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${SIGNS[tone]}"/></svg><span>${escapeHtml(text)}</span></div>`
}

export function pageLink(url: string, label: string): string {
  return `<p class="hint"><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></p>`
}

/** Sends the form with `action`; `formnovalidate` for what needs no fields. */
export function submitButton(
  tone: "main" | "plain" | "bad",
  action: string,
  label: string,
  more: { formnovalidate?: boolean } = {}
): string {
  return `<button class="${tone}" name="action" value="${action}"${more.formnovalidate ? " formnovalidate" : ""}>${escapeHtml(label)}</button>`
}

/** A labelled choice; options are values, or values with their labels. */
export function selectField(
  name: string,
  label: string,
  options: readonly (string | readonly [value: string, label: string])[],
  chosen?: string
): string {
  const items = options.map((option) => {
    const [value, text] = typeof option === "string" ? [option, option] : option
    return `<option value="${escapeHtml(value)}"${value === chosen ? " selected" : ""}>${escapeHtml(text)}</option>`
  })
  return `<div class="field"><label for="${name}">${escapeHtml(label)}</label><select id="${name}" name="${name}">${items.join("")}</select></div>`
}

/** A labelled field for an amount in major units. */
export function amountField(
  label: string,
  more: { value?: string; placeholder?: string; required?: boolean } = {}
): string {
  const { value, placeholder, required } = more
  return `<div class="field"><label for="amount">${escapeHtml(label)}</label><input id="amount" name="amount" inputmode="decimal" pattern="[0-9]+([.][0-9]+)?"${value === undefined ? "" : ` value="${escapeHtml(value)}"`}${placeholder === undefined ? "" : ` placeholder="${escapeHtml(placeholder)}"`}${required ? " required" : ""}></div>`
}

/** Where coins go: QR code, address and a button that copies it. */
export function addressBlock(address: string): string {
  return `<div class="qr" role="img" aria-label="QR code of the address">${qrCodeSvg(address)}</div><div class="address" data-testid="address">${escapeHtml(address)}</div>
<div class="stack"><button class="plain" type="button" data-copy="${escapeHtml(address)}">Copy the address</button></div>`
}

/** `2026-01-31 12:00 UTC` */
export function minuteText(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace("T", " ")} UTC`
}
