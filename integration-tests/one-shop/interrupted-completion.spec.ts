import type { IEventBusModuleService } from "@medusajs/framework/types"
import { Modules, OrderWorkflowEvents } from "@medusajs/framework/utils"
import { describeBrokenShop } from "../support/broken-shop"
import { eventually } from "../support/eventually"
import { type OrderBooks, PROVIDERS } from "../support/gateway-shop"
import type { StoreCart, StoreSession } from "../support/store-client"
import { StockedProduct } from "../support/stocked-product"

jest.setTimeout(120_000)

describeBrokenShop((shop) => {
  let product: StockedProduct
  let placed: string[]
  let isListening = false

  beforeEach(async () => {
    product = await StockedProduct.create(shop().container, 5)
    placed = []
    if (!isListening) {
      isListening = true
      const bus: IEventBusModuleService = shop().container.resolve(Modules.EVENT_BUS)
      bus.subscribe(
        OrderWorkflowEvents.PLACED,
        async ({ data }) => {
          placed.push((data as { id: string }).id)
        },
        { subscriberId: "heard-order-placed" }
      )
    }
  })

  async function buy(): Promise<{ cart: StoreCart; session: StoreSession; order: OrderBooks }> {
    const items = [{ variant_id: product.variantId, quantity: 1 }]
    const { cart, session } = await shop().pay(PROVIDERS.corefy, "usd", { cart: { items } })
    shop().sandbox.corefy.pay(String(session.data.reference))
    const order = await shop().theOrder()
    await shop().webhooksProcessed()
    shop().dropWebhooks()
    await eventually(async () => expect(placed).toEqual([order.id]))
    placed = []
    return { cart, session, order }
  }

  /** As if the process had been killed while it completed the cart, before it told of the order. */
  async function dieOver(cart: StoreCart, session: StoreSession): Promise<void> {
    await shop().sql(
      `update workflow_execution set state = 'not_started'
       where workflow_id = 'complete-cart' and context->'data'->'payload'->>'id' = ?`,
      [cart.id]
    )
    await shop().sql(
      `update payment_gateway_attempt set applied_status = 'pending', order_id = null
       where session_id = ?`,
      [session.id]
    )
    const { paymentCollectionId } = await shop().attemptOf(session.id)
    await shop().sql(
      `insert into payment_gateway_lease (id, owner, expires_at)
       values (?, 'killed', now() - interval '1 second')`,
      [paymentCollectionId ?? ""]
    )
  }

  const oneOrder = async (): Promise<OrderBooks> => {
    const [order, ...others] = await shop().orders()
    expect(others).toEqual([])
    expect(order?.transactions.map(({ amount }) => amount)).toEqual([20])
    expect(order?.payment_collections[0]?.payments[0]?.captures).toHaveLength(1)
    expect(order?.payment_collections[0]?.payments[0]?.refunds).toEqual([])
    return order as OrderBooks
  }

  it("tells of an order that a killed process had made, but not told of", async () => {
    const { cart, session, order } = await buy()
    await dieOver(cart, session)
    await shop().look(session.id)
    await eventually(async () => expect(placed).toEqual([order.id]))
    expect((await oneOrder()).id).toBe(order.id)
    expect(await shop().attemptOf(session.id)).toMatchObject({
      appliedStatus: "captured",
      orderId: order.id,
    })
    expect(await product.stock()).toEqual({ stocked: 5, reserved: 1 })
  })

  it.each([
    ["before its links were written", ["order_cart", "order_payment_collection"]],
    ["between its links", ["order_cart"]],
    ["with its cart linked only", ["order_payment_collection"]],
    ["with all but its transactions", []],
  ])("takes back an order that was half made, %s, and makes it whole", async (_, missing) => {
    const { cart, session, order } = await buy()
    await shop().forgetTransactions(order.id, "capture")
    for (const table of missing) {
      await shop().sql(`delete from ${table} where order_id = ?`, [order.id])
    }
    await dieOver(cart, session)
    await shop().look(session.id)
    const made = await oneOrder()
    expect(made.id).not.toBe(order.id)
    await eventually(async () => expect(placed).toEqual([made.id]))
    expect(await shop().attemptOf(session.id)).toMatchObject({
      appliedStatus: "captured",
      orderId: made.id,
      exception: null,
    })
    // The half-made order's own reservation is gone with it.
    expect(await product.stock()).toEqual({ stocked: 5, reserved: 1 })
  })

  it("leaves alone what was not interrupted", async () => {
    const { cart, session, order } = await buy()
    await dieOver(cart, session)
    await shop().sql("update workflow_execution set state = 'done'")
    await shop().look(session.id)
    expect((await oneOrder()).id).toBe(order.id)
    expect(placed).toEqual([])
  })

  it("mends before the shopper's own completion, too", async () => {
    const { cart, session, order } = await buy()
    await shop().forgetTransactions(order.id, "capture")
    await shop().sql("delete from order_cart where order_id = ?", [order.id])
    await dieOver(cart, session)
    const answer = await shop().store.post<{ type: string; order?: { id: string } }>(
      `/store/carts/${cart.id}/complete`
    )
    expect([answer.status, answer.data.type]).toEqual([200, "order"])
    expect((await oneOrder()).id).toBe(answer.data.order?.id)
    expect(answer.data.order?.id).not.toBe(order.id)
    expect(await product.stock()).toEqual({ stocked: 5, reserved: 1 })
  })
})
