import type { CollectField, PaymentException } from "../core/attempt"
import type { Money } from "../core/money"

/** What can be done about money that does not match. */
export const RESOLUTION_ACTIONS = [
  /** Takes what is there as payment in full; the order is credited with the rest. */
  "accept",
  /** Makes the order of a cart that lost its session, from the money that came for it. */
  "complete_order",
  /** Pays an order that stands and is not paid in full. */
  "attach_to_order",
  /** Sends money back through the gateway. */
  "refund",
  /** Writes down that money was sent back without the gateway. */
  "record_refund",
  /** Nothing is to be done; with a reason. */
  "dismiss",
] as const

export type ResolutionAction = (typeof RESOLUTION_ACTIONS)[number]

/** A way out of an exception, for staff to choose. */
export interface PossibleResolution {
  readonly action: ResolutionAction
  /** What it is about: all of it, or the most of it, in major units. */
  readonly amount: Money
  /** What staff has to tell, e.g. where a refund goes. */
  readonly fields: readonly CollectField[]
  /** One plain sentence. */
  readonly description: string
}

/** What was decided, and by whom. */
export interface Decision {
  readonly action: ResolutionAction
  readonly exception: PaymentException
  /** Less than all, for `refund` and `record_refund`. */
  readonly amount?: Money
  readonly orderId?: string
  readonly fields: Readonly<Record<string, string>>
  /** Of a refund by hand: a transaction hash, or a bank's reference. */
  readonly reference?: string
  readonly reason?: string
  /** Medusa's id of the user; `policy` where an option of the gateway decides. */
  readonly decidedBy: string
}
