import type { PaymentException } from "../../src/core/attempt"
import type { ExceptionShop, OpenPayment } from "./exception-shop"
import { COREFY, INVOICE, type MoneyWay, STREAM_MANUAL } from "./money-ways"

/** How money comes that does not match, and what the shop has to call it. */
export interface Occasion {
  readonly exception: PaymentException
  /** @returns the payment, and others that have to do with it */
  arrange(shop: ExceptionShop, way: MoneyWay): Promise<readonly [OpenPayment, ...OpenPayment[]]>
}

/** By name, for tables. */
export const OCCASIONS = {
  underpaid: {
    exception: "underpaid",
    arrange: async (shop, way) => {
      const payment = await shop.open(way)
      shop.send(payment, await shop.quarters(payment, 3n))
      return [payment]
    },
  },
  overpaid: {
    exception: "overpaid",
    arrange: async (shop, way) => {
      const payment = await shop.open(way)
      shop.send(payment, await shop.quarters(payment, 5n))
      return [payment]
    },
  },
  /** The order was made without money, and canceled before it came. */
  "late, order canceled": {
    exception: "late",
    arrange: async (shop, way) => {
      const payment = await shop.open(way)
      const orderId = await shop.unpaidOrder(payment.cart)
      expect(await shop.staffCancels(orderId)).toBe(200)
      shop.send(payment)
      return [payment]
    },
  },
  /** The gateway takes no money at that time any more, and yet it came. */
  "late, time over": {
    exception: "late",
    arrange: async (shop, way) => {
      const payment = await shop.open(way)
      way.end?.(shop.sandbox, payment.session)
      // The sandbox's clock is its own; the shop's says that the time was over long ago.
      await shop.sql(
        "update payment_gateway_attempt set expires_at = now() - interval '1 hour' where session_id = ?",
        [payment.session.id]
      )
      shop.send(payment)
      return [payment]
    },
  },
  /** The shopper paid a second try, and then the first one. */
  "duplicate, two tries": {
    exception: "duplicate",
    arrange: async (shop, way) => {
      const first = await shop.open(way)
      await shop.store.changeQuantity(first.cart, 2)
      const second = await shop.open(way, first.cart)
      shop.send(second)
      expect(await shop.heard(second)).toMatchObject({ status: "captured", exception: null })
      shop.send(first)
      return [first, second]
    },
  },
  /** The shopper paid with two gateways, in two tabs. */
  "duplicate, two gateways": {
    exception: "duplicate",
    arrange: async (shop, way) => {
      const first = await shop.open(way)
      const other = way === COREFY ? INVOICE : way === INVOICE ? STREAM_MANUAL : COREFY
      const second = await shop.open(other, first.cart)
      shop.send(second)
      expect(await shop.heard(second)).toMatchObject({ status: "captured", exception: null })
      shop.send(first)
      return [first, second]
    },
  },
  mismatched: {
    exception: "mismatched",
    arrange: async (shop, way) => {
      const payment = await shop.open(way)
      way.confuse(shop.sandbox)
      payment.isConfused = true
      shop.send(payment)
      return [payment]
    },
  },
  /** The cart asked for something else by then. */
  orphaned: {
    exception: "orphaned",
    arrange: async (shop, way) => {
      const payment = await shop.open(way)
      expect((await shop.store.changeQuantity(payment.cart, 2)).status).toBe(200)
      shop.send(payment)
      return [payment]
    },
  },
} as const satisfies Readonly<Record<string, Occasion>>

export type OccasionName = keyof typeof OCCASIONS
