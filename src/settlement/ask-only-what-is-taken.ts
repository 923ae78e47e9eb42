import type { IPaymentModuleService } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { type Attempt, takeableOf } from "../core/attempt"
import { Money } from "../core/money"
import { sessionDataOf } from "../core/session-data"
import type { ApplyContext } from "./apply-attempt"
import type { MedusaFacts } from "./medusa-facts"

/**
 * Medusa captures what a session asks, whatever was received. Where less is taken as payment in
 * full, the session and its collection are made to ask that much: never is more booked than came.
 */
export async function askOnlyWhatIsTaken(
  { container }: Pick<ApplyContext, "container">,
  attempt: Attempt,
  { session, payment }: MedusaFacts
): Promise<void> {
  const taken = takeableOf(attempt)
  if (attempt.status !== "captured" || !session || payment) {
    return
  }
  if (Money.parse(session.amount, taken.currency).equals(taken)) {
    return
  }
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  const { paymentCollectionId } = attempt
  if (paymentCollectionId !== null) {
    const query = container.resolve(ContainerRegistrationKeys.QUERY)
    const { data } = (await query.graph({
      entity: "payment_collection",
      fields: ["amount"],
      filters: { id: paymentCollectionId },
    })) as unknown as { data: { amount: number }[] }
    // One that asks for more than this payment is an order's, which may be paid in parts.
    if (data[0] && Money.parse(data[0].amount, taken.currency).equals(attempt.due)) {
      await payments.updatePaymentCollections(paymentCollectionId, {
        amount: taken.toJsonNumber(),
      })
    }
  }
  await payments.updatePaymentSession({
    id: session.id,
    amount: taken.toJsonNumber(),
    currency_code: session.currencyCode,
    data: sessionDataOf(attempt, session.data),
  })
}
