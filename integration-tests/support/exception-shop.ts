import type { Attempt, PaymentException } from "../../src/core/attempt"
import { Money } from "../../src/core/money"
import { describeGatewayShop, GatewayShop } from "./gateway-shop"
import type { MoneyWay } from "./money-ways"
import type { StoreCart } from "./store-client"
import { expectAgreement, type FollowedPayment } from "./three-ledgers"

/** A payment of a cart, whose money is followed. */
export interface OpenPayment extends FollowedPayment {
  readonly cart: StoreCart
  readonly byHand: string[]
  isConfused?: boolean
}

interface Answer {
  readonly message?: string
  readonly attempt?: {
    readonly exception: string | null
    readonly order_id: string | null
    readonly resolutions: { readonly action: string; readonly amount: string }[]
  }
}

const SYSTEM = "pp_system_default"

/** A shop in which money comes that does not match. */
export class ExceptionShop extends GatewayShop {
  private staff: ReturnType<GatewayShop["asStaff"]> | undefined
  private shoppers = 0

  /** Every request of one test is made with one key. */
  override asStaff() {
    this.staff ??= super.asStaff()
    return this.staff
  }

  async open(way: MoneyWay, cart?: StoreCart): Promise<OpenPayment> {
    const used = cart ?? (await this.newCart(way.currency))
    const { data } = await this.store.startPayment(used, way.providerId, way.data)
    const session = data.payment_collection.payment_sessions.find(
      ({ provider_id: provider }) => provider === way.providerId
    )
    if (!session) {
      throw new Error(`no session of ${way.name}: ${JSON.stringify(data)}`)
    }
    return { way, cart: used, session, byHand: [] }
  }

  /** Of another shopper each time: Medusa makes no two customers of one address at once. */
  async newCart(currency: string): Promise<StoreCart> {
    this.shoppers += 1
    return this.store.createCart(currency, 1, { email: `shopper-${this.shoppers}@example.com` })
  }

  send({ way, session }: OpenPayment, amount?: Money): void {
    way.pay(this.sandbox, session, amount?.toDecimal())
  }

  /** A part of what a payment asks, in quarters. */
  async quarters(payment: OpenPayment, count: bigint): Promise<Money> {
    const { due } = await this.attemptOf(payment.session.id)
    return Money.ofMinor((due.minor * count) / 4n, due.currency)
  }

  /** The payment, once the shop has heard of all that happened. */
  async heard({ session }: OpenPayment): Promise<Attempt> {
    await this.webhooksProcessed()
    return this.attemptOf(session.id)
  }

  async attemptIs(payment: OpenPayment, exception: PaymentException): Promise<OpenPayment> {
    expect(await this.heard(payment)).toMatchObject({ exception })
    return payment
  }

  /** An order that stands and was not paid, for one or more pieces. */
  async unpaidOrder(cart: StoreCart): Promise<string> {
    await this.store.startPayment(cart, SYSTEM)
    const { data } = await this.store.post<{ order?: { id: string }; message?: string }>(
      `/store/carts/${cart.id}/complete`
    )
    expect(data.message).toBeUndefined()
    return data.order?.id ?? ""
  }

  async staffCancels(orderId: string): Promise<number> {
    const staff = await this.asStaff()
    return (await staff.post(`/admin/orders/${orderId}/cancel`, {})).status
  }

  async resolve({ session }: OpenPayment, decision: Record<string, unknown>) {
    const { id } = await this.attemptOf(session.id)
    const staff = await this.asStaff()
    return staff.post<Answer>(`/admin/payment-gateways/attempts/${id}/resolve`, decision)
  }

  /** What staff is offered. */
  async offered({ session }: OpenPayment): Promise<string[]> {
    const { id } = await this.attemptOf(session.id)
    const staff = await this.asStaff()
    const { data } = await staff.get<Answer>(`/admin/payment-gateways/attempts/${id}`)
    return (data.attempt?.resolutions ?? []).map(({ action }) => action)
  }

  /** What was booked just now was booked a while ago: nobody can be writing still. */
  async makeOld(): Promise<void> {
    for (const table of ["capture", "refund"]) {
      await this.sql(`update ${table} set created_at = created_at - interval '10 minutes'`)
    }
  }

  /** Looks at payments until nothing is left to mend. */
  async lookAtAll(payments: readonly OpenPayment[], times = 2): Promise<void> {
    for (let time = 0; time < times; time += 1) {
      for (const { session } of payments) {
        await this.makeOld()
        await this.look(session.id)
      }
    }
  }

  /** Looks at payments, and holds the three ledgers against each other. */
  async agree(...payments: readonly OpenPayment[]): Promise<void> {
    await this.lookAtAll(payments)
    await expectAgreement(this, payments)
  }
}

/**
 * Runs tests against a shop in which money comes that does not match.
 *
 * @param suite gets a function that gives the shop of the running test
 */
export function describeExceptionShop(suite: (shop: () => ExceptionShop) => void): void {
  describeGatewayShop(suite, (...parts) => new ExceptionShop(...parts))
}
