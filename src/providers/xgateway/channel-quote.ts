import { z } from "@medusajs/framework/zod"
import type { NextAction, TransferDestination } from "../../core/attempt"
import { describeError } from "../../core/errors"
import { Money } from "../../core/money"
import { COIN_CODES, type CoinCode, coinOf } from "./coins"
import { type ExactAmount, parsePositive, roundUp, shareOf } from "./exact-amounts"
import { paymentUri } from "./payment-uri"
import type { Quotes } from "./quotes"

/** How long the coin amounts that a payer sees are good. */
export const QUOTE_MINUTES = 60

/** A coin that can be sent, and how much of it. */
export interface QuotedCoin {
  readonly currency: CoinCode
  readonly address: string
  /** Decimal string in the coin's own units. */
  readonly amount: string
}

/** What the payer was last asked for; private. */
export interface ChannelQuote {
  /** Decimal string in the session's currency. */
  readonly of: string
  readonly until: Date
  readonly coins: readonly QuotedCoin[]
}

const quoteSchema = z.object({
  of: z.string(),
  until: z.coerce.date(),
  coins: z.array(
    z.object({
      currency: z.enum(COIN_CODES),
      address: z.string(),
      amount: z.string(),
    })
  ),
})

export function quoteUntil(now: Date): Date {
  return new Date(now.getTime() + QUOTE_MINUTES * 60_000)
}

/** The coin amount that a payer is asked for. */
export function shownAmount(currency: CoinCode, exact: ExactAmount): string {
  return roundUp(exact, coinOf(currency).shownDecimals)
}

/** A quote for the attempt's private data, where it is JSON. */
export function storedQuote({ of, until, coins }: ChannelQuote): Record<string, unknown> {
  return { of, until: until.toISOString(), coins }
}

/** The quote that an attempt carries, if any. */
export function knownQuote(
  gatewayData: Readonly<Record<string, unknown>>
): ChannelQuote | undefined {
  return quoteSchema.safeParse(gatewayData.quote).data
}

/** @param withLinks false for test networks, where a wallet would open with real money */
export function transferTo(
  coins: readonly QuotedCoin[],
  withLinks: boolean
): Extract<NextAction, { type: "transfer" }> {
  const destinations = coins.map(({ currency, address, amount }): TransferDestination => {
    const coin = coinOf(currency)
    const uri = withLinks ? paymentUri(coin, address, amount) : undefined
    return { asset: coin.ticker, network: coin.network, address, amount, ...(uri && { uri }) }
  })
  return { type: "transfer", destinations }
}

/**
 * Asks for the rest of a payment that is short, at today's rates. A coin whose rate cannot be had
 * keeps the rate that the payer was told before.
 *
 * @returns `undefined` while the payer is asked for just this rest already
 */
export async function requote(
  quotes: Quotes,
  known: ChannelQuote,
  rest: Money,
  now: Date,
  warn: (text: string) => void
): Promise<ChannelQuote | undefined> {
  const { of, until, coins } = known
  if (of === rest.toDecimal() && now < until) {
    return undefined
  }
  const before = Money.parse(of, rest.currency)
  const quoted = coins.map(async (coin): Promise<QuotedCoin> => {
    try {
      const exact = await quotes.coinsFor(rest, coin.currency)
      return { ...coin, amount: shownAmount(coin.currency, exact) }
    } catch (error) {
      warn(`no new quote for ${coin.currency}, the old rate stays: ${describeError(error)}`)
      const share = shareOf(parsePositive(coin.amount) ?? 0n, rest, before)
      return { ...coin, amount: shownAmount(coin.currency, share) }
    }
  })
  return { of: rest.toDecimal(), until: quoteUntil(now), coins: await Promise.all(quoted) }
}
