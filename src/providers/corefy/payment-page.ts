import type { NextAction } from "../../core/attempt"
import type { GatewayServices } from "../../core/contract"
import { ownPaymentPage, type PaymentPageOwner } from "../../core/payment-page-url"
import type { CorefyOptions } from "./options"
import type { Invoice } from "./schemas"

/** Corefy's domains, and that of the provider whose pages it leads to by default. */
const VENDOR_DOMAINS = ["paycore.io", "corefy.com", "destream.net"]

/** Source: Corefy documentation, hosted payment page, secure redirection. */
const HOSTED_PAGE = "https://com.paycore.io/hpp"

type Redirect = Extract<NextAction, { type: "redirect" }>

/**
 * Where the payer is sent: the invoice's own address of a page, else the address or form of its
 * flow, else the hosted page of any invoice that a server has made.
 *
 * @param services told of addresses that are not Corefy's and are left out
 */
export function paymentPageOf(
  invoice: Invoice,
  options: CorefyOptions,
  services: GatewayServices = {}
): Redirect {
  const ways = [invoice.hpp_url ? redirectTo(invoice.hpp_url) : undefined, redirectOfFlow(invoice)]
  for (const way of ways.filter((one) => one !== undefined)) {
    const url = ownPaymentPage(way.url, ownerOf(options))
    if (url !== undefined) {
      return { ...way, url }
    }
    services.logger?.warn(
      `[Corefy] invoice ${invoice.id} names a payment page that is not Corefy's (${hostOf(way.url)}); the payer is sent to the hosted page. Set hppUrl if that host is your account's.`
    )
  }
  return redirectTo(`${options.hppUrl ?? HOSTED_PAGE}/?cpi=${invoice.id}`)
}

/** Whether the invoice itself says where the payer has to go. */
export function namesPaymentPage(invoice: Invoice): boolean {
  return Boolean(invoice.hpp_url) || redirectOfFlow(invoice) !== undefined
}

/** `flow_data`; its parameters belong into the address for GET, into a form for POST. */
function redirectOfFlow({ flow_data: flow }: Invoice): Redirect | undefined {
  if (!flow?.action) {
    // Some accounts tell it one level deeper, without parameters.
    return flow?.metadata?.action ? redirectTo(flow.metadata.action) : undefined
  }
  if (flow.params === false) {
    return undefined
  }
  const fields = Object.fromEntries(
    Object.entries(flow.params ?? {}).flatMap(([name, value]) =>
      value === null ? [] : [[name, String(value)] as const]
    )
  )
  const method = (flow.method ?? "GET").toUpperCase()
  if (method === "POST") {
    return { type: "redirect", url: flow.action, method, fields }
  }
  return method === "GET" ? redirectTo(withQuery(flow.action, fields)) : undefined
}

function redirectTo(url: string): Redirect {
  return { type: "redirect", url, method: "GET" }
}

function withQuery(text: string, fields: Readonly<Record<string, string>>): string {
  if (!URL.canParse(text)) {
    return text
  }
  const url = new URL(text)
  for (const [name, value] of Object.entries(fields)) {
    url.searchParams.set(name, value)
  }
  return url.href
}

function ownerOf({ baseUrl, hppUrl }: CorefyOptions): PaymentPageOwner {
  return { vendorDomains: VENDOR_DOMAINS, baseUrl, pageUrl: hppUrl }
}

function hostOf(text: string): string {
  return URL.canParse(text) ? new URL(text).host.slice(0, 100) : "no address"
}
