import type { BigNumberValue, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { type Attempt, medusaSessionId } from "../core/attempt"

/** A payment session as Medusa has it now. */
export interface SessionFacts {
  readonly id: string
  readonly amount: BigNumberValue
  readonly currencyCode: string
  readonly status: string
  /** What the session shows to the storefront at present. */
  readonly data: Record<string, unknown>
  /** Medusa's payment of this session, once it was authorized. */
  readonly payment: PaymentFacts | null
}

export interface PaymentFacts {
  readonly id: string
  readonly sessionId: string
  readonly isCaptured: boolean
  readonly capturedAt: Date | null
}

/** What Medusa believes about an attempt: read fresh before and after it is told anything. */
export interface MedusaFacts {
  /** `null` when Medusa has deleted the session. */
  readonly session: SessionFacts | null
  /** The attempt's payment, which outlives its session. */
  readonly payment: PaymentFacts | null
  /** Captured payments of other sessions of the same payment collection. */
  readonly otherPayments: readonly PaymentFacts[]
  readonly cartId: string | null
  readonly order: { readonly id: string; readonly isCanceled: boolean } | null
}

interface SessionRow {
  id: string
  amount: BigNumberValue
  currency_code: string
  status: string
  data?: Record<string, unknown> | null
  payment?: PaymentRow | null
}

interface PaymentRow {
  id: string
  payment_session_id?: string | null
  captured_at?: string | Date | null
}

/** Reads the session, its payments, its cart and its order. */
export async function readMedusaFacts(
  container: MedusaContainer,
  attempt: Attempt
): Promise<MedusaFacts> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data: sessions } = (await query.graph({
    entity: "payment_session",
    fields: [
      "id",
      "amount",
      "currency_code",
      "status",
      "data",
      "payment.id",
      "payment.captured_at",
    ],
    filters: { id: medusaSessionId(attempt) },
  })) as unknown as { data: SessionRow[] }
  const [row] = sessions
  const session: SessionFacts | null = row
    ? {
        id: row.id,
        amount: row.amount,
        currencyCode: row.currency_code,
        status: row.status,
        data: row.data ?? {},
        payment: row.payment ? paymentFacts(row.payment, row.id) : null,
      }
    : null
  if (attempt.paymentCollectionId === null) {
    const payment = session?.payment ?? null
    return { session, payment, otherPayments: [], cartId: attempt.cartId, order: null }
  }
  const { data: payments } = (await query.graph({
    entity: "payment",
    // The id stays when Medusa deletes the session, which it does when another one is made.
    fields: ["id", "captured_at", "payment_session_id"],
    filters: { payment_collection_id: attempt.paymentCollectionId },
  })) as unknown as { data: PaymentRow[] }
  const found = payments.map((row) => paymentFacts(row, row.payment_session_id ?? ""))
  const isOwn = ({ sessionId }: PaymentFacts) => sessionId === medusaSessionId(attempt)
  const payment = session?.payment ?? found.find(isOwn) ?? null
  const otherPayments = found.filter((one) => one.isCaptured && !isOwn(one))
  const { data: links } = (await query.graph({
    entity: "cart_payment_collection",
    fields: ["cart_id"],
    filters: { payment_collection_id: attempt.paymentCollectionId },
  })) as unknown as { data: { cart_id: string }[] }
  const cartId = links[0]?.cart_id ?? null
  const order = cartId
    ? await findOrder(query, cartId)
    : await findOrderOfCollection(query, attempt.paymentCollectionId)
  return { session, payment, otherPayments, cartId, order }
}

async function findOrder(
  query: { graph: (input: never) => Promise<unknown> },
  cartId: string
): Promise<MedusaFacts["order"]> {
  const { data } = (await query.graph({
    entity: "order_cart",
    fields: ["order_id", "order.status"],
    filters: { cart_id: cartId },
  } as never)) as { data: { order_id: string; order?: { status?: string } | null }[] }
  const [link] = data
  return link ? { id: link.order_id, isCanceled: link.order?.status === "canceled" } : null
}

/** Of a collection that was made for an order that stood already. */
async function findOrderOfCollection(
  query: { graph: (input: never) => Promise<unknown> },
  paymentCollectionId: string
): Promise<MedusaFacts["order"]> {
  const { data } = (await query.graph({
    entity: "order_payment_collection",
    fields: ["order_id", "order.status"],
    filters: { payment_collection_id: paymentCollectionId },
  } as never)) as { data: { order_id: string; order?: { status?: string } | null }[] }
  const [link] = data
  return link ? { id: link.order_id, isCanceled: link.order?.status === "canceled" } : null
}

function paymentFacts(row: PaymentRow, sessionId: string): PaymentFacts {
  return {
    id: row.id,
    sessionId,
    isCaptured: row.captured_at !== null && row.captured_at !== undefined,
    capturedAt: row.captured_at ? new Date(row.captured_at) : null,
  }
}
