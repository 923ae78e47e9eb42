import { describe, expect, it } from "@jest/globals"
import type { Attempt } from "../core/attempt"
import { Money } from "../core/money"
import type { ConformanceShop } from "./conformance-shop"
import { type ConformanceSuite, gatewayErrorOf, useConformanceSuite } from "./conformance-suite"
import type { GatewayUnderTest, RefundsThatFailLater } from "./gateway-under-test"

/** Full, partial, repeated and refused refunds; what has gone back is what the ledger says. */
export function describeRefunds(subject: GatewayUnderTest): void {
  const suite = useConformanceSuite(subject)
  const { simulation, otherShop } = suite
  const shopOf = () => otherShop({ options: subject.partialRefundOptions })

  it("gives all back", async () => {
    const { shop, attempt, due } = await paid(suite, shopOf())
    const refunded = await shop.refund(attempt, due.toDecimal())
    expect(refunded.refunded.equals(due)).toBe(true)
    expect(goneBack(suite, shop, attempt)).toBe(due.toDecimal())
    expect((await shop.read(attempt)).status).toBe("captured")
  })

  it("gives parts back, each once, until nothing is left", async () => {
    const { shop, attempt, due } = await paid(suite, shopOf())
    const part = Money.ofMinor(due.minor / 4n, due.currency)
    const rest = due.subtract(part)
    if (!shop.provider.gateway.capabilities.partialRefund) {
      const error = await gatewayErrorOf(shop.refund(attempt, part.toDecimal()))
      expect(error?.reason).toBe("not_allowed")
      return
    }
    await shop.refund(attempt, part.toDecimal())
    expect(goneBack(suite, shop, attempt)).toBe(part.toDecimal())
    const left = rest.toDecimal()
    const after = await shop.refund(attempt, left, subject.refundFields?.(2, left))
    expect(after.refunded.equals(due)).toBe(true)
    expect(goneBack(suite, shop, attempt)).toBe(due.toDecimal())
  })

  it("never gives back more than came", async () => {
    const { shop, attempt, due } = await paid(suite, shopOf())
    const more = Money.ofMinor(due.minor + 1n, due.currency)
    const error = await gatewayErrorOf(shop.refund(attempt, more.toDecimal()))
    expect(error?.reason).toBe("not_allowed")
    expect(goneBack(suite, shop, attempt)).toBe(Money.zero(due.currency).toDecimal())
  })

  it("sends nothing twice when all has gone back", async () => {
    const { shop, attempt, due } = await paid(suite, shopOf())
    await shop.refund(attempt, due.toDecimal())
    await gatewayErrorOf(shop.refund(attempt, due.toDecimal()))
    expect(goneBack(suite, shop, attempt)).toBe(due.toDecimal())
    expect(shop.ledger.last.refunded.equals(due)).toBe(true)
  })

  it("gives nothing back of what was never paid", async () => {
    const shop = shopOf()
    const attempt = await shop.open()
    const error = await gatewayErrorOf(shop.refund(attempt, attempt.due.toDecimal()))
    expect(error?.reason).toBe("not_allowed")
    for (const request of subject.requests.refund) {
      expect(simulation().count(request)).toBe(0)
    }
  })

  it("says which fields it needs, before anything is sent", async () => {
    const { shop, attempt, due } = await paid(suite, shopOf())
    const asked = shop.provider.gateway.refundFields?.(attempt) ?? []
    const required = asked.filter((field) => field.required)
    const error = await gatewayErrorOf(shop.refund(attempt, due.toDecimal(), {}))
    if (required.length === 0) {
      expect(error).toBeUndefined()
      return
    }
    expect(error?.reason).toBe("invalid_input")
    for (const { name } of required) {
      expect(error?.message).toContain(name)
    }
    expect(goneBack(suite, shop, attempt)).toBe(Money.zero(due.currency).toDecimal())
  })

  const later = subject.refundsThatFailLater
  if (later) {
    describe("that fails after it was taken", () => describeLateFailures(suite, later, shopOf))
  }

  if (subject.sendsRefunds) {
    describe("that the gateway refuses", () => {
      it("books nothing, and can be asked for again", async () => {
        const { shop, attempt, due } = await paid(suite, shopOf())
        const [request = ""] = subject.requests.refund
        simulation().break(request, { kind: "status", status: 422, when: "before" }, 1)
        expect(await gatewayErrorOf(shop.refund(attempt, due.toDecimal()))).toBeDefined()
        expect(shop.ledger.last.refunded.isZero()).toBe(true)
        simulation().repair()
        await shop.refund(attempt, due.toDecimal())
        expect(goneBack(suite, shop, attempt)).toBe(due.toDecimal())
      })
    })
  }
}

/** A refund that was taken and comes back: its money is there again, and the payer has none of it. */
function describeLateFailures(
  suite: ConformanceSuite,
  later: RefundsThatFailLater,
  shopOf: () => ConformanceShop
): void {
  const { subject, simulation } = suite
  it("is open until then, counted once, and can be made again", async () => {
    const { shop, attempt, due } = await paid(suite, shopOf())
    await later.hold(simulation())
    const part = Money.ofMinor(due.minor / 4n, due.currency)
    const amount = part.toDecimal()
    await shop.refund(attempt, amount, subject.refundFields?.(1, amount))
    const open = { refunded: amount, failed: "0", open: amount }
    expect(sumsOf(shop.ledger.last)).toEqual(open)
    expect(sumsOf(await shop.read(attempt))).toEqual(open)

    await later.fail(simulation(), attempt)
    await suite.happened(shop)
    const failed = { refunded: amount, failed: amount, open: "0" }
    expect(sumsOf(await shop.read(attempt))).toEqual(failed)
    expect(sumsOf(await shop.read(attempt))).toEqual(failed)

    await shop.refund(attempt, amount, subject.refundFields?.(2, amount))
    const again = await shop.read(attempt)
    const twice = part.add(part).toDecimal()
    expect(sumsOf(again)).toEqual({ refunded: twice, failed: amount, open: amount })
    expect(again.status).toBe("captured")
  })

  it("is not told of refunds that are refused at once", async () => {
    const { shop, attempt, due } = await paid(suite, shopOf())
    const [request = ""] = subject.requests.refund
    simulation().break(request, { kind: "status", status: 422, when: "before" })
    expect(await gatewayErrorOf(shop.refund(attempt, due.toDecimal()))).toBeDefined()
    expect(sumsOf(await shop.read(attempt))).toEqual({ refunded: "0", failed: "0", open: "0" })
  })
}

/** Decimal strings; no decimals of nothing. */
function sumsOf({ refunded, failedRefunds, openRefunds }: Attempt) {
  const told = (money: Money) => (money.isZero() ? "0" : money.toDecimal())
  return { refunded: told(refunded), failed: told(failedRefunds), open: told(openRefunds) }
}

async function paid(suite: ConformanceSuite, shop: ConformanceShop) {
  const attempt = await shop.open()
  await suite.pay(shop, attempt)
  await shop.read(attempt)
  return { shop, attempt, due: attempt.due }
}

/** What has gone back; where staff sends refunds by hand, only the ledger can say it. */
function goneBack(
  { subject, simulation }: ConformanceSuite,
  shop: ConformanceShop,
  attempt: Attempt
): string {
  return subject.sendsRefunds
    ? simulation().refunded(attempt)
    : shop.ledger.last.refunded.toDecimal()
}
