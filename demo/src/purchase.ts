import { setTimeout as wait } from "node:timers/promises"
import type Medusa from "@medusajs/js-sdk"
import { answerPayer, fillCart, type NextAction, type OpenPayment, startPayment } from "./checkout"
import { DemoError } from "./demo-error"
import { followWayBack, payOnHostedPage, type WayBack } from "./hosted-page"
import type { Buyer, Market } from "./markets"
import type { Offer } from "./offers"
import type { DemoSandbox } from "./sandbox"
import { readPaymentState } from "./store-access"
import type { Timeline } from "./timeline"

const ORDER_LIMIT_MS = 60_000
const STATE_POLL_MS = 100
/** More questions in a row than any gateway asks. */
const MOST_QUESTIONS = 3

/** What a purchase needs besides the shop. */
export interface PurchaseTools {
  store: Medusa
  timeline: Timeline
  /** Knows the webhooks that were sent. */
  sandbox: Pick<DemoSandbox, "webhookAbout" | "sendCoins">
}

/** What came of a purchase. */
export interface PurchaseResult {
  sessionId: string
  amount: string
  webhook: string
  order: string
  paymentStatus: string
}

/**
 * Buys once, as a browser would: cart, payment session, hosted page or coins. Then it only asks:
 * that the order gets placed is the webhook's doing, `/complete` is never called.
 *
 * @throws {DemoError} when the order does not come, or is not paid
 */
export async function purchase(
  market: Market,
  offer: Offer,
  tools: PurchaseTools
): Promise<PurchaseResult> {
  const { store, timeline, sandbox } = tools
  const cart = await fillCart(store, market)
  timeline.mark("cart", `${cart.items?.length ?? 0} items, ship to ${market.buyer.city}`)

  const started = await startPayment(store, cart, offer)
  const amount = `${started.amount} ${started.currencyCode.toUpperCase()}`
  timeline.mark("payment session", `${started.sessionId}, ${amount}`)
  const payment = await answerQuestions(started, market.buyer, tools)

  const wayBack = await pay(payment, offer, tools)
  const webhook = await sandbox.webhookAbout(payment.reference ?? payment.sessionId)
  timeline.mark("webhook", webhook)

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
  if (wayBack) {
    timeline.mark("back in the shop", await followReturn(wayBack))
  }
  return {
    sessionId: payment.sessionId,
    amount,
    webhook,
    order: `#${order.display_id}`,
    paymentStatus: order.payment_status,
  }
}

/** Answers what the gateway asks of the payer, as somebody who fills in a form. */
async function answerQuestions(
  started: OpenPayment,
  buyer: Buyer,
  { store, timeline }: PurchaseTools
): Promise<OpenPayment> {
  let payment = started
  for (let round = 0; payment.nextAction?.type === "collect"; round += 1) {
    const { fields } = payment.nextAction
    timeline.mark("the gateway asks for", fields.map(({ label }) => label).join(", "))
    if (round === MOST_QUESTIONS) {
      throw new DemoError("The gateway asks the payer for more and more.")
    }
    const answers = fields.map(({ name, options }): [string, string] => [
      name,
      options?.[0]?.value ?? answerOf(buyer, name),
    ])
    payment = await answerPayer(store, payment.sessionId, Object.fromEntries(answers))
  }
  return payment
}

function answerOf(buyer: Buyer, field: string): string {
  const known: Record<string, string | undefined> = {
    document: buyer.document,
    name: `${buyer.firstName} ${buyer.lastName}`,
    email: buyer.email,
    phone: buyer.phone,
    address: buyer.street,
    city: buyer.city,
    state: buyer.state,
    zip: buyer.postalCode,
  }
  const answer = known[field]
  if (answer === undefined) {
    throw new DemoError(`${buyer.firstName} cannot answer the gateway's question "${field}".`)
  }
  return answer
}

/** @returns how the payer's browser goes back, if it ever left the shop */
async function pay(
  { nextAction, reference }: OpenPayment,
  { simulatedBy }: Offer,
  { timeline, sandbox }: PurchaseTools
): Promise<WayBack | undefined> {
  switch (nextAction?.type) {
    case "redirect": {
      timeline.mark("redirect", nextAction.url)
      const wayBack = await payOnHostedPage({ ...nextAction, fields: nextAction.fields ?? {} })
      timeline.mark(
        "paid on the hosted page",
        `it leads back to ${withoutQuery(wayBack.url)} by ${wayBack.method}`
      )
      return wayBack
    }
    case "transfer": {
      const destination = firstDestination(nextAction)
      const { asset, network, address, amount } = destination
      timeline.mark("address", `${address} (${asset} on ${network})`)
      await sandbox.sendCoins(simulatedBy, reference ?? "", destination)
      timeline.mark("coins sent", `${amount} ${asset}`)
      return undefined
    }
    default:
      throw new DemoError("The payment session does not say how to pay.")
  }
}

function firstDestination({ destinations }: Extract<NextAction, { type: "transfer" }>) {
  const [destination] = destinations
  if (!destination) {
    throw new DemoError("The payment session names no address to send coins to.")
  }
  return destination
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
async function followReturn(wayBack: WayBack): Promise<string> {
  const reply = await followWayBack(wayBack)
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
