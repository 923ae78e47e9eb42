import { createOrderCreditLinesWorkflow } from "@medusajs/medusa/core-flows"
import type { BigNumberValue } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Attempt } from "../core/attempt"
import { Money } from "../core/money"
import type { ApplyContext } from "../settlement/apply-attempt"
import type { MedusaFacts } from "../settlement/medusa-facts"

const REFERENCE = "payment_gateways"

interface OrderRow {
  readonly summary?: { readonly pending_difference?: BigNumberValue } | null
  readonly credit_lines?: readonly { readonly reference_id?: string | null }[]
}

/**
 * Credits an order with what the shop let go of its payment, so that it asks for nothing any more.
 *
 * @returns what has to be done, if anything
 */
export async function writeOff(
  { container, attempts, source }: ApplyContext,
  attempt: Attempt,
  { order }: MedusaFacts
): Promise<((current: Attempt) => Promise<Attempt>) | undefined> {
  if (!attempt.writtenOff.isPositive() || !order || order.isCanceled) {
    return undefined
  }
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "order",
    fields: ["summary", "credit_lines.reference_id"],
    filters: { id: order.id },
  })) as unknown as { data: OrderRow[] }
  const { summary, credit_lines: credits } = data[0] ?? {}
  const { currency } = attempt.due
  const asked = Money.parse(summary?.pending_difference ?? 0, currency)
  const isCredited = credits?.some(({ reference_id: id }) => id === attempt.id)
  if (isCredited || !asked.isPositive()) {
    return undefined
  }
  const amount = asked.compare(attempt.writtenOff) < 0 ? asked : attempt.writtenOff
  return async (current) => {
    await createOrderCreditLinesWorkflow(container).run({
      input: {
        id: order.id,
        credit_lines: [
          { amount: amount.toJsonNumber(), reference: REFERENCE, reference_id: attempt.id },
        ],
      },
    })
    return attempts.addNote(current.id, {
      type: "written_off",
      source,
      message: `${amount.toString()} was let go; the order is credited with it.`,
      data: { amount: amount.toDecimal(), order_id: order.id },
    })
  }
}
