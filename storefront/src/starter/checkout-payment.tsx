"use client"

import { useSyncExternalStore } from "react"
import { createPaymentClient } from "../client/create-payment-client.js"
import type { StoreAccess } from "../client/store-request.js"
import { GatewayPayment, type GatewayPaymentProps } from "../react/gateway-payment.js"
import { addressOfMethods, addressOfOrder } from "./addresses.js"
import { leaveFor } from "./leave-for.js"
import { SHOP } from "./shop.js"

/** All that `<GatewayPayment>` takes, where the starter's own ways do not fit. */
export type CheckoutPaymentProps = Partial<GatewayPaymentProps>

const client = createPaymentClient(SHOP)
const access: StoreAccess = {
  ...SHOP,
  fetch: (input, init) => fetch(input, init),
  headers: () => undefined,
  credentials: undefined,
}

/**
 * `<GatewayPayment>` as a page of Medusa's Next.js starter: the payment is the one that the page's
 * address names, a paid one leads to the order's confirmation. It needs no cart: browsers keep the
 * cart's cookie back when a payer comes from another site.
 */
export function CheckoutPayment({ sessionId, ...changes }: CheckoutPaymentProps) {
  const search = useSyncExternalStore(whenAddressChanges, searchOfPage, searchOnServer)
  if (search === null) {
    return null
  }
  const query = new URLSearchParams(search)
  return (
    <GatewayPayment
      client={client}
      sessionId={sessionId ?? query.get("session_id") ?? ""}
      hasReturned={query.has("status")}
      className="gateway-payment-page"
      headingLevel={1}
      onComplete={openOrder}
      onChooseAnother={openMethods}
      {...changes}
    />
  )
}

function openOrder(orderId: string): void {
  void addressOfOrder(access, location.pathname, orderId).then(leaveFor)
}

function openMethods(): void {
  leaveFor(addressOfMethods(location.pathname))
}

function whenAddressChanges(change: () => void): () => void {
  window.addEventListener("popstate", change)
  return () => window.removeEventListener("popstate", change)
}

const searchOfPage = () => location.search

/** Only the browser knows it. */
const searchOnServer = () => null
