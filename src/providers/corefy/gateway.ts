import type { Attempt } from "../../core/attempt"
import type {
  CreatedPayment,
  CreateRequest,
  Gateway,
  GatewayDefinition,
  GatewayServices,
} from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { judgeCredentials } from "../../core/judge-credentials"
import { Money } from "../../core/money"
import { sessionIdOfReference } from "../../core/session-reference"
import type { Observation } from "../../core/settle"
import { CorefyClient } from "./client"
import { createCorefyPayment, findCorefyPayment } from "./create-payment"
import { CURRENCY_EXPONENTS } from "./currencies"
import { detailsOf } from "./details"
import { type InvoiceState, mismatchOf, stateOf } from "./invoice-state"
import { checkCorefyOptions, type CorefyOptions, corefyOptionsSchema } from "./options"
import { paymentPageOf } from "./payment-page"
import { type FollowedRefunds, followRefunds } from "./refund-outcomes"
import { refundCorefyInvoice } from "./refunds"
import type { Invoice } from "./schemas"
import { serviceFor } from "./services"
import { fromUnixSeconds } from "./timestamps"
import { readCorefyCallback, signCorefyTest, warningOf } from "./webhook"

/** An invoice that was just made may not be readable at once. */
const READ_LAG_MS = 2 * 60 * 1000

/** No invoice has it: who asks for it learns only whether it may ask. */
const NO_REFERENCE = "payment-gateways-credentials"

class CorefyGateway implements Gateway {
  readonly capabilities
  readonly currencies = CURRENCY_EXPONENTS
  private readonly client: CorefyClient

  constructor(
    private readonly options: CorefyOptions,
    private readonly services: GatewayServices
  ) {
    this.client = new CorefyClient(options, services)
    this.capabilities = {
      capture: false,
      refund: true,
      partialRefund: true,
      // The API offers no way to close an invoice: it ends by the account's lifetime of invoices.
      cancel: false,
      // They are told with each invoice.
      customers: false,
      subscriptions: false,
      partialPayment: options.acceptPartial,
    }
  }

  check(amount: Money): void {
    serviceFor(this.options, amount.currency)
    if (!amount.isPositive()) {
      throw new GatewayError({
        code: "invalid_amount",
        message: `Corefy takes no payment of ${amount.toString()}. Choose another payment method.`,
        retry: false,
      })
    }
    // Corefy takes amounts as JSON numbers, which do not hold every amount.
    amount.toJsonNumber()
  }

  create(request: CreateRequest): Promise<CreatedPayment> {
    return createCorefyPayment(this.client, request, this.options, this.services)
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    const invoice = await this.findInvoice(attempt)
    if (!invoice) {
      const nothing = Money.zero(attempt.due.currency)
      return {
        observedAt,
        received: nothing,
        refunded: nothing,
        status: isFresh(attempt, observedAt) ? "pending" : "failed",
        gatewayStatus: attempt.reference === null ? "not created" : "invoice not found",
      }
    }
    const { isPayable, ...state } = stateOf(invoice, attempt.due, this.options)
    const mismatch = mismatchOf(invoice, {
      amount: attempt.due,
      testMode: this.options.testMode,
      isOwnReference: (reference) => isOwnReference(attempt, reference),
    })
    const expiresAt = fromUnixSeconds(invoice.expires ?? invoice.reserve_expires)
    const { gatewayData, ...refunds }: FollowedRefunds = mismatch
      ? {}
      : await followRefunds(
          this.client,
          attempt,
          { status: invoice.status, refunded: state.refunded },
          this.services
        )
    return {
      ...state,
      ...refunds,
      observedAt,
      // The invoice counts what has gone back, and no refund that failed.
      refunded: state.refunded.add(refunds.failedRefunds ?? Money.zero(attempt.due.currency)),
      ...(mismatch ? { mismatch } : { details: detailsOf(invoice) }),
      ...(attempt.reference === null && { reference: invoice.id }),
      ...this.nextAction(invoice, isPayable),
      ...(expiresAt && { expiresAt }),
      gatewayData: {
        reference_id: invoice.reference_id,
        ...(invoice.resolution && { resolution: invoice.resolution }),
        ...gatewayData,
      },
    }
  }

  refund = (request: Parameters<NonNullable<Gateway["refund"]>>[0]) =>
    refundCorefyInvoice(this.client, request, this.services)

  readWebhook: Gateway["readWebhook"] = (delivery) => {
    const hint = readCorefyCallback(delivery, this.options)
    const warning = warningOf(hint)
    if (warning) {
      this.services.logger?.warn(
        `[Corefy] ${hint.eventType} (${hint.reference ?? "no invoice named"}): ${warning}`
      )
    }
    return hint
  }

  signTestWebhook: Gateway["signTestWebhook"] = (test) => signCorefyTest(test, this.options)

  checkCredentials() {
    return judgeCredentials(
      { gateway: "Corefy", options: "commerceAccountId and apiKey" },
      async () => {
        await this.client.findInvoice(NO_REFERENCE)
        return null
      }
    )
  }

  private async findInvoice(attempt: Attempt): Promise<Invoice | undefined> {
    if (attempt.reference === null) {
      return findCorefyPayment(this.client, attempt, this.options)
    }
    try {
      return await this.client.getInvoice(attempt.reference)
    } catch (error) {
      if (GatewayError.is(error) && error.reason === "not_found") {
        return undefined
      }
      throw error
    }
  }

  private nextAction(
    invoice: Invoice,
    isPayable: InvoiceState["isPayable"]
  ): Pick<Observation, "nextAction"> {
    return isPayable === undefined
      ? {}
      : { nextAction: isPayable ? paymentPageOf(invoice, this.options) : null }
  }
}

function isFresh(attempt: Attempt, now: Date): boolean {
  return now.getTime() - attempt.createdAt.getTime() < READ_LAG_MS
}

/** The reference that the invoice was made with; before that is known, one of the session's. */
function isOwnReference({ gatewayData, sessionId }: Attempt, reference: string): boolean {
  const known = gatewayData.reference_id
  return typeof known === "string"
    ? reference === known
    : sessionIdOfReference(reference) === sessionId
}

/** Corefy as the plugin offers it. */
export const corefy: GatewayDefinition<CorefyOptions> = {
  identifier: "corefy",
  displayName: "DeStream (Corefy)",
  checkOptions: checkCorefyOptions,
  optionsSchema: corefyOptionsSchema,
  build: (options, services) => new CorefyGateway(options, services),
}
