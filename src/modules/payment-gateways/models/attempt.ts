import { model } from "@medusajs/framework/utils"

/**
 * One attempt to take one payment. Amounts are decimal strings in major units with all of the
 * currency's decimals; written and read by the attempt store only.
 */
export const PaymentGatewayAttempt = model
  .define("payment_gateway_attempt", {
    id: model.id({ prefix: "pgatt" }).primaryKey(),
    session_id: model.text(),
    /** The session that has taken this money in its own one's place. */
    adopted_session_id: model.text().nullable(),
    /** Which attempt of its session this is, from 1. */
    sequence: model.number().default(1),
    provider_id: model.text(),
    gateway: model.text(),
    status: model.text(),
    /** `open`, `paid`, `refunded` or `ended`; Postgres works it out. */
    state: model.text().nullable(),
    applied_status: model.text().nullable(),
    currency_code: model.text(),
    currency_exponent: model.number(),
    amount: model.text(),
    /** What is taken as payment in full instead of `amount`. */
    accepted: model.text().nullable(),
    received: model.text(),
    /** What Medusa was told to capture. */
    taken: model.text().nullable(),
    /** What the shop lets go of `amount`. */
    written_off: model.text().default("0"),
    refunded: model.text(),
    /** Sent back by staff without the gateway. */
    refunded_by_hand: model.text().default("0"),
    /** Of what has gone back, what the shop asked for, or has booked since. */
    refunded_by_shop: model.text().default("0"),
    /** Of `refunded`, what went back of money above `taken`. */
    refunded_excess: model.text().default("0"),
    /** Of `refunded`, what did not reach the payer and came back. */
    failed_refunds: model.text().default("0"),
    /** Of `refunded`, what is not final yet. */
    open_refunds: model.text().default("0"),
    charged_back: model.text().default("0"),
    reference: model.text().nullable(),
    next_action: model.json().nullable(),
    expires_at: model.dateTime().nullable(),
    gateway_data: model.json(),
    evidence: model.json().default({}),
    payer_answers: model.json().nullable(),
    gateway_status: model.text().nullable(),
    observed_status: model.text().nullable(),
    observed_at: model.dateTime().nullable(),
    mismatch: model.text().nullable(),
    exception: model.text().nullable(),
    /** An exception that staff has dismissed, and the money that was there then. */
    dismissed: model.json().nullable(),
    details: model.json().default({}),
    pending_refund: model.json().nullable(),
    refused_refunds: model.number().default(0),
    payment_collection_id: model.text().nullable(),
    cart_id: model.text().nullable(),
    order_id: model.text().nullable(),
    abandoned_at: model.dateTime().nullable(),
    /** When reconciliation looks at it next; `null` when there is nothing left to come. */
    check_at: model.dateTime().nullable(),
    /** Looks in a row that led nowhere: the gateway or the shop did not answer. */
    failed_checks: model.number().default(0),
  })
  .indexes([
    { on: ["session_id", "created_at"] },
    { on: ["adopted_session_id"], where: "adopted_session_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["reference", "gateway"] },
    { on: ["updated_at"], where: "payer_answers IS NOT NULL AND deleted_at IS NULL" },
    { on: ["payment_collection_id"] },
    { on: ["order_id"] },
    { on: ["cart_id"], where: "cart_id IS NOT NULL AND deleted_at IS NULL" },
    { on: ["created_at", "state", "status"] },
    { on: ["state", "created_at"] },
    { on: ["status", "created_at"] },
    { on: ["provider_id", "created_at", "state", "status"] },
    { on: ["provider_id", "check_at"], where: "check_at IS NOT NULL AND deleted_at IS NULL" },
    { on: ["created_at", "exception"], where: "exception IS NOT NULL AND deleted_at IS NULL" },
  ])
