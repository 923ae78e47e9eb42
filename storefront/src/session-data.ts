import type { NextAction } from "./next-action.js"

/**
 * Where a payment stands. Money that arrives late can still make a failed, canceled or expired
 * payment a captured one.
 */
export type PaymentStatus =
  "pending" | "requires_more" | "authorized" | "captured" | "failed" | "canceled" | "expired"

/**
 * `data` of a payment session of one of the plugin's gateways, as the Store API gives it
 * (`cart.payment_collection.payment_sessions[0].data`).
 */
export interface SessionData {
  readonly session_id: string
  /** The gateway's name, e.g. `streampay`. */
  readonly gateway: string
  /** The gateway's own id of the payment; `null` until it has one. */
  readonly reference: string | null
  readonly status: PaymentStatus
  /** What is asked: a decimal string in major units, e.g. `"10.50"`. Never a number. */
  readonly amount: string
  /** ISO 4217, lower case. */
  readonly currency_code: string
  /** ISO 8601; `null` when the payment does not expire. */
  readonly expires_at: string | null
  /** `null` when nothing is left for the payer to do. */
  readonly next_action: NextAction | null
}

/** Money that arrived and does not match what was asked; the shop's staff resolves it. */
export type PaymentException =
  "underpaid" | "overpaid" | "late" | "duplicate" | "mismatched" | "orphaned"

/** The answer of `GET /store/payment-gateways/sessions/<id>`. */
export interface SessionState extends SessionData {
  /** The order, once there is one; where the shop places orders before their money, soon. */
  readonly order_id: string | null
  /** Received so far: a decimal string in major units. */
  readonly received: string
  /** Still to pay: a decimal string in major units. */
  readonly due: string
  readonly exception: PaymentException | null
  /** ISO 8601. A countdown to `expires_at` counts from this, not from the payer's clock. */
  readonly server_time: string
}
