import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { MedusaContainer } from "@medusajs/framework/types"
import { readAskedAmount } from "./asked-amount"
import type { Booking } from "./order-books"

const REFERENCE = "payment_gateways"

/**
 * Medusa credits an order with what it refunds of it, beyond what the order owes the payer: without
 * that the order would ask for the money once more. Refunds that came on its account without
 * Medusa's own workflow need the same.
 *
 * @param refunds those that were written on the order's account just now
 */
export async function creditRefunds(
  container: MedusaContainer,
  orderId: string,
  refunds: readonly Booking[]
): Promise<void> {
  const [first] = refunds
  if (!first) {
    return
  }
  let asked = await readAskedAmount(container, orderId, first.amount.currency)
  const lines = refunds.flatMap(({ id, amount }) => {
    const credit = amount.min(asked)
    asked = asked.subtract(credit)
    return credit.isPositive()
      ? [{ amount: credit.toJsonNumber(), reference: REFERENCE, reference_id: id }]
      : []
  })
  if (lines.length > 0) {
    await createOrderCreditLinesWorkflow(container).run({
      input: { id: orderId, credit_lines: lines },
    })
  }
}
