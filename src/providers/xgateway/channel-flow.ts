import type { Attempt } from "../../core/attempt"
import type { CreatedPayment, CreateRequest, GatewayServices } from "../../core/contract"
import { describeError, GatewayError } from "../../core/errors"
import { isPaidInFull, type Observation } from "../../core/settle"
import { sessionReference } from "../../core/session-reference"
import {
  knownQuote,
  type QuotedCoin,
  quoteUntil,
  requote,
  shownAmount,
  storedQuote,
  transferTo,
} from "./channel-quote"
import type { XGatewayClient } from "./client"
import { type CoinCode, DEFAULT_COINS } from "./coins"
import {
  depositsForStaff,
  type DepositsState,
  readTransactions,
  stateOfDeposits,
  transactionsInEvidence,
} from "./deposits"
import { detailsOf } from "./details"
import { isFresh, observed } from "./observed"
import type { XGatewayOptions } from "./options"
import { Quotes } from "./quotes"
import { readRefunds, refundIds, storedRefunds } from "./withdrawals"

/**
 * The channel flow: an address for each coin, shown in the shop. XGateway keeps no record of the
 * payment, only of deposits, which its callbacks tell of; so each payment has a customer of its
 * own, and with that wallets of its own. Source: XGateway documentation, channel payment flow.
 */
export class ChannelFlow {
  private readonly quotes: Quotes

  constructor(
    private readonly client: XGatewayClient,
    private readonly options: XGatewayOptions,
    private readonly services: GatewayServices
  ) {
    this.quotes = new Quotes(client)
  }

  /** @throws {GatewayError} when not one of the coins can be offered */
  async create(request: CreateRequest): Promise<CreatedPayment> {
    const { amount } = request
    const customerId = sessionReference(request)
    const coins = await this.offer(request, customerId)
    const quote = { of: amount.toDecimal(), until: quoteUntil(request.now), coins }
    return {
      reference: customerId,
      status: "pending",
      gatewayStatus: "waiting for a deposit",
      nextAction: transferTo(coins, !this.options.sandbox),
      expiresAt: quote.until,
      gatewayData: {
        flow: "channel",
        customer_id: customerId,
        order_id: customerId,
        quote: storedQuote(quote),
      },
    }
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    const customerId = attempt.reference ?? sessionReference(attempt)
    const wallet = {
      sessionId: attempt.sessionId,
      customerId,
      orderId: customerId,
      isOwn: true,
    }
    const told = transactionsInEvidence(attempt)
    const transactions = await readTransactions(this.client, wallet, refundIds(attempt), told)
    const { currency } = attempt.due
    const state = stateOfDeposits(transactions, currency, false)
    const refunds = readRefunds(attempt, transactions.withdrawals)
    const unpaid = this.whileUnpaid(attempt, state, observedAt)
    const reading = observed(observedAt, state, unpaid, refunds)
    return {
      ...reading,
      details: {
        ...detailsOf(transactions, currency.code, !this.options.sandbox),
        ...(state.inSight.isPositive() && { inSight: state.inSight.toDecimal() }),
      },
      ...(attempt.reference === null && state.received.isPositive() && { reference: customerId }),
      ...(await this.askForRest(attempt, reading, {
        deposits: depositsForStaff(transactions, currency),
        ...storedRefunds(refunds),
      })),
    }
  }

  /** One coin that cannot be had does not keep the payer from the others. */
  private async offer({ amount }: CreateRequest, customerId: string): Promise<QuotedCoin[]> {
    const codes: readonly CoinCode[] = [
      ...new Set((this.options.paymentCurrencies ?? DEFAULT_COINS) as readonly CoinCode[]),
    ]
    const offers = await Promise.allSettled(
      codes.map(async (currency): Promise<QuotedCoin> => {
        const [address, exact] = await Promise.all([
          this.client.createChannel({ currency, customerId }),
          this.quotes.coinsFor(amount, currency),
        ])
        return { currency, address, amount: shownAmount(currency, exact) }
      })
    )
    const coins = offers.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []))
    const failures = offers.flatMap((one, index) =>
      one.status === "rejected" ? [{ code: codes[index], reason: one.reason as unknown }] : []
    )
    for (const { code, reason } of failures) {
      if (!GatewayError.is(reason)) {
        throw reason
      }
      this.warn(`${code} is not offered: ${describeError(reason)}`)
    }
    if (coins.length === 0) {
      throw failures[0]?.reason
    }
    return coins
  }

  /** What the payment is when no deposit decides. */
  private whileUnpaid(attempt: Attempt, state: DepositsState, now: Date) {
    if (attempt.reference === null) {
      // Nobody ever saw an address of a payment whose creation was not answered.
      const status = isFresh(attempt, now) ? ("pending" as const) : ("failed" as const)
      return { status, word: "not created" }
    }
    const isOver = attempt.expiresAt !== null && now >= attempt.expiresAt
    if (!isOver) {
      const word = state.words.length > 0 ? "" : "waiting for a deposit"
      return { status: "pending" as const, word }
    }
    return state.hasFailed
      ? { status: "failed" as const, word: "the quote is over" }
      : { status: "expired" as const, word: "no deposit before the quote was over" }
  }

  private async askForRest(
    attempt: Attempt,
    { status, received, observedAt: now }: Observation,
    gatewayData: Readonly<Record<string, unknown>>
  ): Promise<Pick<Observation, "nextAction" | "expiresAt" | "gatewayData">> {
    const known = knownQuote(attempt.gatewayData)
    const isShort =
      this.options.underpaid !== "hold" &&
      status === "paid" &&
      !isPaidInFull(received, attempt.due, {
        underpaymentTolerancePercent: this.options.underpaymentTolerancePercent,
        leastToleranceMinorUnits: 1n,
      })
    const rest = attempt.due.subtract(received)
    const next =
      isShort && known
        ? await requote(this.quotes, known, rest, now, (text) => this.warn(text))
        : undefined
    return next
      ? {
          nextAction: transferTo(next.coins, !this.options.sandbox),
          expiresAt: next.until,
          gatewayData: { ...gatewayData, quote: storedQuote(next) },
        }
      : { gatewayData }
  }

  private warn(text: string): void {
    this.services.logger?.warn(`[XGateway] ${text}`)
  }
}
