import { refundPaymentWorkflow } from "@medusajs/medusa/core-flows"
import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import type { Money } from "../core/money"
import type { MedusaFacts } from "./medusa-facts"

/**
 * Has Medusa book a refund of a payment; its workflow asks our provider to make it. Where there is
 * no standing order, Medusa's payment module books it alone, and the order's account follows at the
 * next look: the workflow would fail after the money has gone.
 *
 * @param paymentId Medusa's id of the payment
 * @throws what Medusa and the provider throw; nothing is booked then
 */
export async function bookRefund(
  container: MedusaContainer,
  paymentId: string,
  { order }: Pick<MedusaFacts, "order">,
  refund: {
    readonly amount: Money
    /** Medusa's id of the user. */
    readonly createdBy?: string
    readonly note?: string
  }
): Promise<void> {
  const input = {
    payment_id: paymentId,
    amount: refund.amount.toDecimal(),
    created_by: refund.createdBy,
    note: refund.note,
  }
  if (order && !order.isCanceled) {
    await refundPaymentWorkflow(container).run({ input })
  } else {
    await container.resolve<IPaymentModuleService>(Modules.PAYMENT).refundPayment(input)
  }
}
