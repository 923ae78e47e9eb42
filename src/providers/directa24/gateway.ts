import type { Attempt } from "../../core/attempt"
import type {
  CreatedPayment,
  CreateRequest,
  Gateway,
  GatewayDefinition,
  GatewayServices,
} from "../../core/contract"
import type { Money } from "../../core/money"
import { checkOptions, withSandboxUrl } from "../../core/options"
import { requirePayable } from "../../core/require-payable"
import type { Observation } from "../../core/settle"
import { backendUrlProblem } from "./backend-url"
import { Directa24Client } from "./client"
import { checkDirecta24Credentials } from "./check-credentials"
import { COUNTRIES, CURRENCIES } from "./countries"
import { createDirecta24Payment } from "./create-payment"
import { readDepositDetails } from "./deposit-details"
import { Directa24DepositsClient } from "./deposits-client"
import { type Directa24Options, directa24OptionsSchema, STAGING_URL } from "./options"
import { DETAIL_NAMES } from "./payer-details"
import { PaymentMethods } from "./payment-methods"
import { readDirecta24Deposit } from "./read-deposit"
import { followRefunds } from "./refund-outcomes"
import { directa24RefundFields, refundDirecta24 } from "./refunds"
import { readDirecta24Webhook, signDirecta24Test } from "./webhook"

/**
 * An unpaid deposit is canceled seven days after it expired, and Directa24's staff may complete it
 * even then (Directa24 documentation, results 8 and 9).
 */
const LATE_PAYMENT_WINDOW_SECONDS = 30 * 24 * 3600

class Directa24Gateway implements Gateway {
  readonly capabilities = {
    capture: false,
    refund: true,
    partialRefund: true,
    cancel: false,
    customers: false,
    subscriptions: false,
    partialPayment: false,
  }
  readonly currencies = CURRENCIES
  readonly countries = Object.keys(COUNTRIES)
  readonly payerFields = DETAIL_NAMES
  readonly latePaymentWindowSeconds = LATE_PAYMENT_WINDOW_SECONDS
  readonly refundFields = directa24RefundFields
  private readonly client: Directa24Client
  private readonly deposits: Directa24DepositsClient
  private readonly methods: PaymentMethods

  constructor(
    private readonly options: Directa24Options,
    private readonly services: GatewayServices
  ) {
    this.client = new Directa24Client(options, services)
    this.deposits = new Directa24DepositsClient(options, services)
    const { readOnlyKey } = options
    this.methods = new PaymentMethods(
      (country) =>
        readOnlyKey
          ? this.deposits.listPaymentMethods(country, readOnlyKey)
          : this.client.listPaymentMethods(country),
      services
    )
  }

  check(amount: Money): void {
    requirePayable(amount, { gateway: "Directa24", currencies: CURRENCIES })
  }

  create(request: CreateRequest): Promise<CreatedPayment> {
    const { client, methods, options, services } = this
    return createDirecta24Payment({ client, methods, options, services }, request)
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    const { client, options, services } = this
    const parts = { client, options, services }
    const observation = await readDirecta24Deposit(parts, attempt, observedAt)
    const isPaid = observation.status === "paid" && observation.mismatch === undefined
    return isPaid ? this.withDeposit(attempt, observation) : observation
  }

  refund: Gateway["refund"] = (request) => refundDirecta24(this.deposits, request, this.services)

  readWebhook: Gateway["readWebhook"] = (delivery) => readDirecta24Webhook(delivery, this.signers())

  signTestWebhook: Gateway["signTestWebhook"] = (test) => signDirecta24Test(test, this.signers())

  checkCredentials() {
    return checkDirecta24Credentials(this.client, this.deposits, this.options)
  }

  private signers() {
    return { login: this.options.apiKey, signature: this.options.apiSignature }
  }

  /** What the status of a paid invoice does not tell: its fee, and what became of its refunds. */
  private async withDeposit(attempt: Attempt, observation: Observation): Promise<Observation> {
    const { deposits, services } = this
    const [deposit, refunds] = await Promise.all([
      readDepositDetails(deposits, attempt, observation, services),
      followRefunds(deposits, attempt, services),
    ])
    return {
      ...observation,
      ...refunds,
      details: { ...observation.details, ...deposit.details },
      gatewayData: {
        ...observation.gatewayData,
        ...deposit.gatewayData,
        ...refunds.gatewayData,
      },
    }
  }
}

/** Directa24 as the plugin offers it. */
export const directa24: GatewayDefinition<Directa24Options> = {
  identifier: "directa24",
  displayName: "Directa24",
  checkOptions: (input, gateway) =>
    checkOptions(directa24OptionsSchema, withSandboxUrl(input, STAGING_URL), gateway),
  optionsSchema: directa24OptionsSchema,
  build: (options, services) => new Directa24Gateway(options, services),
  backendUrlProblem,
}
