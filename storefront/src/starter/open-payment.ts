import { addressOfPayment } from "./addresses.js"
import { leaveFor } from "./leave-for.js"

/** Leads the payer to the page of a payment: `/<country>/checkout/payment`. In browsers only. */
export function openPayment({ id }: { readonly id: string }): void {
  leaveFor(addressOfPayment(location.pathname, id))
}
