import { Money } from "../../src/core/money"
import { standingOf } from "../../src/core/attempt"
import { heldMoney } from "../../src/resolution/possible-resolutions"
import { RESOLUTION_ACTIONS } from "../../src/resolution/resolution"
import type { ExceptionShop, OpenPayment } from "./exception-shop"
import { DIRECTA24, MONEY_WAYS, type MoneyWay, STREAMPAY } from "./money-ways"
import type { StoreCart } from "./store-client"
import { disagreements, readLedgers } from "./three-ledgers"

/** Everybody sells in dollars, so that one cart can be paid by any of them. */
const WAYS: readonly MoneyWay[] = MONEY_WAYS.map((way) => {
  const data = {
    document: "1012345678",
    bank: "PC",
    name: "Camila Soto",
    country: "CO",
    phone: "+573001234567",
    address: "Carrera 7 # 12-34",
  }
  return way === DIRECTA24
    ? { ...way, currency: "usd", data }
    : way === STREAMPAY
      ? { ...way, currency: "usd" }
      : way
})

/** Amounts are sevenths of what is asked, so that hardly any of them is a round one. */
const PARTS = 7n

/** What can happen; each to the payment, by the gateway, or in the share that its numbers choose. */
export const DEEDS = [
  "open",
  "pay",
  "payRest",
  "end",
  "hold",
  "release",
  "drop",
  "duplicate",
  "reorder",
  "changeCart",
  "complete",
  "refund",
  "refundTwice",
  "refundAtDashboard",
  "holdRefunds",
  "endRefunds",
  "failRefunds",
  "chargeBack",
  "cancelOrder",
  "resolve",
  "hear",
  "look",
] as const

export interface Deed {
  readonly deed: (typeof DEEDS)[number]
  readonly which: number
  readonly share: number
}

/** One shopper's cart, and all that happens about its money. */
export class PaymentStory {
  private readonly payments: OpenPayment[] = []
  private readonly happened: string[] = []
  private cart: StoreCart | undefined
  private refunds = 0
  private first = 0

  constructor(private readonly shop: ExceptionShop) {}

  /** Everything as at the gateways' start; the shop's own database goes on. */
  async begin(way: number): Promise<void> {
    const { webhooks, faults, streampay, corefy, xgateway } = this.shop.sandbox
    this.first = webhooks.size
    faults.clear()
    streampay.changeSettings({ partialRefunds: "honored" })
    corefy.changeSettings({ refundStatus: "processed" })
    xgateway.setBalance("bUSDT", "1000000")
    this.cart = await this.shop.newCart("usd")
    await this.open(way)
  }

  /** Does it, where it is possible: nobody can pay what a gateway refuses. */
  async do({ deed, which, share }: Deed): Promise<void> {
    const payment = this.payments[which % this.payments.length]
    if (!payment) {
      return
    }
    const outcome = await this.act(deed, payment, which, share)
    this.happened.push(`${deed} ${payment.way.name} ${outcome}`)
  }

  /** Everything is delivered and looked at; nothing is under way any more. */
  async end(): Promise<void> {
    const { sandbox } = this.shop
    sandbox.webhooks.faults.clear()
    sandbox.webhooks.release()
    const dropped = sandbox.webhooks.since(this.first).filter(({ state }) => state === "dropped")
    for (const { id } of dropped) {
      await sandbox.webhooks.deliverNow(id)
    }
    for (const payment of this.payments) {
      this.atGateway(() => payment.way.endRefunds?.(sandbox, payment.session, "done"))
    }
    await this.shop.webhooksProcessed()
    await this.shop.lookAtAll(this.payments, 3)
  }

  /** What is wrong in the end; nothing if all is well. */
  async faults(): Promise<string[]> {
    const found: string[] = []
    for (const payment of this.payments) {
      const ledgers = await readLedgers(this.shop, payment)
      const { ledger } = ledgers
      const isKnown =
        ledger.taken !== null || ledger.exception !== null || ledger.dismissed !== null
      const lost = standingOf(ledger).isPositive() && !isKnown ? ["nobody sees its money"] : []
      for (const fault of [...disagreements(ledgers), ...lost]) {
        found.push(`${payment.way.name} (${ledger.id}): ${fault}`)
      }
    }
    const orders = await this.shop.sql<{ id: string }>(
      "select order_id as id from order_cart where cart_id = ? and deleted_at is null",
      [this.cart?.id ?? ""]
    )
    if (orders.length > 1) {
      found.push(`${orders.length} orders of one cart`)
    }
    return found
  }

  /** For whoever has to find out why. */
  async told(): Promise<string> {
    const stories = await Promise.all(
      this.payments.map(async ({ way, session }) => {
        const { id } = await this.shop.attemptOf(session.id)
        const lines = await this.shop.ledger.listPaymentGatewayTimelineEntries(
          { attempt_id: id },
          { order: { created_at: "ASC" } }
        )
        return `${way.name} ${id}\n${lines.map(({ type, message }) => `  ${type}: ${message}`).join("\n")}`
      })
    )
    return [...this.happened, ...stories].join("\n")
  }

  private async open(way: number): Promise<string> {
    const chosen = WAYS[way % WAYS.length] as MoneyWay
    if (!this.cart) {
      return "without a cart"
    }
    const { data } = await this.shop.store.startPayment(this.cart, chosen.providerId, chosen.data)
    const sessions = data.payment_collection?.payment_sessions ?? []
    const session = sessions.find(({ provider_id: provider }) => provider === chosen.providerId)
    if (!session || this.payments.some((one) => one.session.id === session.id)) {
      return "refused"
    }
    // Whoever asks for more first has no payment yet.
    expect(session.data).toMatchObject({ reference: expect.anything() as unknown })
    this.payments.push({ way: chosen, cart: this.cart, session, byHand: [] })
    return chosen.name
  }

  private async act(
    deed: Deed["deed"],
    payment: OpenPayment,
    which: number,
    share: number
  ): Promise<string> {
    const { shop } = this
    const { sandbox, store } = shop
    const { way, session, cart } = payment
    const amount = () => this.share(payment, share)
    switch (deed) {
      case "open":
        return this.open(which + share)
      case "pay": {
        const sum = await amount()
        return this.atGateway(() => way.pay(sandbox, session, sum.toDecimal()))
      }
      case "payRest":
        return this.payRest(payment)
      case "end":
        // The sandbox's clock is its own; the shop's says the same.
        await shop.sql(
          "update payment_gateway_attempt set expires_at = now() - interval '1 minute' where session_id = ?",
          [session.id]
        )
        return this.atGateway(() => way.end?.(sandbox, session))
      case "hold":
        return this.atGateway(() => sandbox.webhooks.hold())
      case "release":
        return this.atGateway(() => sandbox.webhooks.release())
      case "drop":
        return this.atGateway(() => sandbox.webhooks.faults.add({ drop: true, times: 1 }))
      case "duplicate":
        return this.atGateway(() => sandbox.webhooks.faults.add({ copies: 3, times: 1 }))
      case "reorder":
        return this.atGateway(() => {
          const held = sandbox.webhooks.list({ state: "held" }).map(({ id }) => id)
          sandbox.webhooks.reorder(held.reverse())
        })
      case "changeCart":
        return String((await store.changeQuantity(cart, 1 + (share % 2))).status)
      case "complete":
        return String((await store.post(`/store/carts/${cart.id}/complete`)).status)
      case "refund":
        return this.refund(payment, await amount())
      case "refundTwice": {
        const sum = await amount()
        const both = [this.refund(payment, sum), this.refund(payment, sum)]
        return (await Promise.all(both)).join(" ")
      }
      case "refundAtDashboard": {
        const sum = await amount()
        return this.atGateway(() => way.refundAtDashboard?.(sandbox, session, sum.toDecimal()))
      }
      case "holdRefunds":
        return this.atGateway(() => sandbox.corefy.changeSettings({ refundStatus: "pending" }))
      case "endRefunds":
        return this.atGateway(() => way.endRefunds?.(sandbox, session, "done"))
      case "failRefunds":
        return this.atGateway(() => way.endRefunds?.(sandbox, session, "failed"))
      case "chargeBack": {
        const sum = await amount()
        return this.atGateway(() => way.chargeBack?.(sandbox, session, sum.toDecimal()))
      }
      case "cancelOrder":
        return this.cancelOrder()
      case "resolve":
        return this.resolve(payment, which + share)
      case "hear":
        return this.hear()
      case "look":
        await shop.makeOld()
        await shop.look(session.id)
        return ""
    }
  }

  /** The gateways refuse what cannot be; the shop need not know. */
  private atGateway(act: () => unknown): string {
    try {
      act()
      return ""
    } catch (error) {
      return `impossible: ${String(error).slice(0, 80)}`
    }
  }

  private async share({ session }: OpenPayment, share: number): Promise<Money> {
    const { due } = await this.shop.attemptOf(session.id)
    return Money.ofMinor((due.minor * BigInt(1 + (share % 9))) / PARTS, due.currency)
  }

  private async payRest({ way, session }: OpenPayment): Promise<string> {
    const { due } = await this.shop.attemptOf(session.id)
    const { received } = way.sums(this.shop.sandbox, session)
    const came = received.reduce(
      (sum, amount) => sum.add(Money.parse(amount, due.currency)),
      Money.zero(due.currency)
    )
    const rest = due.subtract(came)
    return rest.isPositive()
      ? this.atGateway(() => way.pay(this.shop.sandbox, session, rest.toDecimal()))
      : "nothing is missing"
  }

  private async refund(payment: OpenPayment, sum: Money): Promise<string> {
    const { id } = await this.shop.attemptOf(payment.session.id)
    const amount = sum.toDecimal()
    const staff = await this.shop.asStaff()
    this.refunds += 1
    const { status } = await staff.post(`/admin/payment-gateways/attempts/${id}/refund`, {
      amount,
      fields: payment.way.refundFields?.(this.refunds, amount) ?? {},
    })
    if (status === 200 && payment.way.isRefundedByHand) {
      payment.byHand.push(amount)
    }
    return `${amount} ${status}`
  }

  private async resolve(payment: OpenPayment, choice: number): Promise<string> {
    const { session, way } = payment
    const attempt = await this.shop.attemptOf(session.id)
    const { exception } = attempt
    const possible = await this.shop.offered(payment)
    const action = RESOLUTION_ACTIONS.filter((one) => possible.includes(one))[
      choice % Math.max(1, possible.length)
    ]
    if (action === undefined) {
      return "nothing to decide"
    }
    const amount = heldMoney(attempt).toDecimal()
    this.refunds += 1
    const order =
      action === "attach_to_order"
        ? { order_id: await this.shop.unpaidOrder(await this.shop.newCart("usd")) }
        : {}
    const isReturn = action === "refund" || action === "record_refund"
    const { status, data } = await this.shop.resolve(payment, {
      action,
      ...order,
      ...(isReturn && { amount }),
      ...(action === "refund" && { fields: way.refundFields?.(this.refunds, amount) ?? {} }),
      reference: `by hand ${this.refunds}`,
      reason: "Staff says so.",
    })
    const isByHand = action === "record_refund" || (action === "refund" && way.isRefundedByHand)
    if (status === 200 && isByHand) {
      payment.byHand.push(amount)
    }
    return `${exception ?? ""} ${action} ${amount} ${status} ${data.message ?? ""}`
  }

  private async cancelOrder(): Promise<string> {
    const [order] = await this.shop.sql<{ id: string }>(
      "select order_id as id from order_cart where cart_id = ? and deleted_at is null",
      [this.cart?.id ?? ""]
    )
    return order ? String(await this.shop.staffCancels(order.id)) : "no order"
  }

  private async hear(): Promise<string> {
    this.shop.sandbox.webhooks.release()
    await this.shop.webhooksProcessed()
    return ""
  }
}
