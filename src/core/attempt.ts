import type { Money } from "./money"

/**
 * Where an attempt to pay stands. Medusa's own session words, with `failed` (Medusa: `error`) and
 * `expired` (Medusa: `canceled`) told apart, and `created` for the time before the gateway
 * answered.
 */
export type AttemptStatus =
  | "created"
  | "pending"
  | "requires_more"
  | "authorized"
  | "captured"
  | "failed"
  | "canceled"
  | "expired"

/** What a gateway's words mean, before amounts are looked at. */
export type ObservedStatus =
  | "pending"
  | "requires_more"
  | "authorized"
  /** The gateway says final success for the money received. */
  | "paid"
  | "failed"
  | "canceled"
  | "expired"

/** What is wrong with money that does not match; staff sees and resolves it. */
export type PaymentException =
  "underpaid" | "overpaid" | "late" | "duplicate" | "mismatched" | "orphaned"

/** Where money can be sent directly, as with a crypto address. */
export interface TransferDestination {
  readonly asset: string
  readonly network: string
  readonly address: string
  /** Amount in the asset's own units, as the gateway displays it. */
  readonly amount: string
  readonly uri?: string
  readonly memo?: string
}

/** A question to the payer, before a payment can be created, or to staff, before a refund can. */
export interface CollectField {
  readonly name: string
  readonly label: string
  /** Regular expression that the whole answer has to match, as in HTML's `pattern`. */
  readonly pattern?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly required: boolean
}

/** What the payer has to do next; `null` when nothing is left to do. Public. */
export type NextAction =
  | {
      readonly type: "redirect"
      readonly url: string
      readonly method: "GET" | "POST"
      readonly fields?: Readonly<Record<string, string>>
    }
  | { readonly type: "transfer"; readonly destinations: readonly TransferDestination[] }
  | { readonly type: "collect"; readonly fields: readonly CollectField[] }

/**
 * One attempt to take one payment: written before the gateway is called, and kept when Medusa
 * deletes the session. It ties money to a shopper, whatever happens in between.
 */
export interface Attempt {
  readonly id: string
  /** Another one after each write: what was decided upon this state is written upon no other. */
  readonly version: string
  /** The session that the payment was made for; the gateway knows it by this. */
  readonly sessionId: string
  /** The session that has taken this money in its own one's place, see `medusaSessionId`. */
  readonly adoptedSessionId: string | null
  /** Which attempt of its session this is, from 1. */
  readonly sequence: number
  /** `pp_<identifier>_<id>` */
  readonly providerId: string
  /** The gateway's identifier, e.g. `streampay`. */
  readonly gateway: string
  readonly status: AttemptStatus
  /** What the session asks. */
  readonly due: Money
  /** What staff, or a policy of the shop, takes as payment in full instead of `due`. */
  readonly accepted: Money | null
  /** Finally received, refunds not deducted. */
  readonly received: Money
  /** What Medusa was told to capture; `null` until then. */
  readonly taken: Money | null
  /** What the shop lets go of `due`: the order is credited with it. */
  readonly writtenOff: Money
  /** All that the gateway says, or was told, to have refunded. */
  readonly refunded: Money
  /** Sent back by staff without the gateway, and recorded. */
  readonly refundedByHand: Money
  /** Of what has gone back, what the shop asked for or has booked since; the rest is news. */
  readonly refundedByShop: Money
  /**
   * Of that, what Medusa's books have no part in: it is of money above `taken`, or went back before
   * Medusa had booked the payment.
   */
  readonly refundedExcess: Money
  /** Refunds that the gateway gave back to the shop: they did not reach the payer. */
  readonly failedRefunds: Money
  /** Refunds that are asked for and not final yet, as last read. */
  readonly openRefunds: Money
  /** Taken back by the payer's bank. */
  readonly chargedBack: Money
  /** The gateway's own id of the payment; `null` until the gateway has answered. */
  readonly reference: string | null
  readonly nextAction: NextAction | null
  readonly expiresAt: Date | null
  /** What only the gateway's code reads: ids of its objects. Private, never in the session. */
  readonly gatewayData: Readonly<Record<string, unknown>>
  /** Facts of verified webhooks that no reading of the gateway tells. Private. */
  readonly evidence: Readonly<Record<string, unknown>>
  /** What the payer answered to `collect`. Private, and removed when no longer needed. */
  readonly payerAnswers: Readonly<Record<string, string>> | null
  /** The gateway's own word for its state, as last read. */
  readonly gatewayStatus: string | null
  readonly mismatch: Mismatch | null
  readonly exception: PaymentException | null
  /** What staff has dismissed; it is not told again while no more money comes. */
  readonly dismissed: DismissedException | null
  /** What the gateway tells for people: fee, rate, transactions. */
  readonly details: PaymentDetails
  readonly observedStatus: ObservedStatus | null
  /** When the reading that `status` rests on was begun. */
  readonly observedAt: Date | null
  /** The status that Medusa has been told. */
  readonly appliedStatus: AttemptStatus | null
  /** A refund that was asked for and whose outcome is not known yet. */
  readonly pendingRefund: PendingRefund | null
  /** How many refunds the gateway has refused for good. */
  readonly refusedRefunds: number
  readonly paymentCollectionId: string | null
  readonly cartId: string | null
  readonly orderId: string | null
  /** Set when Medusa deleted or replaced the session. */
  readonly abandonedAt: Date | null
  /** Scheduled looks in a row that led nowhere. */
  readonly failedChecks: number
  readonly createdAt: Date
  /** The database's time when this state was read; readings are stamped with it. */
  readonly loadedAt: Date
}

/** A refund under way; it keeps its key over every try. */
export interface PendingRefund {
  readonly key: string
  readonly amount: Money
  /** What was refunded before this refund was first asked for. */
  readonly refundedBefore: Money
  /** Whether Medusa books it as a refund of its payment. */
  readonly isBooked: boolean
}

/** An exception that is over because staff said so, and how much money that was about. */
export interface DismissedException {
  readonly exception: PaymentException
  readonly received: Money
}

/** An amount in any unit, also one that the shop does not sell in, e.g. `1.5` `USDC`. */
export interface ForeignAmount {
  /** Decimal string. */
  readonly amount: string
  /** Currency code or token, as the gateway writes it. */
  readonly unit: string
}

/** What a gateway tells of a payment for people to read, and for statements. Nothing secret. */
export interface PaymentDetails {
  /**
   * Money that the gateway has seen and does not call final yet: decimal string in major units of the
   * session's currency. Of the latest reading alone.
   */
  readonly inSight?: string
  /** What the gateway keeps for itself. */
  readonly fee?: ForeignAmount
  /** What the payer paid, where that is in another unit than the session's. */
  readonly paid?: ForeignAmount
  /** How much of the unit that was paid one unit of the session's currency was, or the reverse. */
  readonly rate?: { readonly value: string; readonly from: string; readonly to: string }
  /** How it was paid, in the gateway's word, e.g. `visa`, `PIX`, `USDC`. */
  readonly method?: string
  readonly network?: string
  /** On a chain, or at the gateway's own acquirer. */
  readonly transactions?: readonly { readonly id: string; readonly url?: string }[]
  /** Of the payment in the gateway's dashboard. */
  readonly dashboardUrl?: string
}

/** Which fact at the gateway is not the one that was asked for. */
export type Mismatch = "amount" | "currency" | "reference" | "test_mode"

/** Medusa's session of an attempt: its own, or the one that has taken its money since. */
export function medusaSessionId({
  adoptedSessionId,
  sessionId,
}: Pick<Attempt, "adoptedSessionId" | "sessionId">): string {
  return adoptedSessionId ?? sessionId
}

/** What counts as payment in full. */
export function payableOf({ accepted, due }: Pick<Attempt, "accepted" | "due">): Money {
  return accepted ?? due
}

/** What Medusa has been told to capture, or may be told now: never more than there is. */
export function takeableOf(
  attempt: Pick<Attempt, "accepted" | "due" | "received" | "taken">
): Money {
  const payable = payableOf(attempt)
  return attempt.taken ?? (attempt.received.compare(payable) < 0 ? attempt.received : payable)
}

/** What has gone back, without the refunds that came back again. */
export function netRefundedOf({
  refunded,
  refundedByHand,
  failedRefunds,
}: Pick<Attempt, "refunded" | "refundedByHand" | "failedRefunds">): Money {
  return refunded.add(refundedByHand).subtract(failedRefunds)
}

/** Received, and neither gone back nor taken back by the payer's bank. */
export function standingOf(
  attempt: Pick<
    Attempt,
    "received" | "refunded" | "refundedByHand" | "failedRefunds" | "chargedBack"
  >
): Money {
  return attempt.received.subtract(netRefundedOf(attempt)).subtract(attempt.chargedBack)
}

/**
 * Of what has gone back without Medusa's books, the part that is of money which they have: it is
 * still to be booked.
 */
export function unbookedOf({
  received,
  taken,
  refundedExcess,
}: Pick<Attempt, "received" | "taken" | "refundedExcess">): Money {
  const zero = received.subtract(received)
  return taken === null
    ? zero
    : refundedExcess.subtract(received.subtract(taken).max(zero)).max(zero)
}

/** Money above what the shop has taken, and still here. */
export function excessOf(
  attempt: Pick<
    Attempt,
    | "accepted"
    | "due"
    | "received"
    | "taken"
    | "refunded"
    | "refundedByHand"
    | "failedRefunds"
    | "refundedByShop"
    | "refundedExcess"
    | "chargedBack"
  >
): Money {
  const zero = attempt.due.subtract(attempt.due)
  // What went back at the gateway, and nobody has accounted for yet, is of what was too much.
  const news = netRefundedOf(attempt).subtract(attempt.refundedByShop).max(zero)
  return attempt.received
    .subtract(takeableOf(attempt))
    .subtract(attempt.refundedExcess)
    .subtract(news)
    .subtract(attempt.chargedBack)
    .max(zero)
}
