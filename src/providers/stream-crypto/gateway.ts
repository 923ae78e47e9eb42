import type { Attempt } from "../../core/attempt"
import type {
  CreatedPayment,
  CreateRequest,
  CredentialsCheck,
  Gateway,
  GatewayDefinition,
  GatewayServices,
} from "../../core/contract"
import { judgeCredentials } from "../../core/judge-credentials"
import { Money } from "../../core/money"
import { checkOptions } from "../../core/options"
import { requirePayable } from "../../core/require-payable"
import type { Secret } from "../../core/secret"
import type { Observation } from "../../core/settle"
import { StreamClient } from "./client"
import { createStreamPayment } from "./create-payment"
import { type StreamCryptoOptions, streamCryptoOptionsSchema } from "./options"
import { expiryOf, observationOf } from "./payment-state"
import { recordRefund, REFUND_FIELDS } from "./refunds"
import type { StatusReply } from "./schemas"
import { readStreamWebhook, signStreamTest } from "./webhook"

/** What Stream prices in, and its decimals. STRM counts as NEAR does, from which Stream stems. */
const CURRENCIES = { USD: 2, EUR: 2, STRM: 24 } as const

/** No rate limit is documented; one payment is not asked for more often than this. */
/** Callbacks of late money are repeated for three days, then never again. */
const LATE_PAYMENT_WINDOW_SECONDS = 3 * 24 * 3600
const SHORTEST_READ_INTERVAL_MS = 5000

/** A creation that is still under way may be read. */
const CREATION_MS = 2 * 60 * 1000

/** Nobody's. */
const NO_PAYMENT = "payment-gateways-credentials"

const UNPROVED: CredentialsCheck = {
  state: "unknown",
  message:
    "Stream's API answers. It asks for no credentials when it is read, so clientId is proved by the first payment and clientSecret by the first callback.",
}

class StreamCryptoGateway implements Gateway {
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
  readonly shortestReadIntervalMs = SHORTEST_READ_INTERVAL_MS
  readonly latePaymentWindowSeconds = LATE_PAYMENT_WINDOW_SECONDS
  private readonly client: StreamClient

  constructor(
    private readonly options: StreamCryptoOptions,
    services: GatewayServices
  ) {
    this.client = new StreamClient(options, services)
  }

  check(amount: Money): void {
    requirePayable(amount, { gateway: "Stream", currencies: CURRENCIES })
  }

  create(request: CreateRequest): Promise<CreatedPayment> {
    return createStreamPayment(this.client, request, this.options)
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    if (attempt.reference === null) {
      // Nobody ever got the address of a payment whose creation was not answered.
      const isUnderWay = observedAt.getTime() - attempt.createdAt.getTime() < CREATION_MS
      return {
        status: isUnderWay ? "pending" : "failed",
        gatewayStatus: "not created",
        observedAt,
        received: Money.zero(attempt.due.currency),
        refunded: attempt.refunded,
      }
    }
    const reply = await this.getPayment(attempt.reference, observedAt < expiryOf(attempt))
    return observationOf({ reply, attempt, observedAt, options: this.options })
  }

  async refund(request: Parameters<NonNullable<Gateway["refund"]>>[0]) {
    return recordRefund(request)
  }

  refundFields() {
    return REFUND_FIELDS
  }

  readWebhook: Gateway["readWebhook"] = (delivery) =>
    readStreamWebhook(delivery, { secrets: this.options.clientSecret })

  signTestWebhook: Gateway["signTestWebhook"] = (test) =>
    signStreamTest(test, this.options.clientSecret[0] as Secret)

  /** Readings carry no credentials, and the only call that names the shop makes a payment. */
  async checkCredentials(): Promise<CredentialsCheck> {
    const check = await judgeCredentials({ gateway: "Stream", options: "clientId" }, async () => {
      await this.client.getPayment(NO_PAYMENT)
      return null
    })
    return check.state === "accepted" ? UNPROVED : check
  }

  /** @param isOpen whether its time is not over, so that it cannot be unknown: it is asked again */
  private async getPayment(id: string, isOpen: boolean): Promise<StatusReply> {
    const reply = await this.client.getPayment(id)
    return reply.status === "not_found" && isOpen ? this.client.getPayment(id) : reply
  }
}

/** Stream as the plugin offers it. */
export const streamCrypto: GatewayDefinition<StreamCryptoOptions> = {
  identifier: "stream-crypto",
  displayName: "Stream",
  checkOptions: (input, gateway) => checkOptions(streamCryptoOptionsSchema, input, gateway),
  optionsSchema: streamCryptoOptionsSchema,
  build: (options, services) => new StreamCryptoGateway(options, services),
}
