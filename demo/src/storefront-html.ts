import { type Offer, titleOf } from "./offers"
import { nextActionHtml } from "./storefront-next-action"
import { escapeHtml } from "./storefront-escape"
import type { PaymentState } from "./store-access"

/** An order as the shopper's page names it. */
export interface PlacedOrder {
  displayId: number | string
  adminUrl: string
}

const REFRESH_SECONDS = 2

const STYLE = `
  :root { color-scheme: light dark; --ink: #18181b; --soft: #6b6b76; --line: #e4e4e7; --back: #fafafa;
    --card: #fff; --accent: #18181b; --on-accent: #fff }
  @media (prefers-color-scheme: dark) { :root { --ink: #f4f4f5; --soft: #a1a1aa; --line: #3f3f46;
    --back: #18181b; --card: #27272a; --accent: #f4f4f5; --on-accent: #18181b } }
  * { box-sizing: border-box }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px;
    background: var(--back); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
  main { width: 100%; max-width: 460px; background: var(--card); border: 1px solid var(--line);
    border-radius: 12px; padding: 32px }
  h1 { font-size: 22px; line-height: 1.3; margin: 0 0 8px }
  p { margin: 0 0 16px; color: var(--soft) }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 8px 24px; margin: 24px 0; padding: 16px 0;
    border: solid var(--line); border-width: 1px 0 }
  dt { color: var(--soft) }
  dd { margin: 0; text-align: end; overflow-wrap: anywhere }
  .mark { display: inline-grid; place-items: center; width: 44px; height: 44px; border-radius: 50%;
    font-size: 22px; margin-bottom: 16px; color: #fff }
  .good { background: #16803c } .bad { background: #b42318 } .open { background: #a15c07 }
  .button { display: block; width: 100%; padding: 12px; margin-top: 8px; border: 0; border-radius: 8px;
    background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600;
    text-align: center; text-decoration: none; cursor: pointer }
  .button:focus-visible, a:focus-visible { outline: 3px solid #3b82f6; outline-offset: 2px }
  a { color: inherit }
  label { display: block; margin-top: 12px; font-size: 14px }
  input, select { display: block; width: 100%; padding: 10px; margin-top: 4px; font: inherit;
    color: inherit; background: var(--back); border: 1px solid var(--line); border-radius: 8px }
  h2 { font-size: 16px; margin: 16px 0 4px }
  code { overflow-wrap: anywhere; user-select: all }
  .links { margin: 20px 0 0; display: flex; gap: 20px; flex-wrap: wrap; font-size: 14px }
`

interface Appearance {
  heading: string
  text: string
  mark: string
  tone: "good" | "bad" | "open"
  /** Nothing will change any more. */
  final: boolean
}

const WAITING: Appearance = {
  heading: "Waiting for the payment",
  text: "This page looks again every two seconds. You may leave it open or close it.",
  mark: "…",
  tone: "open",
  final: false,
}

const ASKING: Appearance = {
  ...WAITING,
  heading: "A few details first",
  text: "This payment method needs them before you can pay. They go to the gateway only.",
}

const ENDED: Record<string, Appearance> = {
  failed: {
    heading: "The payment failed",
    text: "No money was taken.",
    mark: "✕",
    tone: "bad",
    final: true,
  },
  canceled: {
    heading: "The payment was canceled",
    text: "No money was taken.",
    mark: "✕",
    tone: "bad",
    final: true,
  },
  expired: {
    heading: "The time to pay has run out",
    text: "No money was taken.",
    mark: "✕",
    tone: "bad",
    final: true,
  },
}

function appearanceOf(state: PaymentState, order: PlacedOrder | undefined): Appearance {
  if (order) {
    return {
      heading: `Thank you. Order #${order.displayId} is placed`,
      text: "The payment has arrived.",
      mark: "✓",
      tone: "good",
      final: true,
    }
  }
  if (state.status === "captured") {
    return { ...WAITING, heading: "The payment has arrived", text: "Your order is being placed." }
  }
  return ENDED[state.status] ?? (state.next_action?.type === "collect" ? ASKING : WAITING)
}

/** Where the payer's browser ends: what the shop knows of the payment now. */
export function paymentPage(state: PaymentState, order: PlacedOrder | undefined): string {
  const { heading, text, mark, tone, final } = appearanceOf(state, order)
  const amount = `${state.amount} ${state.currency_code.toUpperCase()}`
  return page(
    heading,
    `<div class="mark ${tone}" aria-hidden="true">${mark}</div>
    <h1>${escapeHtml(heading)}</h1>
    <p role="status">${escapeHtml(text)}</p>
    <dl>
      <dt>Amount</dt><dd>${escapeHtml(amount)}</dd>
      <dt>Payment status</dt><dd>${escapeHtml(state.status.replaceAll("_", " "))}</dd>
      <dt>Payment session</dt><dd>${escapeHtml(state.session_id)}</dd>
    </dl>
    ${final ? "" : nextActionHtml(state)}
    <div class="links">
      ${order ? `<a href="${escapeHtml(order.adminUrl)}">The order in the admin</a>` : ""}
      <a href="/">Back to the shop</a>
    </div>`,
    final || state.next_action?.type === "collect" ? undefined : REFRESH_SECONDS
  )
}

/** The shop's front: one button per way to pay. */
export function frontPage(offers: readonly Offer[], adminUrl: string): string {
  const buttons = offers
    .map(
      (offer, index) =>
        `<button class="button" name="offer" value="${index}">` +
        `Buy in ${escapeHtml(offer.currency.toUpperCase())} with ${escapeHtml(titleOf(offer))}</button>`
    )
    .join("\n      ")
  return page(
    "Demo shop",
    `<h1>Demo shop</h1>
    <p>Two bags of coffee and a box of dates are in your cart. The button takes you to the payment
      page of the simulated gateway; no real money moves.</p>
    <form method="post" action="/buy">
      ${buttons}
    </form>
    <div class="links"><a href="${escapeHtml(adminUrl)}">Admin</a></div>`
  )
}

/** Anything that cannot be shown, in one sentence. */
export function messagePage(heading: string, text: string): string {
  return page(
    heading,
    `<h1>${escapeHtml(heading)}</h1>
    <p>${escapeHtml(text)}</p>
    <div class="links"><a href="/">Back to the shop</a></div>`
  )
}

function page(title: string, content: string, refreshSeconds?: number): string {
  const refresh = refreshSeconds
    ? `\n  <meta http-equiv="refresh" content="${refreshSeconds}">`
    : ""
  return `<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">${refresh}
  <title>${escapeHtml(title)}</title>
  <link rel="icon" href="data:,">
  <style>${STYLE}</style>
</head>
<body>
  <main>
    ${content}
  </main>
</body>
</html>
`
}
