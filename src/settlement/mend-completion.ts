import { completeCartWorkflowId } from "@medusajs/medusa/core-flows"
import type {
  ICartModuleService,
  IEventBusModuleService,
  IInventoryService,
  IOrderModuleService,
  IWorkflowEngineService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { shopLog } from "./shop-log"

/** A completion of a cart that was begun and has no end: its process was killed. */
interface Interrupted {
  readonly begunAt: Date
}

interface CartRow {
  id: string
  email: string | null
  currency_code: string
  completed_at: string | Date | null
  payment_collection?: { id: string } | null
  items: Item[]
}

interface OrderRow {
  id: string
  status: string
  created_at: string | Date
  items: (Item & { id: string })[]
  transactions?: { id: string }[]
}

interface Item {
  variant_id: string | null
  quantity: unknown
}

/** An order is made right after its workflow has begun. */
const LONGEST_BEFORE_ORDER_MS = 35_000

/**
 * Mends what a killed process has left of completing a cart. Medusa makes the order first, then in
 * parallel its links, reservations and the rest, and at last its transactions; it tells of the
 * order only after that. What is not finished is taken back, as Medusa itself does when a
 * completion fails, and the cart can be completed anew; what is finished is told of.
 *
 * Called by who takes over the lease of a dead process, so that nobody else is at this cart.
 */
export async function mendCompletion(container: MedusaContainer, cartId: string): Promise<void> {
  const interrupted = await findInterrupted(container, cartId)
  const cart = interrupted.length > 0 ? await findCart(container, cartId) : undefined
  if (!cart) {
    return
  }
  for (const order of await findOrders(container, cart, interrupted)) {
    if ((order.transactions ?? []).length > 0) {
      await tellOfOrder(container, order)
    } else {
      await takeBack(container, cart, order)
    }
  }
}

async function findInterrupted(
  container: MedusaContainer,
  cartId: string
): Promise<readonly Interrupted[]> {
  const engine: IWorkflowEngineService = container.resolve(Modules.WORKFLOW_ENGINE)
  const executions = await engine.listWorkflowExecutions({
    workflow_id: completeCartWorkflowId,
    state: ["not_started", "invoking"],
  })
  return (
    executions as unknown as {
      created_at: string | Date
      context?: { data?: { payload?: { id?: unknown } } } | null
    }[]
  )
    .filter(({ context }) => context?.data?.payload?.id === cartId)
    .map(({ created_at }) => ({ begunAt: new Date(created_at) }))
}

async function findCart(container: MedusaContainer, id: string): Promise<CartRow | undefined> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = (await query.graph({
    entity: "cart",
    fields: [
      "id",
      "email",
      "currency_code",
      "completed_at",
      "payment_collection.id",
      "items.variant_id",
      "items.quantity",
    ],
    filters: { id },
  })) as unknown as { data: CartRow[] }
  return data[0]
}

/** The orders that the interrupted completions have made of this cart, linked to it or not yet. */
async function findOrders(
  container: MedusaContainer,
  cart: CartRow,
  interrupted: readonly Interrupted[]
): Promise<OrderRow[]> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const begun = interrupted.map(({ begunAt }) => begunAt.getTime())
  const { data } = (await query.graph({
    entity: "order",
    fields: ["id", "status", "created_at", "items.*", "transactions.id"],
    filters: {
      email: cart.email,
      currency_code: cart.currency_code,
      created_at: {
        $gte: new Date(Math.min(...begun)).toISOString(),
        $lte: new Date(Math.max(...begun) + LONGEST_BEFORE_ORDER_MS).toISOString(),
      },
    },
  })) as unknown as { data: OrderRow[] }
  const candidates = data.filter(
    (order) => order.status === "pending" && contentsOf(order.items) === contentsOf(cart.items)
  )
  if (candidates.length === 0) {
    return []
  }
  const { data: links } = (await query.graph({
    entity: "order_cart",
    fields: ["order_id", "cart_id"],
    filters: { order_id: candidates.map(({ id }) => id) },
  })) as unknown as { data: { order_id: string; cart_id: string }[] }
  const cartOf = new Map(links.map((link) => [link.order_id, link.cart_id]))
  return candidates.filter(({ id, transactions = [] }) => {
    const linkedTo = cartOf.get(id)
    // An order without a cart may be somebody else's; one that is paid certainly is.
    return linkedTo === cart.id || (linkedTo === undefined && transactions.length === 0)
  })
}

function contentsOf(items: readonly Item[]): string {
  return items
    .map(({ variant_id: variant, quantity }) => `${variant ?? ""} x ${String(quantity)}`)
    .sort()
    .join(", ")
}

async function takeBack(container: MedusaContainer, cart: CartRow, order: OrderRow): Promise<void> {
  const link = container.resolve(ContainerRegistrationKeys.LINK)
  const orders: IOrderModuleService = container.resolve(Modules.ORDER)
  const carts: ICartModuleService = container.resolve(Modules.CART)
  const inventory: IInventoryService = container.resolve(Modules.INVENTORY)
  await link.dismiss([
    { [Modules.ORDER]: { order_id: order.id }, [Modules.CART]: { cart_id: cart.id } },
    ...(cart.payment_collection
      ? [
          {
            [Modules.ORDER]: { order_id: order.id },
            [Modules.PAYMENT]: { payment_collection_id: cart.payment_collection.id },
          },
        ]
      : []),
  ])
  await inventory.deleteReservationItemsByLineItem(order.items.map(({ id }) => id))
  if (cart.completed_at !== null) {
    await carts.updateCarts(cart.id, { completed_at: null } as never)
  }
  await orders.deleteOrders([order.id])
  shopLog(container).warn("a half-made order of a killed process was taken back", {
    order: order.id,
  })
}

async function tellOfOrder(container: MedusaContainer, { id }: OrderRow): Promise<void> {
  const bus: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)
  await bus.emit({ name: OrderWorkflowEvents.PLACED, data: { id } })
  shopLog(container).warn("the order of a killed process was complete, but told to nobody", {
    order: id,
  })
}
