import { z } from "@medusajs/framework/zod"
import type { CollectField } from "../../core/attempt"
import type { RefundRequest, RefundResult } from "../../core/contract"
import { GatewayError } from "../../core/errors"

/** A Solana signature: 64 bytes in base58. */
const SIGNATURE = "[1-9A-HJ-NP-Za-km-z]{64,88}"

/** Refunds by their idempotency keys, with all that is kept of them. */
const recordedSchema = z.record(z.string(), z.looseObject({ transaction_hash: z.string() }))

/** What staff tells of a refund that was sent from the shop's wallet. */
export const REFUND_FIELDS: readonly CollectField[] = [
  {
    name: "transaction_hash",
    label: "Signature of the transaction that sent the money back",
    pattern: SIGNATURE,
    required: true,
  },
]

/**
 * Records a refund that was made by hand: payments land in the shop's own wallet, and Stream sends
 * nothing back. Nothing is called.
 *
 * @throws {GatewayError} `invalid_input` for a transaction that is none, or is taken already
 */
export function recordRefund({
  attempt,
  amount,
  idempotencyKey,
  fields,
}: RefundRequest): RefundResult {
  const hash = fields.transaction_hash ?? ""
  if (!new RegExp(`^${SIGNATURE}$`).test(hash)) {
    throw refused("transaction_hash is not the signature of a Solana transaction")
  }
  const refunds = recordedSchema.safeParse(attempt.gatewayData.refunds).data ?? {}
  const known = Object.hasOwn(refunds, idempotencyKey) ? refunds[idempotencyKey] : undefined
  if (known) {
    if (known.transaction_hash !== hash) {
      throw refused("this refund is recorded already with another transaction_hash")
    }
    return { refunded: attempt.refunded, reference: hash }
  }
  if (Object.values(refunds).some(({ transaction_hash: taken }) => taken === hash)) {
    throw refused("this transaction_hash is recorded already with another refund of this payment")
  }
  if (attempt.gatewayData.transaction_hash === hash) {
    throw refused("this transaction_hash is the payer's own transfer to the shop")
  }
  return {
    refunded: attempt.refunded.add(amount),
    reference: hash,
    gatewayData: {
      refunds: {
        ...refunds,
        [idempotencyKey]: { transaction_hash: hash, amount: amount.toDecimal() },
      },
    },
  }
}

function refused(problem: string): GatewayError {
  return new GatewayError({
    code: "invalid_input",
    message: `The refund cannot be recorded: ${problem}. Give the transaction that sent this money back.`,
    retry: false,
  })
}
