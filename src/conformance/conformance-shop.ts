import { format, inspect } from "node:util"
import { container as applicationContainer } from "@medusajs/framework"
import { asValue } from "@medusajs/framework/awilix"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Attempt } from "../core/attempt"
import type { BaseProvider } from "../core/base-provider"
import type { WebhookDelivery } from "../core/contract"
import { currencyOf } from "../core/currencies"
import { PAYMENT_GATEWAYS_MODULE } from "../core/ledger"
import { Money } from "../core/money"
import { withRequestFacts } from "../core/request-facts"
import type { GatewayUnderTest, SimulatedGateway } from "./gateway-under-test"
import { MemoryLedger } from "./memory-ledger"

/** Somebody with a cart; none of this may get into a session. */
export interface CartPayer {
  readonly email: string
  readonly firstName: string
  readonly lastName: string
  readonly address: string
  readonly city: string
}

export const JANE: CartPayer = {
  email: "jane.canary@example.com",
  firstName: "Jane",
  lastName: "Canarydoe",
  address: "1 Canary Row",
  city: "Canaryville",
}

/** What may be particular to a shop. */
export interface ShopDetails {
  readonly options?: Readonly<Record<string, unknown>>
  readonly payer?: CartPayer
  /** Another shop's, which then knows the same payments. */
  readonly ledger?: MemoryLedger
}

const PAYER_IP = "203.0.113.77"

/**
 * A shop as a gateway's provider sees one: Medusa's calls come in, the ledger is in memory, and
 * the gateway is simulated.
 */
export class ConformanceShop {
  private static sessions = 0
  readonly ledger: MemoryLedger
  readonly provider: BaseProvider
  private readonly payer: CartPayer
  private readonly log: string[] = []

  constructor(
    private readonly subject: GatewayUnderTest,
    readonly simulation: SimulatedGateway,
    backendUrl: string,
    { options = {}, payer = JANE, ledger }: ShopDetails = {}
  ) {
    this.payer = payer
    this.ledger = ledger ?? new MemoryLedger([], { backendUrl, returnPath: "/checkout/payment" })
    const Provider = subject.provider
    const all = { timeoutMs: 3000, ...simulation.options, ...options }
    this.provider = new Provider(
      {
        [PAYMENT_GATEWAYS_MODULE]: { attempts: this.ledger },
        logger: this.logger(),
        paymentSessionService: {
          list: async () => [
            { provider_id: this.providerId, payment_collection_id: "pay_col_conformance" },
          ],
        },
      },
      all
    )
    applicationContainer.register(
      ContainerRegistrationKeys.QUERY,
      asValue({ graph: async () => ({ data: [{ cart: this.cart() }] }) })
    )
  }

  get providerId(): string {
    const { identifier } = this.subject.provider
    return `pp_${identifier}_${identifier}`
  }

  money(text: string): Money {
    const [amount, code = ""] = text.split(" ")
    return Money.parse(amount, currencyOf(code, this.provider.gateway.currencies))
  }

  /** Starts a payment as the checkout does. */
  async open(text = this.subject.amounts[0] ?? ""): Promise<Attempt> {
    ConformanceShop.sessions += 1
    const sessionId = `payses_CONFORMANCE${ConformanceShop.sessions}${Date.now().toString(36)}`
    const [amount = "", code = ""] = text.split(" ")
    await withRequestFacts({ ip: PAYER_IP, language: "en" }, () =>
      this.provider.initiatePayment({
        amount,
        currency_code: code.toLowerCase(),
        data: { session_id: sessionId, ...this.subject.answers?.(code) },
        context: { idempotency_key: sessionId },
      })
    )
    return this.present(sessionId)
  }

  /** What the storefront would see of a payment. */
  async sessionData(attempt: Attempt): Promise<Record<string, unknown>> {
    const { data } = await this.provider.updatePayment({
      amount: attempt.due.toDecimal(),
      currency_code: attempt.due.currency.code.toLowerCase(),
      data: { session_id: attempt.sessionId },
    })
    return data ?? {}
  }

  /** Reads a payment at the gateway. */
  async read(attempt: Attempt): Promise<Attempt> {
    await this.provider.getPaymentStatus({ data: { session_id: attempt.sessionId } })
    return this.present(attempt.sessionId)
  }

  /** Hands a webhook over as Medusa's payment module does. */
  async receive({ rawBody, headers }: WebhookDelivery): Promise<void> {
    await this.provider.getWebhookActionAndData({
      data: {},
      rawData: rawBody,
      headers: { ...headers },
    })
  }

  async refund(attempt: Attempt, amount: string, fields = this.subject.refundFields?.(1, amount)) {
    await withRequestFacts({ refundFields: fields, refundReason: "OTHER" }, () =>
      this.provider.refundPayment({ amount, data: { session_id: attempt.sessionId } })
    )
    return this.present(attempt.sessionId)
  }

  async present(sessionId: string): Promise<Attempt> {
    const attempt = await this.ledger.findBySession(sessionId)
    if (!attempt) {
      throw new Error(`there is no attempt of ${sessionId}`)
    }
    return attempt
  }

  /** What of `things` and the log shows a secret or something of the payer; nothing, hopefully. */
  leaksOf(...things: readonly unknown[]): string[] {
    const shown = [...this.log, ...things.map((thing) => inspect(thing, { depth: 8 }))].join("\n")
    const { email, lastName, address, city } = this.payer
    const payer = [email, lastName, address, city].filter((text) => /canary/i.test(text))
    return [...this.simulation.secrets, ...payer, PAYER_IP].filter(
      (text) => shown.includes(text) || shown.includes(Buffer.from(text).toString("base64"))
    )
  }

  private cart() {
    const { email, firstName, lastName, address, city } = this.payer
    return {
      email,
      customer_id: null,
      billing_address: {
        first_name: firstName,
        last_name: lastName,
        address_1: address,
        city,
        country_code: this.subject.country ?? "us",
        postal_code: "01310100",
        province: null,
        phone: "+5511987654321",
      },
      shipping_address: null,
    }
  }

  private logger(): Logger {
    const write = (...args: unknown[]) => void this.log.push(format(...args))
    return { debug: write, info: write, warn: write, error: write } as unknown as Logger
  }
}
