import { Money } from "../src/core/money"
import { RESOLUTION_ACTIONS, type ResolutionAction } from "../src/resolution/resolution"
import { configureGateways } from "./support/configured-gateways"
import { describeExceptionShop, type OpenPayment } from "./support/exception-shop"
import { COREFY, INVOICE, MONEY_WAYS, type MoneyWay, STREAM_MANUAL } from "./support/money-ways"
import { OCCASIONS, type OccasionName } from "./support/money-that-differs"
import { expectAgreement, readLedgers } from "./support/three-ledgers"

jest.setTimeout(120_000)

// Whatever a gateway can do at all, it may do in this shop.
configureGateways({
  streampay: { allowPartialRefunds: true },
  xgateway: { refundsEnabled: true },
  invoice: { refundsEnabled: true },
})

/** What is captured in the end: nothing, what came, or no more than was asked. */
type Captured = "nothing" | "what came" | "what was asked"
/** What is back with the payer: nothing, all that came, or what was more than was asked. */
type Returned = "nothing" | "what came" | "the excess"

const EVERY = MONEY_WAYS
const STREAM = MONEY_WAYS.filter(({ name }) => name.startsWith("stream-crypto"))
const DOLLARS = [COREFY, INVOICE, STREAM_MANUAL]

/** Everything that can be done, and what comes of it; everything else has to be refused. */
const TABLE: readonly (readonly [
  OccasionName,
  ResolutionAction,
  readonly MoneyWay[],
  Captured,
  Returned,
])[] = [
  ["underpaid", "accept", EVERY, "what came", "nothing"],
  ["underpaid", "attach_to_order", EVERY, "what came", "nothing"],
  ["underpaid", "refund", EVERY, "nothing", "what came"],
  ["underpaid", "record_refund", EVERY, "nothing", "what came"],
  ["underpaid", "dismiss", EVERY, "nothing", "nothing"],
  ["overpaid", "refund", EVERY, "what was asked", "the excess"],
  ["overpaid", "record_refund", EVERY, "what was asked", "the excess"],
  ["overpaid", "dismiss", EVERY, "what was asked", "nothing"],
  ["late, order canceled", "attach_to_order", EVERY, "what came", "nothing"],
  ["late, order canceled", "refund", EVERY, "nothing", "what came"],
  ["late, order canceled", "record_refund", EVERY, "nothing", "what came"],
  ["late, order canceled", "dismiss", EVERY, "nothing", "nothing"],
  ["late, time over", "accept", STREAM, "what came", "nothing"],
  ["late, time over", "attach_to_order", STREAM, "what came", "nothing"],
  ["late, time over", "refund", STREAM, "nothing", "what came"],
  ["late, time over", "record_refund", STREAM, "nothing", "what came"],
  ["late, time over", "dismiss", STREAM, "nothing", "nothing"],
  ["duplicate, two tries", "attach_to_order", EVERY, "what came", "nothing"],
  ["duplicate, two tries", "refund", EVERY, "nothing", "what came"],
  ["duplicate, two tries", "record_refund", EVERY, "nothing", "what came"],
  ["duplicate, two tries", "dismiss", EVERY, "nothing", "nothing"],
  ["duplicate, two gateways", "attach_to_order", DOLLARS, "what came", "nothing"],
  ["duplicate, two gateways", "refund", DOLLARS, "nothing", "what came"],
  ["duplicate, two gateways", "record_refund", DOLLARS, "nothing", "what came"],
  ["duplicate, two gateways", "dismiss", DOLLARS, "nothing", "nothing"],
  ["mismatched", "dismiss", EVERY, "nothing", "nothing"],
  ["orphaned", "complete_order", EVERY, "what came", "nothing"],
  ["orphaned", "attach_to_order", EVERY, "what came", "nothing"],
  ["orphaned", "refund", EVERY, "nothing", "what came"],
  ["orphaned", "record_refund", EVERY, "nothing", "what came"],
  ["orphaned", "dismiss", EVERY, "nothing", "nothing"],
]

const NAMES = Object.keys(OCCASIONS) as OccasionName[]

const possibleIn = (name: OccasionName, way: MoneyWay) =>
  TABLE.filter(([occasion, , ways]) => occasion === name && ways.includes(way))

const CASES = MONEY_WAYS.flatMap((way) =>
  NAMES.filter((name) => possibleIn(name, way).length > 0).map((name) => ({
    gateway: way.name,
    name,
    way,
  }))
)

const outcomes: Record<string, string>[] = []

afterAll(() => {
  console.table(outcomes)
})

describeExceptionShop((shop) => {
  beforeEach(() => {
    const { streampay, xgateway } = shop().sandbox
    streampay.changeSettings({ partialRefunds: "honored" })
    xgateway.setBalance("bUSDT", "1000000")
  })

  const arrange = async (name: OccasionName, way: MoneyWay) => {
    const { arrange: come, exception } = OCCASIONS[name]
    const [payment, ...others] = await come(shop(), way)
    await shop().attemptIs(payment, exception)
    return { payment, others }
  }

  /** What staff sends for a decision, once the shop is ready for it. */
  const decisionOf = async (action: ResolutionAction, { way, cart, session }: OpenPayment) => {
    const { due, received } = await shop().attemptOf(session.id)
    switch (action) {
      case "attach_to_order":
        return {
          action,
          order_id: await shop().unpaidOrder(await shop().newCart(way.currency)),
        }
      case "complete_order":
        await shop().store.changeQuantity(cart, 1)
        return { action }
      case "refund": {
        const excess = received.subtract(due)
        const amount = excess.isPositive() ? excess : received
        return {
          action,
          reason: "The payer asked for it.",
          fields: way.refundFields?.(outcomes.length, amount.toDecimal()) ?? {},
        }
      }
      case "record_refund":
        return { action, reference: "bank 4711" }
      case "accept":
      case "dismiss":
        return { action, reason: "Staff says so." }
    }
  }

  const expectRefused = async (payment: OpenPayment, possible: readonly string[]) => {
    const impossible = RESOLUTION_ACTIONS.filter((action) => !possible.includes(action))
    for (const action of impossible) {
      const { status, data } = await shop().resolve(payment, {
        action,
        order_id: "order_1",
        reference: "bank 4711",
        reason: "Staff says so.",
      })
      expect([action, status]).toEqual([action, 400])
      expect(data.message).toContain("does not fit here")
      for (const one of possible) {
        expect(data.message).toContain(one)
      }
    }
  }

  /** What went back without the gateway is remembered here, not taken from the shop. */
  const remember = async (payment: OpenPayment, action: ResolutionAction) => {
    const isByHand =
      action === "record_refund" || (action === "refund" && payment.way.isRefundedByHand)
    if (isByHand) {
      const { received, due } = await shop().attemptOf(payment.session.id)
      const excess = received.subtract(due)
      payment.byHand.push((excess.isPositive() ? excess : received).toDecimal())
    }
  }

  const expectOutcome = async (
    payment: OpenPayment,
    captured: Captured,
    returned: Returned
  ): Promise<string> => {
    const { gateway, medusa, ledger } = await readLedgers(shop(), payment)
    const { due, received } = ledger
    const zero = Money.zero(due.currency)
    const toCapture = { nothing: zero, "what came": received, "what was asked": due }[captured]
    const toReturn = {
      nothing: zero,
      "what came": received,
      "the excess": received.subtract(due),
    }[returned]
    const back = gateway.refunded.add(gateway.byHand)
    expect([medusa.captured.toString(), back.toString()]).toEqual([
      toCapture.toString(),
      toReturn.toString(),
    ])
    expect(medusa.refunded.isZero()).toBe(true)
    const credited = medusa.order?.credits.isPositive()
      ? `, ${medusa.order.credits.toString()} let go`
      : ""
    return `${received.toString()} came, ${medusa.captured.toString()} booked, ${back.toString()} back${credited}`
  }

  it.each(CASES)("$gateway: $name, in every way out", async ({ name, way }) => {
    const lines = possibleIn(name, way)
    const possible = lines.map(([, action]) => action)
    const arranged = await Promise.all(lines.map(() => arrange(name, way)))
    const [first] = arranged
    expect((await shop().offered((first as (typeof arranged)[0]).payment)).sort()).toEqual(
      [...possible].sort()
    )
    await expectRefused((first as (typeof arranged)[0]).payment, possible)
    await Promise.all(
      lines.map(async ([, action], place) => {
        const { payment } = arranged[place] as (typeof arranged)[0]
        const decision = await decisionOf(action, payment)
        const { status, data } = await shop().resolve(payment, decision)
        expect([action, status, data.message]).toEqual([action, 200, undefined])
        await remember(payment, action)
        expect((await shop().resolve(payment, decision)).status).toBe(400)
      })
    )
    for (const { payment } of arranged) {
      way.endRefunds?.(shop().sandbox, payment.session, "done")
    }
    const all = arranged.flatMap(({ payment, others }) => [payment, ...others])
    await shop().webhooksProcessed()
    await shop().lookAtAll(all)
    await expectAgreement(shop(), all)
    for (const [place, [, action, , captured, returned]] of lines.entries()) {
      const { payment } = arranged[place] as (typeof arranged)[0]
      expect(await shop().attemptOf(payment.session.id)).toMatchObject({ exception: null })
      const outcome = await expectOutcome(payment, captured, returned)
      outcomes.push({ exception: name, gateway: way.name, resolution: action, outcome })
    }
  })
})
