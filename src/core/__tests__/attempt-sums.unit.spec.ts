import fc from "fast-check"
import {
  type Attempt,
  excessOf,
  netRefundedOf,
  payableOf,
  standingOf,
  takeableOf,
} from "../attempt"
import { Money } from "../money"
import { SAR } from "./support/arbitraries"
import { openAttempt } from "./support/attempts"

const riyals = (minor: bigint) => Money.ofMinor(minor, SAR)
const zero = riyals(0n)

const anyMinor = fc.bigInt({ min: 0n, max: 3_000n })

/** Sums as they can be: nothing goes back that has not come, nothing fails that was not refunded. */
const anySums = fc
  .record({
    received: anyMinor,
    accepted: fc.option(anyMinor),
    isTaken: fc.boolean(),
    atGateway: fc.bigInt({ min: 0n, max: 100n }),
    byHand: fc.bigInt({ min: 0n, max: 100n }),
    failed: fc.bigInt({ min: 0n, max: 100n }),
    accounted: fc.bigInt({ min: 0n, max: 100n }),
    excess: fc.bigInt({ min: 0n, max: 100n }),
    chargedBack: fc.bigInt({ min: 0n, max: 100n }),
  })
  .map((sums): Attempt => {
    const percent = (of: bigint, share: bigint) => (of * share) / 100n
    const refunded = percent(sums.received, sums.atGateway)
    const byHand = percent(sums.received - refunded, sums.byHand)
    const failed = percent(refunded, sums.failed)
    const net = refunded + byHand - failed
    const open = openAttempt({
      received: riyals(sums.received),
      accepted: sums.accepted === null ? null : riyals(sums.accepted),
    })
    const takeable = takeableOf(open)
    const above = sums.received - takeable.minor
    const byShop = percent(net, sums.accounted)
    // Of what was taken no more goes back than was taken.
    const least = byShop > takeable.minor ? byShop - takeable.minor : 0n
    const most = above < byShop ? above : byShop
    const excess = least + percent(most - least, sums.excess)
    return {
      ...open,
      taken: sums.isTaken ? takeable : null,
      refunded: riyals(refunded),
      refundedByHand: riyals(byHand),
      failedRefunds: riyals(failed),
      refundedByShop: riyals(byShop),
      refundedExcess: riyals(excess),
      chargedBack: riyals(percent(sums.received - net, sums.chargedBack)),
    }
  })

const law = (holds: (attempt: Attempt) => boolean) => {
  fc.assert(fc.property(anySums, holds))
}

describe("what Medusa is told to capture", () => {
  it("is never more than came, nor than is payment in full", () => {
    law((attempt) => {
      const takeable = takeableOf(attempt)
      return takeable.compare(attempt.received) <= 0 && takeable.compare(payableOf(attempt)) <= 0
    })
  })

  it("stays what it was once it was told, whatever comes and is decided after", () => {
    fc.assert(
      fc.property(anySums, anyMinor, anyMinor, (attempt, more, accepted) => {
        const taken = takeableOf(attempt)
        const later = {
          ...attempt,
          taken,
          received: attempt.received.add(riyals(more)),
          accepted: riyals(accepted),
        }
        return takeableOf(later).equals(taken)
      })
    )
  })

  it("is what was accepted in place of what was asked", () => {
    const attempt = openAttempt({ received: riyals(900n), accepted: riyals(800n) })
    expect(takeableOf(attempt).toDecimal()).toBe("8.00")
    expect(takeableOf({ ...attempt, received: riyals(700n) }).toDecimal()).toBe("7.00")
    expect(takeableOf({ ...attempt, accepted: null }).toDecimal()).toBe("9.00")
  })
})

describe("what stands", () => {
  it("is what came, less all that has gone, and a refund that came back stands again", () => {
    law((attempt) => {
      const { received, refunded, refundedByHand, failedRefunds, chargedBack } = attempt
      const gone = refunded.minor + refundedByHand.minor - failedRefunds.minor + chargedBack.minor
      return standingOf(attempt).minor === received.minor - gone
    })
  })

  it("is never below nothing, nor above what came", () => {
    law((attempt) => {
      const standing = standingOf(attempt)
      return standing.compare(zero) >= 0 && standing.compare(attempt.received) <= 0
    })
  })
})

describe("what is too much", () => {
  it("is never below nothing, and is still here", () => {
    law((attempt) => {
      const excess = excessOf(attempt)
      return excess.compare(zero) >= 0 && excess.compare(standingOf(attempt).max(zero)) <= 0
    })
  })

  it("is nothing where no more came than is taken", () => {
    law(
      (attempt) =>
        attempt.received.compare(takeableOf(attempt)) > 0 || excessOf(attempt).minor === 0n
    )
  })

  it("is all above what is taken, while nothing has gone back", () => {
    fc.assert(
      fc.property(anyMinor, (received) => {
        const attempt = openAttempt({ received: riyals(received) })
        return excessOf(attempt).equals(attempt.received.subtract(attempt.due).max(zero))
      })
    )
  })

  it("shrinks by just what is sent back of it", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 500n }), (back) => {
        const attempt = openAttempt({ received: riyals(1_500n), taken: riyals(1_000n) })
        const sent = {
          ...attempt,
          refunded: riyals(back),
          refundedByShop: riyals(back),
          refundedExcess: riyals(back),
        }
        return excessOf(sent).minor === 500n - back
      })
    )
  })

  it("is not touched by a refund of what was taken", () => {
    const attempt = openAttempt({
      received: riyals(1_500n),
      taken: riyals(1_000n),
      refunded: riyals(400n),
      refundedByShop: riyals(400n),
    })
    expect(excessOf(attempt).toDecimal()).toBe("5.00")
  })

  it("goes first, when money has gone back that nobody has accounted for", () => {
    const attempt = openAttempt({
      received: riyals(1_500n),
      taken: riyals(1_000n),
      refunded: riyals(300n),
    })
    expect(excessOf(attempt).toDecimal()).toBe("2.00")
  })

  it("is back when its refund has failed", () => {
    const attempt = openAttempt({
      received: riyals(1_500n),
      taken: riyals(1_000n),
      refunded: riyals(500n),
      refundedByShop: riyals(500n),
      refundedExcess: riyals(500n),
    })
    expect(excessOf(attempt).isZero()).toBe(true)
    const failed = {
      ...attempt,
      failedRefunds: riyals(500n),
      refundedByShop: zero,
      refundedExcess: zero,
    }
    expect(netRefundedOf(failed).isZero()).toBe(true)
    expect(excessOf(failed).toDecimal()).toBe("5.00")
  })
})
