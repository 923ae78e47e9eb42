import http from "node:http"
import { FetchError } from "@medusajs/js-sdk"
import type Medusa from "@medusajs/js-sdk"
import { answerPayer, fillCart, startPayment } from "./checkout"
import { marketOf } from "./markets"
import { OFFERS } from "./offers"
import { readPaymentState } from "./store-access"
import { frontPage, messagePage, paymentPage, type PlacedOrder } from "./storefront-html"

const LONGEST_FORM = 4_000
const PAYMENT_PATH = "/checkout/payment"
const SESSION_ID = /^payses_[0-9A-Za-z]{1,64}$/
const CONTENT_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action *; frame-ancestors 'none'"

interface Page {
  status: number
  html?: string
  location?: string
}

/** What the storefront's pages need of the shop. */
export interface StorefrontShop {
  store: Medusa
  adminUrl: string
}

/**
 * A storefront of three pages, for those who pay by hand: buy, and see what became of the payment.
 * It asks the shop itself, so the browser needs no key.
 */
export async function serveStorefront(
  port: number,
  shop: StorefrontShop
): Promise<{ stop: () => Promise<void> }> {
  const server = http.createServer((request, response) => {
    void answer(request, shop)
      .catch(refusalPage)
      .then(({ status, html, location }) => {
        response.writeHead(status, {
          "content-type": "text/html; charset=utf-8",
          "content-security-policy": CONTENT_POLICY,
          "cache-control": "no-store",
          "referrer-policy": "no-referrer",
          ...(location ? { location } : {}),
        })
        response.end(html)
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "localhost", resolve)
  })
  return {
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function answer(request: http.IncomingMessage, shop: StorefrontShop): Promise<Page> {
  const url = new URL(request.url ?? "/", "http://localhost")
  if (request.method === "GET" && url.pathname === "/") {
    return { status: 200, html: frontPage(OFFERS, shop.adminUrl) }
  }
  if (request.method === "POST" && url.pathname === "/buy") {
    return buy(await readForm(request), shop)
  }
  if (request.method === "POST" && url.pathname === "/answer") {
    return answerQuestions(await readForm(request), shop)
  }
  if (request.method === "GET" && url.pathname === PAYMENT_PATH) {
    return showPayment(url.searchParams.get("session_id") ?? "", shop)
  }
  return { status: 404, html: messagePage("Nothing here", "This demo has no such page.") }
}

async function buy(form: URLSearchParams, { store }: StorefrontShop): Promise<Page> {
  const chosen = form.get("offer") ?? ""
  const offer = /^\d{1,2}$/.test(chosen) ? OFFERS[Number(chosen)] : undefined
  if (!offer) {
    return {
      status: 400,
      html: messagePage("Which way to pay?", "The shop does not offer this one."),
    }
  }
  const cart = await fillCart(store, marketOf(offer.currency))
  const { sessionId, nextAction } = await startPayment(store, cart, offer)
  return nextAction?.type === "redirect" && nextAction.method === "GET"
    ? { status: 303, location: nextAction.url }
    : { status: 303, location: paymentPath(sessionId) }
}

async function answerQuestions(form: URLSearchParams, { store }: StorefrontShop): Promise<Page> {
  const { session_id: sessionId = "", ...fields } = Object.fromEntries(form)
  await answerPayer(store, sessionId, fields)
  return { status: 303, location: paymentPath(sessionId) }
}

function paymentPath(sessionId: string): string {
  return `${PAYMENT_PATH}?${new URLSearchParams({ session_id: sessionId }).toString()}`
}

async function showPayment(sessionId: string, shop: StorefrontShop): Promise<Page> {
  if (!SESSION_ID.test(sessionId)) {
    return {
      status: 400,
      html: messagePage("Which payment?", "The address names no payment session."),
    }
  }
  const state = await readPaymentState(shop.store, sessionId)
  const order = state.order_id ? await readOrder(state.order_id, shop) : undefined
  return { status: 200, html: paymentPage(state, order) }
}

async function readOrder(
  orderId: string,
  { store, adminUrl }: StorefrontShop
): Promise<PlacedOrder> {
  const { order } = await store.store.order.retrieve(orderId)
  return { displayId: order.display_id ?? order.id, adminUrl: `${adminUrl}/orders/${order.id}` }
}

function refusalPage(error: unknown): Page {
  const reason = error instanceof Error ? error.message : "No reason is known."
  const status = error instanceof FetchError && error.status === 404 ? 404 : 502
  return { status, html: messagePage("The shop could not do that", reason) }
}

async function readForm(request: http.IncomingMessage): Promise<URLSearchParams> {
  let text = ""
  for await (const chunk of request) {
    text += String(chunk)
    if (text.length > LONGEST_FORM) {
      break
    }
  }
  return new URLSearchParams(text)
}
