import type { PaymentException } from "../../src/core/attempt"
import { configureGateways } from "../support/configured-gateways"
import { OCCASIONS, type OccasionName } from "../support/money-that-differs"
import { DIRECTA24, MONEY_WAYS, type MoneyWay } from "../support/money-ways"
import { type AdminShop, describeAdminShop } from "./support/admin-shop"

jest.setTimeout(300_000)

// Whatever a gateway can do at all, it may do in this shop.
configureGateways({
  streampay: { allowPartialRefunds: true },
  xgateway: { refundsEnabled: true },
  invoice: { refundsEnabled: true },
})

/** A payment's session, and what its page has to say. */
interface Expected {
  readonly sessionId: string
  readonly words: RegExp
}

/** Brings a payment into a state; nothing where the gateway knows of no such state. */
type State = (shop: AdminShop, way: MoneyWay) => Promise<Expected | undefined>

const NO_MONEY = /no money came/

async function refunded(shop: AdminShop, way: MoneyWay, part: bigint, words: RegExp) {
  shop.sandbox.streampay.changeSettings({ partialRefunds: "honored" })
  const { payment } = await shop.paidOrder(way)
  const { id } = await shop.attemptOf(payment.session.id)
  const amount = (await shop.quarters(payment, part)).toDecimal()
  const fields = way.refundFields?.(Number(part), amount)
  const staff = await shop.asStaff()
  const { status, data } = await staff.post(`/admin/payment-gateways/attempts/${id}/refund`, {
    amount,
    reason: "The payer asked for it.",
    fields,
  })
  expect([status, data]).toEqual([200, { attempt: expect.anything() }])
  return { payment, expected: { sessionId: payment.session.id, words } }
}

async function refundArrived(shop: AdminShop, way: MoneyWay, part: bigint, words: RegExp) {
  const { payment, expected } = await refunded(shop, way, part, words)
  way.endRefunds?.(shop.sandbox, payment.session, "done")
  await shop.heard(payment)
  await shop.look(payment.session.id)
  return expected
}

function heldFor(name: OccasionName, words: RegExp): State {
  return async (shop, way) => {
    const { arrange, exception } = OCCASIONS[name]
    const [payment] = await arrange(shop, way)
    await shop.attemptIs(payment, exception satisfies PaymentException)
    return { sessionId: payment.session.id, words }
  }
}

/** In their order: what comes last makes the gateway tell of another payment than was asked for. */
const STATES: Readonly<Record<string, State>> = {
  "waiting for the payer": async (shop, way) => ({
    sessionId: (await shop.open(way)).session.id,
    words: /Waiting for the customer to pay/,
  }),
  "seen, not final": async (shop, way) => {
    if (!way.show) {
      return undefined
    }
    const payment = await shop.open(way)
    way.show(shop.sandbox, payment.session)
    await shop.heard(payment)
    await shop.look(payment.session.id)
    return { sessionId: payment.session.id, words: /was seen and is being confirmed/ }
  },
  paid: async (shop, way) => ({
    sessionId: (await shop.paidOrder(way)).payment.session.id,
    words: /Paid in full/,
  }),
  underpaid: heldFor("underpaid", /short; decide|short; the customer was asked for the rest/),
  overpaid: heldFor("overpaid", /too much was paid; decide/),
  late: heldFor("late, order canceled", /came after the payment had ended; decide/),
  "paid twice": heldFor("duplicate, two tries", /paid already; decide/),
  orphaned: heldFor("orphaned", /no order stands for it; decide/),
  replaced: async (shop, way) => {
    const { cart, session } = await shop.open(way)
    await shop.store.changeQuantity(cart, 2)
    await shop.open(way, cart)
    return { sessionId: session.id, words: /Another payment took its place; no money came/ }
  },
  "ended without money": async (shop, way) => {
    const payment = await shop.open(way)
    way.end?.(shop.sandbox, payment.session)
    // The sandbox's clock is its own; the shop's says that the time was over long ago.
    await shop.sql(
      "update payment_gateway_attempt set expires_at = now() - interval '1 hour' where session_id = ?",
      [payment.session.id]
    )
    await shop.heard(payment)
    await shop.look(payment.session.id)
    return { sessionId: payment.session.id, words: NO_MONEY }
  },
  refunded: (shop, way) => refundArrived(shop, way, 4n, /^Refunded: /),
  "refunded in part": (shop, way) => refundArrived(shop, way, 1n, / of .* refunded/),
  "refund under way": async (shop, way) => {
    if (!way.endRefunds) {
      return undefined
    }
    shop.sandbox.corefy.changeSettings({ refundStatus: "pending" })
    const { payment, expected } = await refunded(shop, way, 4n, /is on its way to the customer/)
    await shop.look(payment.session.id)
    return expected
  },
  "refund failed": async (shop, way) => {
    if (!way.endRefunds) {
      return undefined
    }
    const { payment, expected } = await refunded(shop, way, 4n, /did not reach the customer/)
    way.endRefunds(shop.sandbox, payment.session, "failed")
    await shop.heard(payment)
    await shop.look(payment.session.id)
    return expected
  },
  "charged back": async (shop, way) => {
    if (!way.chargeBack) {
      return undefined
    }
    const { payment } = await shop.paidOrder(way)
    const amount = (await shop.quarters(payment, 4n)).toDecimal()
    way.chargeBack(shop.sandbox, payment.session, amount)
    await shop.heard(payment)
    await shop.look(payment.session.id)
    return { sessionId: payment.session.id, words: /bank took .* back/ }
  },
  mismatched: heldFor("mismatched", /not what was asked for; nothing was booked/),
}

/** What each gateway's payments say of themselves, in every state that they can come to. */
describeAdminShop((shop) => {
  it.each(MONEY_WAYS.map((way) => [way.name, way] as const))(
    "says where the money is, in every state: %s",
    async (name, way) => {
      const staff = await shop().signIn()
      for (const [state, arrange] of Object.entries(STATES)) {
        const one = await arrange(shop(), way)
        if (one) {
          const { id } = await shop().attemptOf(one.sessionId)
          await staff.open(`/payment-gateways/${id}`)
          const sentence = await staff.main.getByRole("status").first().innerText()
          expect([state, sentence]).toEqual([state, expect.stringMatching(one.words)])
        }
      }
      await staff.open("/payment-gateways")
      await staff.reads("Mismatch")
      await staff.look(`admin-states-${name.replace(/\W+/g, "-")}`)
    }
  )

  it("says that the payer is asked something first (Directa24)", async () => {
    const { session } = await shop().open({ ...DIRECTA24, data: undefined })
    const { id } = await shop().attemptOf(session.id)
    const staff = await shop().signIn()
    await staff.open(`/payment-gateways/${id}`)
    await staff.reads(/has to answer the gateway's questions/)
    await staff.look("admin-payment-needs-payer-details")
  })
})
