import type { NavigateFunction } from "react-router-dom"
import type { PaymentClient } from "./gateway-payments.js"

/** Where a payment is shown, and where the gateways' pages lead back to. */
export function paymentPath(sessionId: string): string {
  return `/checkout/payment?${new URLSearchParams({ session_id: sessionId }).toString()}`
}

/**
 * Starts a payment and leads to it: to the shop's page of the payment, and on from there where a
 * gateway's own page takes the money. The browser's "back" then finds the payment, not the cart.
 *
 * @throws {PaymentClientError}
 */
export async function startPayment(
  payments: PaymentClient,
  payment: { readonly cartId: string; readonly providerId: string },
  navigate: NavigateFunction
): Promise<void> {
  const { sessionId, data } = await payments.startPayment(payment)
  await navigate(paymentPath(sessionId))
  const action = data?.next_action
  if (action?.type === "redirect" && action.method === "GET") {
    window.location.assign(action.url)
  }
}
