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
  readonly sessionId: string
  /** Which attempt of its session this is, from 1. */
  readonly sequence: number
  /** `pp_<identifier>_<id>` */
  readonly providerId: string
  /** The gateway's identifier, e.g. `streampay`. */
  readonly gateway: string
  readonly status: AttemptStatus
  /** What the session asks. */
  readonly due: Money
  /** Finally received, refunds not deducted. */
  readonly received: Money
  readonly refunded: Money
  /** Of that, what the shop asked for; the rest was refunded at the gateway itself. */
  readonly refundedByShop: Money
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
}

/** Which fact at the gateway is not the one that was asked for. */
export type Mismatch = "amount" | "currency" | "reference" | "test_mode"
