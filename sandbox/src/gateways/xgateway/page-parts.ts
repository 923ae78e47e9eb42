import { escapeHtml, htmlPage } from "../../core/html"
import { HOSTED_PAGE_STYLE } from "../../core/hosted-page-style"
import { qrCodeSvg } from "../../core/qr-code"
import { coinOf } from "./currencies"
import type { XGatewayService } from "./service"

const STYLE = `${HOSTED_PAGE_STYLE}
.qr{display:flex;justify-content:center;margin-top:16px}
.qr svg{width:200px;height:200px;border-radius:10px}
.address{margin-top:12px;padding:10px 12px;border:1px solid var(--line);border-radius:10px;background:var(--bg);font:14px/1.5 ui-monospace,monospace;overflow-wrap:anywhere;text-align:center}
`

/** A whole page with one card; `content` is used as it is. */
export function cardPage(service: XGatewayService, title: string, content: string): string {
  const { merchantName } = service.account.settings
  return htmlPage({
    title: `${title} · ${merchantName}`,
    style: STYLE,
    body: `<main><div class="banner">Sandbox: no real money moves here</div><section class="card"><p class="merchant">${escapeHtml(merchantName)}</p>${content}</section><footer>XGateway sandbox</footer></main>`,
  })
}

/** What became of it, in one line. */
export function stateLine(kind: "good" | "bad" | "plain", text: string): string {
  const sign = { good: "M5 13l4 4L19 7", bad: "M6 6l12 12M18 6L6 18", plain: "M12 6v6l4 2" }[kind]
  return `<div class="state ${kind}" role="status"><svg width="22" height="22" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="${sign}"/></svg><span>${escapeHtml(text)}</span></div>`
}

export function factList(facts: [string, string][]): string {
  const rows = facts.map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`
  )
  return `<dl class="facts">${rows.join("")}</dl>`
}

export function addressBlock(address: string): string {
  return `<div class="qr">${qrCodeSvg(address)}</div><div class="address" data-testid="address">${escapeHtml(address)}</div>`
}

/** Options of a select; `chosen` comes preselected. */
export function codeOptions(codes: readonly string[], chosen?: string): string {
  return codes
    .map(
      (code) =>
        `<option value="${escapeHtml(code)}"${code === chosen ? " selected" : ""}>${escapeHtml(code)}</option>`
    )
    .join("")
}

/** Coins with their network: `tUSDT · Tether · Tron (TRC20)`. */
export function coinOptions(codes: readonly string[], chosen?: string): string {
  return codes
    .map((code) => {
      const { title, networkTitle } = coinOf(code)
      const label = `${code} · ${title} · ${networkTitle}`
      return `<option value="${escapeHtml(code)}"${code === chosen ? " selected" : ""}>${escapeHtml(label)}</option>`
    })
    .join("")
}

export function submitButton(tone: "main" | "plain" | "bad", action: string, label: string) {
  return `<button class="${tone}" name="action" value="${action}">${escapeHtml(label)}</button>`
}

/** Coins that live on the same kind of chain, so at the same wallet. */
export function coinsOfFamily(codes: readonly string[], family: string): string[] {
  return codes.filter((code) => coinOf(code).family === family)
}
