import { type Attempt, netRefundedOf } from "../core/attempt"
import { Money } from "../core/money"
import type { ApplyContext } from "../settlement/apply-attempt"
import type { MedusaFacts } from "../settlement/medusa-facts"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { type OrderBooks, ownRefunds, readOrderBooks } from "./order-books"

/**
 * Refunds that were made at the gateway's own dashboard, and refunds that came back because they
 * did not reach the payer: says what of them is for Medusa's books. The books follow.
 *
 * @returns what has to be done, if anything
 */
export async function accountRefunds(
  { container, source }: ApplyContext,
  attempt: Attempt,
  { payment, order }: MedusaFacts
): Promise<((current: Attempt) => Promise<Attempt>) | undefined> {
  const news = netRefundedOf(attempt).subtract(attempt.refundedByShop)
  if (news.minor === 0n) {
    return undefined
  }
  const books = payment?.isCaptured
    ? await readOrderBooks(container, attempt, order?.id ?? null)
    : undefined
  const excess = excessPartOf(attempt, news, books)
  const note = {
    type: "refund_accounted",
    source,
    message: news.isPositive()
      ? `${news.toString()} was refunded at the gateway; the shop's books follow.`
      : `A refund of ${Money.zero(news.currency).subtract(news).toString()} came back, it did not reach the payer: the shop's books follow. Refund it once more, or by hand.`,
    data: { amount: news.toDecimal(), excess: excess.toDecimal() },
  }
  return async (current) => {
    const { attempts, resolutions } = resolveLedgerModule(container)
    const accounted = await resolutions.accountRefunds(current, { amount: news, excess }, note)
    return accounted ?? (await attempts.findById(current.id)) ?? current
  }
}

/** What came back is of the refund that it fits. */
function excessPartOf(attempt: Attempt, news: Money, books: OrderBooks | undefined): Money {
  const zero = Money.zero(news.currency)
  if (news.isPositive()) {
    // None of it is in Medusa's books yet; what is of money that they have is booked next.
    return news
  }
  const back = zero.subtract(news)
  const isBooked = books && ownRefunds(books, attempt).some(({ amount }) => amount.equals(back))
  const fromExcess = isBooked
    ? zero
    : back.compare(attempt.refundedExcess) < 0
      ? back
      : attempt.refundedExcess
  return zero.subtract(fromExcess)
}
