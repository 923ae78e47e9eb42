import { setTimeout as wait } from "node:timers/promises"
import type Medusa from "@medusajs/js-sdk"
import { fillCart, startPayment } from "./checkout"
import { DemoError } from "./demo-error"
import { payOnHostedPage } from "./hosted-page"
import type { Market } from "./markets"
import type { DemoSandbox } from "./sandbox"
import { readPaymentState } from "./store-access"
import type { Timeline } from "./timeline"

const ORDER_LIMIT_MS = 60_000
const STATE_POLL_MS = 100

/** What a purchase needs besides the shop. */
export interface PurchaseTools {
  store: Medusa
  timeline: Timeline
  /** Knows the webhooks that were sent. */
  sandbox: Pick<DemoSandbox, "webhookAbout">
}

/**
 * Buys once, as a browser would: cart, payment session, hosted page. Then it only asks: that the
 * order gets placed is the webhook's doing, `/complete` is never called.
 *
 * @throws {DemoError} when the order does not come, or is not paid
 */
export async function purchase(
  market: Market,
  { store, timeline, sandbox }: PurchaseTools
): Promise<void> {
  const cart = await fillCart(store, market)
  timeline.mark("cart", `${cart.items?.length ?? 0} items, ship to ${market.buyer.city}`)

  const payment = await startPayment(store, cart)
  const amount = `${payment.amount} ${payment.currencyCode.toUpperCase()}`
  timeline.mark("payment session", `${payment.sessionId}, ${amount}`)
  timeline.mark("redirect URL", payment.redirectUrl)

  const returnUrl = await payOnHostedPage(payment.redirectUrl)
  timeline.mark("paid on the hosted page", `it leads back to ${withoutQuery(returnUrl)}`)

  timeline.mark("webhook", await sandbox.webhookAbout(payment))

  const orderId = await waitForOrder(store, payment.sessionId)
  const { order } = await store.store.order.retrieve(orderId, {
    fields: "id,display_id,total,currency_code,payment_status",
  })
  timeline.mark("order", `#${order.display_id}, ${order.id}`)
  timeline.mark("payment status", order.payment_status)
  if (order.payment_status !== "captured") {
    throw new DemoError(
      `Order #${order.display_id} was placed, but its payment is ${order.payment_status}.`
    )
  }
  timeline.mark("back in the shop", await followReturn(returnUrl))
}

async function waitForOrder(store: Medusa, sessionId: string): Promise<string> {
  const deadline = performance.now() + ORDER_LIMIT_MS
  for (;;) {
    const state = await readPaymentState(store, sessionId)
    if (state.order_id) {
      return state.order_id
    }
    if (performance.now() > deadline) {
      throw new DemoError(
        `No order within ${ORDER_LIMIT_MS / 1000} seconds; payment session ${sessionId} is ${state.status}.`
      )
    }
    await wait(STATE_POLL_MS)
  }
}

/** Where the payer's browser lands, as the return route sends it. */
async function followReturn(returnUrl: string): Promise<string> {
  const reply = await fetch(returnUrl, { redirect: "manual" })
  const location = reply.headers.get("location")
  if (reply.status !== 303 || !location) {
    throw new DemoError(`The return route answered ${reply.status} instead of leading to the shop.`)
  }
  const page = await fetch(location)
  if (!page.ok) {
    throw new DemoError(`The storefront answered ${page.status} at ${location}.`)
  }
  return location
}

function withoutQuery(url: string): string {
  return url.split("?")[0] ?? url
}
