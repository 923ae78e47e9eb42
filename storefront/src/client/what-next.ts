import { isPositiveDecimal, subtractDecimals } from "../amounts/decimal.js"
import {
  type CollectField,
  type NextAction,
  readNextAction,
  type TransferDestination,
} from "../next-action.js"
import type { PaymentException, SessionState } from "../session-data.js"

/** Where a payment ended without money. */
export type EndedStatus = "failed" | "canceled" | "expired"

/** What a page has to do for the payer now, with what it needs for that. */
export type WhatNext =
  /** Lead the payer to the gateway's page. */
  | {
      readonly kind: "redirect"
      readonly url: string
      /** `POST`: by a form with `fields`. */
      readonly method: "GET" | "POST"
      readonly fields: Readonly<Record<string, string>>
      readonly expiresAt: string | null
    }
  /** Show where to send the money; one of the destinations is enough. */
  | {
      readonly kind: "transfer"
      readonly destinations: readonly TransferDestination[]
      readonly expiresAt: string | null
    }
  /** Ask the payer, and send what was answered with `answer`. */
  | { readonly kind: "collect"; readonly fields: readonly CollectField[] }
  /**
   * Nothing to do but to wait. `for`: the payment's confirmation; the order, the money being
   * there; or a version of this package that knows the payment's next step.
   */
  | { readonly kind: "wait"; readonly for: "payment" | "order" | "unknown" }
  /** Paid, and the order is placed. */
  | { readonly kind: "done"; readonly orderId: string }
  /**
   * Some money came, but not all. Decimal strings in major units of the session's currency.
   * `action` pays the rest; `null`: the payer can do nothing, the shop resolves it.
   */
  | {
      readonly kind: "short"
      readonly received: string
      readonly due: string
      readonly action: NextAction | null
      readonly expiresAt: string | null
      readonly ended: EndedStatus | null
    }
  /** Paid and ordered; `excess`, a decimal string in major units, was too much. */
  | { readonly kind: "over"; readonly excess: string; readonly orderId: string }
  /** Money came that this order cannot take; the shop resolves it, and nobody pays again. */
  | {
      readonly kind: "late"
      readonly exception: Exclude<PaymentException, "underpaid" | "overpaid">
      /** The order that was placed all the same, or was paid otherwise. */
      readonly orderId: string | null
    }
  | { readonly kind: "failed" }
  | { readonly kind: "canceled" }
  /** Money that is under way may still come. */
  | { readonly kind: "expired" }

/**
 * What comes next for the payer. Pure, for every page and language.
 *
 * An order's id alone says nothing of money: a shop may place orders before they are paid.
 */
export function whatNext(status: SessionState): WhatNext {
  const { exception, order_id: orderId } = status
  switch (exception) {
    case "late":
    case "duplicate":
    case "mismatched":
    case "orphaned":
      return { kind: "late", exception, orderId }
    case "underpaid":
      return shortOf(status)
    case "overpaid":
    case null:
      break
  }
  switch (status.status) {
    case "captured":
    case "authorized":
      return paidNext(status)
    case "failed":
    case "canceled":
    case "expired":
      return { kind: status.status }
    case "pending":
    case "requires_more":
      return openNext(status)
  }
  return openNext(status)
}

/** Whether nothing will change any more by itself: no need to ask again. */
export function isFinal(status: SessionState): boolean {
  return FINAL.has(whatNext(status).kind)
}

const FINAL: ReadonlySet<WhatNext["kind"]> = new Set<WhatNext["kind"]>([
  "done",
  "over",
  "late",
  "failed",
  "canceled",
  "expired",
])

function shortOf(status: SessionState): WhatNext {
  const { received, due, expires_at: expiresAt } = status
  const ended = endedStatus(status)
  const action = ended === null ? (readNextAction({ ...status }) ?? null) : null
  return { kind: "short", received, due, action, expiresAt, ended }
}

function endedStatus({ status }: SessionState): EndedStatus | null {
  return status === "failed" || status === "canceled" || status === "expired" ? status : null
}

function paidNext({ order_id: orderId, received, amount, exception }: SessionState): WhatNext {
  if (!orderId) {
    return { kind: "wait", for: "order" }
  }
  // Without the exception the shop has dealt with what was too much.
  const excess = exception === "overpaid" ? subtractDecimals(received, amount) : undefined
  return excess !== undefined && isPositiveDecimal(excess)
    ? { kind: "over", excess, orderId }
    : { kind: "done", orderId }
}

function openNext(status: SessionState): WhatNext {
  const action = readNextAction({ ...status })
  const { expires_at: expiresAt } = status
  switch (action?.type) {
    case "redirect": {
      const { url, method, fields = {} } = action
      return { kind: "redirect", url, method, fields, expiresAt }
    }
    case "transfer":
      return { kind: "transfer", destinations: action.destinations, expiresAt }
    case "collect":
      return { kind: "collect", fields: action.fields }
    default:
      return { kind: "wait", for: action === null ? "payment" : "unknown" }
  }
}
