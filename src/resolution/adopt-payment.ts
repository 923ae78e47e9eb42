import {
  createOrUpdateOrderPaymentCollectionWorkflow,
  createPaymentSessionsWorkflow,
} from "@medusajs/medusa/core-flows"
import type { BigNumberValue, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Attempt, takeableOf } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { Money } from "../core/money"
import { withRequestFacts } from "../core/request-facts"
import { readMedusaFacts } from "../settlement/medusa-facts"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { settleAttempt } from "../settlement/settle-attempt"
import { heldMoney } from "./possible-resolutions"
import { requireUnchanged, type ResolutionContext } from "./resolution-context"

/**
 * Makes the order of an open cart from money that came after its session had gone: a new session
 * of the cart takes the payment that the gateway has already.
 *
 * @throws {GatewayError} `not_allowed` when the cart asks another amount by now
 */
export async function completeOrderOf(context: ResolutionContext): Promise<void> {
  const { container, attempt } = context
  const held = heldMoney(attempt)
  const asked = await amountOfCollection(container, attempt)
  if (!asked.equals(takeableOf(attempt)) || held.compare(asked) < 0) {
    throw notAllowed(
      `The cart now asks for ${asked.toString()}, and ${held.toString()} came. Refund it, or attach it to an order.`
    )
  }
  await adopt(context, asked, attempt.paymentCollectionId ?? "")
}

/**
 * Pays an order that stands with money that has no order of its own, as far as it asks for money;
 * what is more stays visible as paid too much.
 *
 * @throws {GatewayError} `not_found`; `not_allowed` for an order that is canceled, paid, or in
 * another currency
 */
export async function attachToOrder(context: ResolutionContext): Promise<void> {
  const { container, attempt, decision } = context
  const orderId = decision.orderId ?? ""
  const outstanding = await outstandingOf(container, orderId, attempt)
  const held = heldMoney(attempt)
  const amount = held.compare(outstanding) < 0 ? held : outstanding
  const { result } = await createOrUpdateOrderPaymentCollectionWorkflow(container).run({
    input: { order_id: orderId },
  })
  const [collection] = result as unknown as { id: string }[]
  if (!collection) {
    throw notAllowed("The order asks for no payment.")
  }
  await adopt(context, amount, collection.id)
}

/** Every step can be repeated; what fails for good is taken back. */
async function adopt(
  { container, attempt, decision, note }: ResolutionContext,
  amount: Money,
  collectionId: string
): Promise<void> {
  const { resolutions, attempts } = resolveLedgerModule(container)
  const accepted = requireUnchanged(
    await resolutions.accept(
      attempt,
      { amount, writtenOff: Money.zero(amount.currency) },
      note(
        decision.orderId
          ? `${amount.toString()} of it pays order ${decision.orderId}.`
          : `${amount.toString()} of it pays its cart after all.`,
        { amount: amount.toDecimal(), order_id: decision.orderId ?? null }
      )
    )
  )
  try {
    await withRequestFacts({ adoptedAttemptId: attempt.id }, () =>
      createPaymentSessionsWorkflow(container).run({
        input: { payment_collection_id: collectionId, provider_id: attempt.providerId },
      })
    )
  } catch (error) {
    await resolutions.restore(
      attempt,
      note("That could not be carried out, and was taken back.", { failed: true })
    )
    throw error
  }
  const adopted = (await attempts.findById(attempt.id)) ?? accepted
  const settled = await settleAttempt(container, adopted, { source: "admin" })
  const { payment } = await readMedusaFacts(container, settled)
  if (!payment?.isCaptured && settled.exception === null) {
    throw new GatewayError({
      code: "not_allowed",
      message: "The shop could not book it yet. It is tried again by itself; look at its story.",
      retry: true,
    })
  }
}

async function amountOfCollection(
  container: MedusaContainer,
  { paymentCollectionId, due }: Attempt
): Promise<Money> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "payment_collection",
    fields: ["amount", "currency_code"],
    filters: { id: paymentCollectionId ?? "" },
  })) as unknown as { data: { amount: BigNumberValue; currency_code: string }[] }
  const [collection] = data
  if (!collection) {
    throw notAllowed("The cart of this payment is gone. Refund it, or attach it to an order.")
  }
  return amountIn(due, collection.amount, collection.currency_code)
}

/** What an order still asks for. */
async function outstandingOf(
  container: MedusaContainer,
  orderId: string,
  { due }: Attempt
): Promise<Money> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "order",
    fields: ["id", "status", "currency_code", "summary"],
    filters: { id: orderId },
  })) as unknown as { data: OrderRow[] }
  const [order] = data
  if (!order) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such order.",
      retry: false,
    })
  }
  if (order.status === "canceled") {
    throw notAllowed("That order is canceled.")
  }
  const outstanding = amountIn(due, order.summary?.pending_difference ?? 0, order.currency_code)
  if (!outstanding.isPositive()) {
    throw notAllowed("That order is paid already.")
  }
  return outstanding
}

interface OrderRow {
  readonly status: string
  readonly currency_code: string
  readonly summary?: { readonly pending_difference?: BigNumberValue } | null
}

function amountIn({ currency }: Money, amount: BigNumberValue, code: string): Money {
  if (code.toUpperCase() !== currency.code) {
    throw notAllowed(`It is in ${code.toUpperCase()}, and this payment in ${currency.code}.`)
  }
  return Money.parse(amount, currency)
}

function notAllowed(message: string): GatewayError {
  return new GatewayError({ code: "not_allowed", message, retry: false })
}
