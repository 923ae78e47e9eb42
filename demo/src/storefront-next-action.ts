import type { NextAction } from "./checkout"
import type { PaymentState } from "./store-access"
import { escapeHtml } from "./storefront-escape"

/** What the payer has to do next: go to a page, send coins, or answer questions. */
export function nextActionHtml({ session_id: sessionId, next_action: next }: PaymentState): string {
  switch (next?.type) {
    case "redirect":
      return redirectHtml(next)
    case "transfer":
      return [
        next.destinations.length > 1 ? "<p>Choose one of these:</p>" : "",
        ...next.destinations.map(
          ({ asset, network, address, amount }) =>
            `<h2>Send exactly ${escapeHtml(amount)} ${escapeHtml(asset)}</h2>
      <p>on ${escapeHtml(network)} to <code>${escapeHtml(address)}</code>. Coins sent on another
        network are lost.</p>`
        ),
      ].join("\n    ")
    case "collect":
      return `<form method="post" action="/answer">
      <input type="hidden" name="session_id" value="${escapeHtml(sessionId)}">
      ${next.fields.map(questionHtml).join("\n      ")}
      <button class="button">Go on</button>
    </form>`
    default:
      return ""
  }
}

function redirectHtml({ url, method, fields }: Extract<NextAction, { type: "redirect" }>): string {
  if (method === "GET") {
    return `<a class="button" href="${escapeHtml(url)}">Go to the payment page</a>`
  }
  const inputs = Object.entries(fields ?? {}).map(
    ([name, value]) =>
      `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`
  )
  return `<form method="post" action="${escapeHtml(url)}">
      ${inputs.join("")}
      <button class="button">Go to the payment page</button>
    </form>`
}

function questionHtml(field: Extract<NextAction, { type: "collect" }>["fields"][number]): string {
  const name = escapeHtml(field.name)
  const required = field.required ? " required" : ""
  const pattern = field.pattern ? ` pattern="${escapeHtml(field.pattern)}"` : ""
  const choices = field.options
    ?.map(
      ({ value, label }) => `<option value="${escapeHtml(value)}">${escapeHtml(label)}</option>`
    )
    .join("")
  const input = choices
    ? `<select name="${name}"${required}>${choices}</select>`
    : `<input name="${name}"${pattern}${required}>`
  return `<label>${escapeHtml(field.label)} ${input}</label>`
}
