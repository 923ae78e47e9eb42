import { createSandbox, type Sandbox } from "../../../../../sandbox/src"
import { SandboxSimulation } from "../../../../conformance/__tests__/support/sandbox-simulation"
import type { Attempt } from "../../../../core/attempt"
import { type Currency, Money } from "../../../../core/money"
import { COIN_CODES, coinOf } from "../../coins"

/** Refunds go back in a coin of which one is not one dollar: coins taken for money show then. */
const REFUND = { currency: "POL", address: "0x52908400098527886E0F7030069857D2E4169EE7" }
const USD_OF_ONE = "0.5"
const COINS_OF_ONE_USD = 2n
const USD: Currency = { code: "USD", exponent: 2 }

/** XGateway in the sandbox, as the conformance suite drives it. */
export abstract class XGatewaySimulation extends SandboxSimulation {
  abstract readonly flow: "channel" | "invoice"

  constructor(sandbox: Sandbox) {
    super(sandbox, "xgateway", "/api/v2")
  }

  get xgateway() {
    return this.sandbox.xgateway
  }

  get options() {
    const { baseUrl, apiKey, secretKey } = this.xgateway
    return { baseUrl, apiKey, secretKey, flow: this.flow }
  }

  get secrets() {
    return [this.xgateway.apiKey, this.xgateway.secretKey]
  }

  /**
   * Coins arrive.
   *
   * @param amount what they are worth in the session's currency; what is asked if left out
   */
  abstract deposit(
    attempt: Attempt,
    status: string,
    amount?: string
  ): ReturnType<Sandbox["xgateway"]["deposit"]>

  pay(attempt: Attempt, amount?: string): void {
    this.deposit(attempt, "confirmed", amount)
  }

  /** What withdrawals took, at the rate at which staff reckons the coins of a refund. */
  refunded(attempt: Attempt): string {
    const coins = this.xgateway
      .transactions(String(attempt.gatewayData.customer_id))
      .filter(({ type, status }) => type === "withdrawal" && status !== "failed")
      .map((withdrawal) => (withdrawal.coin === REFUND.currency ? withdrawal.coins : "0"))
    const sum = Money.parse(this.sum(coins, USD), USD)
    return Money.ofMinor(sum.minor / COINS_OF_ONE_USD, USD).toDecimal()
  }

  /** A deposit in this status, and a callback that tells of it. */
  depositTold(attempt: Attempt, status: string, amount?: string): string {
    const { transaction, deliveries } = this.deposit(attempt, status, amount)
    const transactionId = transaction?.id ?? ""
    if (deliveries.length === 0) {
      this.xgateway.sendEvent(`deposit.${status}`, { transactionId })
    }
    return transactionId
  }

  /** A callback that says anything of the last deposit, which is under way unless it was paid. */
  tell(event: string, attempt: Attempt): void {
    const customerId = String(attempt.gatewayData.customer_id)
    const last = this.xgateway.transactions(customerId).at(-1)
    const transactionId = last?.id ?? this.deposit(attempt, "pending").transaction?.id
    // A withdrawal's order is its refund.
    const members = event.startsWith("withdrawal.")
      ? { orderId: "refund_a1b2", invoiceId: null }
      : {}
    this.xgateway.sendEvent(event, { transactionId, customerId, currency: "EUR", members })
  }

  /** From now on XGateway answers this call with other members. */
  answerWith(path: string, members: Record<string, string>): void {
    const effect = { kind: "replace" as const, members }
    this.sandbox.faults.add({ gateway: "xgateway", path: `/api/v2/${path}`, effect })
  }
}

export class ChannelSimulation extends XGatewaySimulation {
  readonly flow = "channel"

  /** Sends what the shop asks for, or coins of another worth, to the first address shown. */
  deposit({ nextAction, due }: Attempt, status: string, amount?: string) {
    const [shown] = nextAction?.type === "transfer" ? nextAction.destinations : []
    const currency = COIN_CODES.find((code) => {
      const { ticker, network } = coinOf(code)
      return ticker === shown?.asset && network === shown.network
    })
    const sent =
      amount === undefined
        ? { amount: shown?.amount }
        : { value: amount, valueCurrency: due.currency.code }
    return this.xgateway.deposit({ address: shown?.address, currency, ...sent, status })
  }
}

export class InvoiceSimulation extends XGatewaySimulation {
  readonly flow = "invoice"

  deposit(attempt: Attempt, status: string, amount?: string) {
    return this.xgateway.pay(invoiceOf(attempt), { amount, status })
  }
}

export const invoiceOf = (attempt: Attempt) => attempt.reference ?? ""

/** What staff tells for a refund of so many dollars. */
export function refundFieldsOf(dollars: string): Readonly<Record<string, string>> {
  const { minor } = Money.parse(dollars, USD)
  return { ...REFUND, amount: Money.ofMinor(minor * COINS_OF_ONE_USD, USD).toDecimal() }
}

/** With keys of its own, so that they are seen wherever they get. */
export function startSandbox(webhookUrl: string): Promise<Sandbox> {
  return createSandbox({
    xgateway: {
      apiKey: "xgw_api_canary_conformance_1",
      secretKey: "xgw_secret_canary_conformance_1",
      rates: { [REFUND.currency]: USD_OF_ONE },
      webhookUrl,
    },
  })
}
