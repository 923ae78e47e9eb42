import type { Money } from "../../core/money"
import type { XGatewayClient } from "./client"
import type { CoinCode } from "./coins"
import { type ExactAmount, multiply, parsePositive } from "./exact-amounts"

/** What the endpoint answers for an amount: the coins for all of it, or the rate for one unit. */
type AnswerMeaning = "coins" | "rate"

/**
 * How many coins a sum of money is at present.
 *
 * The exchange rate endpoint takes an amount, but its documentation has an example for 1 only,
 * which leaves open whether it answers the coins for the amount or the rate for one. Taken wrongly,
 * a payer would be asked for many times too much, so it is found out: asked for twice the amount,
 * one doubles and the other stays.
 */
export class Quotes {
  private meaning: AnswerMeaning | undefined

  constructor(private readonly client: Pick<XGatewayClient, "getRate">) {}

  /** @throws {GatewayError} when XGateway gives no rate */
  async coinsFor(amount: Money, coin: CoinCode): Promise<ExactAmount> {
    const asked = amount.toDecimal()
    const source = amount.currency.code
    if (this.meaning === undefined) {
      const [answer, doubled] = await Promise.all([
        this.client.getRate(source, coin, asked),
        this.client.getRate(source, coin, amount.add(amount).toDecimal()),
      ])
      this.meaning = 2n * doubled > 3n * answer ? "coins" : "rate"
      return this.coins(answer, asked)
    }
    return this.coins(await this.client.getRate(source, coin, asked), asked)
  }

  private coins(answer: ExactAmount, asked: string): ExactAmount {
    return this.meaning === "coins" ? answer : multiply(answer, parsePositive(asked) ?? 0n)
  }
}
