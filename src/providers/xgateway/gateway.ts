import type { Attempt, CollectField } from "../../core/attempt"
import type {
  CreatedPayment,
  CreateRequest,
  Gateway,
  GatewayCapabilities,
  GatewayDefinition,
  GatewayServices,
  RefundRequest,
  RefundResult,
  WebhookDelivery,
  WebhookHint,
} from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { judgeCredentials } from "../../core/judge-credentials"
import type { Money } from "../../core/money"
import type { Secret } from "../../core/secret"
import type { Observation } from "../../core/settle"
import { BASE_CURRENCIES, CHANNEL_CURRENCIES } from "./base-currencies"
import { ChannelFlow } from "./channel-flow"
import { XGatewayClient } from "./client"
import { InvoiceFlow } from "./invoice-flow"
import { checkXGatewayOptions, type XGatewayOptions, xgatewayOptionsSchema } from "./options"
import { refundByWithdrawal, withdrawalFields } from "./refunds"
import { readXGatewayWebhook, signXGatewayTest } from "./webhook"

/** Nobody's: who asks for it learns only whether it may ask. */
const NO_INVOICE = "00000000-0000-4000-8000-000000000000"

class XGateway implements Gateway {
  readonly capabilities: GatewayCapabilities = {
    capture: false,
    // Refused by the gateway itself while not enabled, in words that name the option.
    refund: true,
    partialRefund: true,
    cancel: false,
    customers: false,
    subscriptions: false,
    partialPayment: true,
  }
  readonly currencies = BASE_CURRENCIES
  /** What comes in is converted, and hardly ever the sum to the cent. */
  readonly leastToleranceMinorUnits = 1n
  private readonly client: XGatewayClient
  private readonly flows: { readonly channel: ChannelFlow; readonly invoice: InvoiceFlow }

  constructor(
    private readonly options: XGatewayOptions,
    services: GatewayServices
  ) {
    this.client = new XGatewayClient(options, services)
    this.flows = {
      channel: new ChannelFlow(this.client, options, services),
      invoice: new InvoiceFlow(this.client, options, services),
    }
  }

  check(amount: Money): void {
    const { code } = amount.currency
    if (!Object.hasOwn(BASE_CURRENCIES, code)) {
      throw unsupported(`XGateway does not take prices in ${code}.`)
    }
    if (this.options.flow === "channel" && !CHANNEL_CURRENCIES.has(code)) {
      throw unsupported(
        `XGateway takes prices in ${code} on its own page only (option flow: "invoice"), and in this shop in USD and EUR.`
      )
    }
    if (!amount.isPositive()) {
      throw new GatewayError({
        code: "invalid_amount",
        message: `XGateway takes no payment of ${amount.toString()}. Choose another payment method.`,
        retry: false,
      })
    }
    // An invoice's amount is a JSON number: one that no number says exactly is refused here.
    amount.toJsonNumber()
  }

  create(request: CreateRequest): Promise<CreatedPayment> {
    return this.flows[this.options.flow].create(request)
  }

  /** A payment is read by the flow that it was made in, whatever the shop has changed to since. */
  read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    const { flow } = attempt.gatewayData
    const made = flow === "channel" || flow === "invoice" ? flow : this.options.flow
    return this.flows[made].read(attempt, observedAt)
  }

  refund(request: RefundRequest): Promise<RefundResult> {
    return refundByWithdrawal(this.client, request, this.options.refundsEnabled)
  }

  refundFields(_attempt: Attempt): readonly CollectField[] {
    return withdrawalFields(this.options.refundsEnabled)
  }

  readWebhook(delivery: WebhookDelivery): WebhookHint {
    const { flow, secretKey } = this.options
    return readXGatewayWebhook(delivery, { flow, secrets: secretKey })
  }

  signTestWebhook: Gateway["signTestWebhook"] = (test) =>
    signXGatewayTest(test, this.options.secretKey[0] as Secret)

  checkCredentials() {
    return judgeCredentials({ gateway: "XGateway", options: "apiKey" }, async () => {
      await this.client.findInvoice(NO_INVOICE)
      return null
    })
  }
}

function unsupported(problem: string): GatewayError {
  return new GatewayError({
    code: "unsupported_currency",
    message: `${problem} Choose another payment method.`,
    retry: false,
  })
}

/** XGateway as the plugin offers it. */
export const xgateway: GatewayDefinition<XGatewayOptions> = {
  identifier: "xgateway",
  displayName: "XGateway",
  checkOptions: checkXGatewayOptions,
  optionsSchema: xgatewayOptionsSchema,
  build: (options, services) => new XGateway(options, services),
}
