import type { WhatNext } from "../client/what-next.js"
import type { PaymentView } from "../texts/payment-locale.js"
import type { GatewayPaymentState } from "./use-gateway-payment.js"

/** Which words fit the payment as it stands. */
export function viewOf({
  next,
  isUnavailable,
  hasReturned,
}: Pick<GatewayPaymentState, "next" | "isUnavailable"> & {
  readonly hasReturned: boolean
}): PaymentView {
  if (isUnavailable) {
    return "unavailable"
  }
  if (next === null) {
    return "loading"
  }
  return next.kind === "redirect" && hasReturned ? "returned" : viewOfNext(next)
}

function viewOfNext(next: WhatNext): PaymentView {
  switch (next.kind) {
    case "wait":
      return ({ payment: "wait", order: "paid", unknown: "unknown" } as const)[next.for]
    case "short":
      return next.action === null ? "stuck" : "short"
    case "late":
      return next.exception
    default:
      return next.kind
  }
}
