import type { IPaymentModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules, PaymentSessionStatus } from "@medusajs/framework/utils"
import type { Attempt, AttemptStatus } from "../core/attempt"
import { sessionDataOf, sessionStatusOf } from "../core/session-data"
import type { AttemptStore } from "../modules/payment-gateways/attempt-store"
import { readMedusaFacts } from "./medusa-facts"

const PENDING_AUTHORIZATION: string = PaymentSessionStatus.PENDING_AUTHORIZATION
const OPEN: ReadonlySet<AttemptStatus> = new Set(["created", "pending", "requires_more"])

/** Brings an open or closed session to the attempt's status, as core's own webhooks never do. */
export async function updateSession(
  context: { readonly container: MedusaContainer; readonly attempts: AttemptStore },
  attempt: Attempt
): Promise<Attempt> {
  const { session, cartId } = await readMedusaFacts(context.container, attempt)
  if (session && !session.payment && attempt.abandonedAt === null) {
    const payment: IPaymentModuleService = context.container.resolve(Modules.PAYMENT)
    await payment.updatePaymentSession({
      id: session.id,
      amount: session.amount,
      currency_code: session.currencyCode,
      // An order that waits for its money goes on waiting: Medusa lets staff check only such.
      status:
        session.status === PENDING_AUTHORIZATION && OPEN.has(attempt.status)
          ? PaymentSessionStatus.PENDING_AUTHORIZATION
          : sessionStatusOf(attempt.status),
      data: sessionDataOf(attempt, session.data),
    })
  }
  return context.attempts.recordApplied(attempt.id, { status: attempt.status, cartId }, [])
}
