import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"

interface SessionRecord {
  id: string
  status: string
  amount: string
  data: Record<string, unknown>
}

interface PaymentRecord {
  id: string
  amount: string
  captured: boolean
  canceled: boolean
  data: Record<string, unknown>
  captures: string[]
  refunds: string[]
}

interface OrderRecord {
  id: string
  status: string
  transactions: { reference: string; amount: string }[]
}

/** Everything that Medusa has written down about one payment collection. Amounts are decimals. */
export interface CollectionRecord {
  status: string
  amount: string
  sessions: SessionRecord[]
  payments: PaymentRecord[]
  order: OrderRecord | null
}

interface Row {
  id: string
  status: string
  amount: number
  data: Record<string, unknown>
  captured_at: Date | null
  canceled_at: Date | null
  reference: string
  captures?: Row[]
  refunds?: Row[]
  payment_sessions?: Row[]
  payments?: Row[]
  transactions?: Row[]
  order?: Row | null
}

const amountOf = (row: Row): string => String(row.amount)

/** Reads a payment collection with its sessions, payments, captures, refunds and order. */
export async function readCollection(
  container: MedusaContainer,
  collectionId: string
): Promise<CollectionRecord> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "payment_collection",
    fields: [
      "id",
      "status",
      "amount",
      "payment_sessions.*",
      "payments.*",
      "payments.captures.*",
      "payments.refunds.*",
      "order.id",
      "order.status",
      "order.transactions.*",
    ],
    filters: { id: collectionId },
  })
  const collection = data[0] as unknown as Row
  return {
    status: collection.status,
    amount: amountOf(collection),
    sessions: (collection.payment_sessions ?? []).map((session) => ({
      id: session.id,
      status: session.status,
      amount: amountOf(session),
      data: session.data,
    })),
    payments: (collection.payments ?? []).map((payment) => ({
      id: payment.id,
      amount: amountOf(payment),
      captured: payment.captured_at !== null,
      canceled: payment.canceled_at !== null,
      data: payment.data,
      captures: (payment.captures ?? []).map(amountOf),
      refunds: (payment.refunds ?? []).map(amountOf),
    })),
    order: collection.order ? orderRecord(collection.order) : null,
  }
}

function orderRecord(order: Row): OrderRecord {
  return {
    id: order.id,
    status: order.status,
    transactions: (order.transactions ?? []).map((transaction) => ({
      reference: transaction.reference,
      amount: amountOf(transaction),
    })),
  }
}
