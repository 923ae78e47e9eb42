import type { Attempt, CollectField } from "../../core/attempt"
import type { GatewayServices, RefundRequest, RefundResult } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { refundReference } from "../../core/refund-reference"
import type { Directa24DepositsClient } from "./deposits-client"
import { cut } from "./payer-details"
import { knownRefunds } from "./refund-outcomes"
import { PAYMENT_TYPES, refundMeaningOf } from "./statuses"

const LONGEST_COMMENT = 200

/** The payer's bank account, which Directa24 does not know. Source: Deposits API v3, refunds. */
const BANK_ACCOUNT: readonly CollectField[] = [
  { name: "beneficiary", label: "Account holder", pattern: ".{2,100}", required: true },
  { name: "bank_code", label: "Bank code", pattern: "[A-Za-z0-9\\-]{1,20}", required: true },
  // Not every country's banks have branches.
  { name: "branch", label: "Branch", pattern: "[A-Za-z0-9\\-]{1,20}", required: false },
  {
    name: "account_number",
    label: "Account number",
    pattern: "[A-Za-z0-9 .\\-]{1,45}",
    required: true,
  },
  { name: "account_type", label: "Account type", pattern: "[A-Za-z_]{1,20}", required: true },
]

/** Cards are refunded as they were paid; everything else goes to a bank account. */
export function directa24RefundFields({ gatewayData }: Attempt): readonly CollectField[] {
  return gatewayData.payment_type === PAYMENT_TYPES.card ? [] : BANK_ACCOUNT
}

/**
 * Refunds a deposit, in whole or in part. The idempotency key makes Directa24 answer the same
 * refund again, however often it is asked for. Source: Directa24 Deposits API v3, refunds.
 *
 * @throws {GatewayError} `not_allowed` for a deposit that is not known yet, `rejected`
 */
export async function refundDirecta24(
  client: Directa24DepositsClient,
  request: RefundRequest,
  { logger }: GatewayServices
): Promise<RefundResult> {
  const { attempt, amount, reason, note, fields } = request
  const { country } = attempt.gatewayData
  const comments = cut(note ?? reason ?? "", LONGEST_COMMENT)
  const reply = await client.createRefund(
    {
      deposit_id: depositIdOf(attempt),
      invoice_id: attempt.reference ?? "",
      amount: amount.toJsonNumber(),
      ...(Object.keys(fields).length > 0 && { bank_account: fields }),
      ...(comments && { comments }),
      ...(typeof country === "string" && { country }),
    },
    refundReference(request)
  )
  const { refund_id: id, refund_info: info } = reply
  const status = info?.result?.toUpperCase() || "PENDING"
  const meaning = refundMeaningOf(status)
  if (meaning === "refused") {
    throw new GatewayError({
      code: "rejected",
      message: `Directa24 did not make this refund of ${amount.toString()}. Look at it in Directa24's panel.`,
      detail: `refund ${id} is ${status}`,
      gatewayCode: info?.reason_code ?? undefined,
      retry: false,
    })
  }
  if (meaning === undefined) {
    logger?.error(`[Directa24] refund ${id} has an unknown status: ${status.slice(0, 40)}`)
  }
  const refund = { id, amount: amount.toDecimal(), status, key: request.idempotencyKey }
  return {
    // The API tells no total.
    refunded: attempt.refunded.add(amount),
    isOpen: meaning !== "done",
    reference: id,
    gatewayData: {
      refunds: [...knownRefunds(attempt).filter((one) => one.id !== id), refund],
    },
  }
}

/** Every reading before a refund keeps the id, so it is missing only where there is no deposit. */
function depositIdOf({ gatewayData }: Attempt): number {
  const id = Number(gatewayData.deposit_id)
  if (!Number.isSafeInteger(id) || id <= 0) {
    throw new GatewayError({
      code: "not_allowed",
      message:
        "Directa24 has told no deposit for this payment, so it cannot be refunded here. Refund it in Directa24's panel.",
      retry: false,
    })
  }
  return id
}
