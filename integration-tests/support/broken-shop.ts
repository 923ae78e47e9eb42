import type { IOrderModuleService, PaymentDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { describeGatewayShop, GatewayShop, type OrderBooks, PROVIDERS } from "./gateway-shop"
import type { StoreCart, StoreSession } from "./store-client"

/** A payment with DeStream, and the order that was made of it. */
export interface PaidOrder {
  readonly cart: StoreCart
  readonly session: StoreSession
  /** The gateway's own id of the payment. */
  readonly reference: string
  readonly attemptId: string
  readonly order: OrderBooks
  readonly paymentId: string
}

/** The account of an order for 20.00 that is paid, and of which nothing went back. */
export const WHOLE = {
  transactions: [20],
  refunds: [],
  collection: [20, 0],
  summary: [20, 0],
}

/** What Medusa keeps of orders and their money, and the stories of the payments. */
const WATCHED = [
  "order",
  "order_cart",
  "order_summary",
  "order_transaction",
  "order_credit_line",
  "payment_collection",
  "payment_session",
  "payment",
  "capture",
  "refund",
]

/** A shop in which things can be broken as a killed process leaves them. */
export class BrokenShop extends GatewayShop {
  dropWebhooks(): void {
    this.sandbox.webhooks.faults.add({ drop: true })
  }

  /** An order for 20.00 USD that is paid, known to be so, and looked at. */
  async paid(providerId: string = PROVIDERS.corefy): Promise<PaidOrder> {
    const { cart, session } = await this.pay(providerId, "usd")
    const reference = String(session.data.reference)
    this.sandbox.corefy.pay(reference)
    const order = await this.theOrder()
    await this.webhooksProcessed()
    this.dropWebhooks()
    await this.makeOld()
    const { id: attemptId } = await this.look(session.id)
    const paymentId = order.payment_collections[0]?.payments[0]?.id ?? ""
    return { cart, session, reference, attemptId, order, paymentId }
  }

  /** What was booked just now was booked a while ago: nobody can be writing still. */
  async makeOld(): Promise<void> {
    for (const table of ["capture", "refund", "order_transaction", "order_change"]) {
      await this.sql(`update ${table} set created_at = created_at - interval '1 minute'`)
    }
  }

  /** Every watched row with the transaction that wrote it last. */
  async rows(): Promise<unknown> {
    const queries = WATCHED.map(
      (table) => `select '${table}' as of, id::text, xmin::text as written from "${table}"`
    )
    // A line of a story is written again when it has been told.
    queries.push("select 'story' as of, id::text, '' from payment_gateway_timeline_entry")
    return this.sql(`${queries.join(" union all ")} order by 1, 2`)
  }

  /** Looks twice more: what is right now is not written again. */
  async expectSettled({ id }: StoreSession): Promise<void> {
    const rows = await this.rows()
    await this.look(id)
    await this.look(id)
    expect(await this.rows()).toEqual(rows)
  }

  /** The lines of a payment's story that are of one type. */
  async linesOf({ id }: StoreSession, type: string): Promise<string[]> {
    return (await this.timelineOf(id)).filter((one) => one === type)
  }

  /** Takes lines off an order's account, with what the order's summary adds up of them. */
  async forgetTransactions(orderId: string, reference: string): Promise<void> {
    // Medusa corrects the sums of the line's own version of the order only.
    await this.sql(
      `update order_transaction set version =
         (select version from "order" where "order".id = order_transaction.order_id)`
    )
    const orders: IOrderModuleService = this.container.resolve(Modules.ORDER)
    const lines = await orders.listOrderTransactions({ order_id: orderId, reference })
    await orders.deleteOrderTransactions(lines.map(({ id }) => id))
  }

  /** A refund in Medusa's books, and nowhere else. */
  async bookRefund(paymentId: string, amount: number): Promise<void> {
    const payments = this.payments as unknown as {
      createRefunds(refund: { payment: string; amount: number }): Promise<unknown>
    }
    await payments.createRefunds({ payment: paymentId, amount })
  }

  /** What the one order asks for now, and what it has been credited with. */
  async credit(): Promise<{ asked: number; credited: number[] }> {
    const [summary] = await this.sql<{ asked: string }>(
      "select totals->>'pending_difference' as asked from order_summary order by version desc limit 1"
    )
    const lines = await this.sql<{ amount: string }>(
      `select amount::text from order_credit_line as line join "order" on "order".id = order_id
         and "order".version = line.version where line.deleted_at is null order by line.created_at`
    )
    return { asked: Number(summary?.asked), credited: lines.map(({ amount }) => Number(amount)) }
  }

  async staffRefunds(paymentId: string, amount: number): Promise<number> {
    const staff = await this.asStaff()
    return (await staff.post(`/admin/payments/${paymentId}/refund`, { amount })).status
  }

  /** Writes a refund that is booked on the order, as Medusa does before it credits the order. */
  async writeRefund(orderId: string, { refunds, currency_code }: PaymentDTO): Promise<void> {
    const orders: IOrderModuleService = this.container.resolve(Modules.ORDER)
    await orders.addOrderTransactions(
      (refunds ?? []).map(({ id, amount }) => ({
        order_id: orderId,
        amount: -Number(amount),
        currency_code,
        reference: "refund",
        reference_id: id,
      }))
    )
  }

  /** Staff changes the order: one more of what it is for. */
  async addAnotherItem(orderId: string): Promise<void> {
    const staff = await this.asStaff()
    const orders: IOrderModuleService = this.container.resolve(Modules.ORDER)
    const { items } = await orders.retrieveOrder(orderId, { relations: ["items"] })
    await staff.post("/admin/order-edits", { order_id: orderId })
    await staff.post(`/admin/order-edits/${orderId}/items/item/${items?.[0]?.id ?? ""}`, {
      quantity: 2,
    })
    expect((await staff.post(`/admin/order-edits/${orderId}/confirm`, {})).status).toBe(200)
  }

  async staffCancels(orderId: string): Promise<number> {
    const staff = await this.asStaff()
    return (await staff.post(`/admin/orders/${orderId}/cancel`, {})).status
  }

  /** What is booked of the one order: its account, its refunds, the sums beside them. */
  async account() {
    const [order] = await this.orders()
    const [collection] = order?.payment_collections ?? []
    const refunds = collection?.payments.flatMap((payment) => payment.refunds) ?? []
    const [summary] = await this.sql<{ paid: string; refunded: string }>(
      "select totals->>'paid_total' as paid, totals->>'refunded_total' as refunded from order_summary order by version desc limit 1"
    )
    return {
      transactions: (order?.transactions ?? []).map(({ amount }) => amount),
      refunds: refunds.map(({ amount }) => amount),
      collection: [collection?.captured_amount, collection?.refunded_amount],
      summary: [Number(summary?.paid), Number(summary?.refunded)],
    }
  }
}

/**
 * Runs tests against a shop that can be broken.
 *
 * @param suite gets a function that gives the shop of the running test
 */
export function describeBrokenShop(suite: (shop: () => BrokenShop) => void): void {
  describeGatewayShop(suite, (...parts) => new BrokenShop(...parts))
}
