import type { AttemptListItem } from "./api-types"
import { isPositive } from "./format"

/**
 * The attempt that an order's card is about: what needs attention comes before what has money, and
 * that before what has none.
 *
 * @param attempts newest first
 */
export function leadingAttempt(attempts: readonly AttemptListItem[]): AttemptListItem | undefined {
  return (
    attempts.find(({ exception }) => exception !== null) ??
    attempts.find(({ received }) => isPositive(received)) ??
    attempts[0]
  )
}

/** The gateways of this plugin, by the beginning of their providers' names in Medusa. */
const OURS = /^pp_(corefy|stream-crypto|directa24|xgateway|streampay)_/

/** Whether one of an order's payments is ours, as far as Medusa's order tells. */
export function hasOurPayment(order: {
  readonly payment_collections?: readonly {
    readonly payments?: readonly { readonly provider_id?: string }[] | null
  }[]
}): boolean {
  return (order.payment_collections ?? [])
    .flatMap(({ payments }) => payments ?? [])
    .some(({ provider_id: provider }) => provider !== undefined && OURS.test(provider))
}
