import type {
  CreatedPayment,
  CreateRequest,
  Gateway,
  GatewayDefinition,
  GatewayServices,
} from "../../core/contract"
import type { Attempt, Mismatch } from "../../core/attempt"
import { GatewayError } from "../../core/errors"
import { type Currency, Money } from "../../core/money"
import { judgeCredentials } from "../../core/judge-credentials"
import { checkOptions } from "../../core/options"
import { requirePayable } from "../../core/require-payable"
import type { Secret } from "../../core/secret"
import type { Observation } from "../../core/settle"
import { linkTotal, moneyOf, paymentAmount, refundedAmount } from "./amounts"
import { StreamPayClient } from "./client"
import { createStreamPayPayment } from "./create-payment"
import { streamPayCustomers } from "./customers"
import { detailsOf } from "./details"
import { type StreamPayOptions, streamPayOptionsSchema } from "./options"
import { isClosed, stateOf } from "./payment-link-state"
import { refundStreamPay } from "./refunds"
import type { Invoice, PaymentLink } from "./schemas"
import { isMoney } from "./statuses"
import { parseTimestamp } from "./timestamps"
import { readStreamPayWebhook, signStreamPayTest } from "./webhook"

/**
 * Currencies and their decimals, as `*_in_smallest_unit` counts them (ISO 4217).
 * Source: StreamPay API reference, currency enumeration.
 */
const CURRENCIES = {
  SAR: 2,
  USD: 2,
  EUR: 2,
  GBP: 2,
  AED: 2,
  QAR: 2,
  BHD: 3,
  KWD: 3,
  OMR: 3,
} as const

/** A price below one unit of the currency is refused (API reference, product prices). */
const SMALLEST_AMOUNT = "1"

/** A link that was just made may not be readable at once. */
const READ_LAG_MS = 2 * 60 * 1000

class StreamPayGateway implements Gateway {
  readonly capabilities
  readonly currencies = CURRENCIES
  readonly customers
  private readonly client: StreamPayClient

  constructor(
    private readonly options: StreamPayOptions,
    private readonly services: GatewayServices
  ) {
    this.client = new StreamPayClient(options, services)
    this.customers = streamPayCustomers(this.client)
    this.capabilities = {
      capture: false,
      refund: true,
      partialRefund: options.allowPartialRefunds,
      cancel: true,
      customers: true,
      subscriptions: false,
      partialPayment: true,
    }
  }

  check(amount: Money): void {
    const { currency } = amount
    requirePayable(amount, { gateway: "StreamPay", currencies: CURRENCIES })
    if (amount.compare(Money.parse(SMALLEST_AMOUNT, currency)) < 0) {
      throw new GatewayError({
        code: "invalid_amount",
        message: `StreamPay takes no payment below ${SMALLEST_AMOUNT} ${currency.code}. Choose another payment method.`,
        retry: false,
      })
    }
  }

  create(request: CreateRequest): Promise<CreatedPayment> {
    return createStreamPayPayment(this.client, request, this.options, this.services)
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    const { currency } = attempt.due
    const nothing = { observedAt, received: Money.zero(currency), refunded: Money.zero(currency) }
    const status = isFresh(attempt, observedAt) ? "pending" : "failed"
    if (attempt.reference === null) {
      // Nobody ever got the address of a link whose creation was not answered.
      return { ...nothing, status, gatewayStatus: "not created" }
    }
    const link = await this.findLink(attempt.reference)
    if (!link) {
      return { ...nothing, status, gatewayStatus: "payment link not found" }
    }
    const invoices = await this.withRefunds(await this.client.listInvoices(link.id))
    const { received, refunded } = moneyOf(invoices, currency)
    // A payer may have paid between the two readings; then the link knows it by now.
    const known = isAccountedFor(link, received, refunded)
      ? link
      : await this.client.getPaymentLink(link.id)
    const state = stateOf({ link: known, invoices, now: observedAt }, currency)
    const mismatch = state.mismatch ?? mismatchOf(known, attempt, state)
    return {
      ...state,
      observedAt,
      expiresAt: parseTimestamp(known.valid_until),
      ...(mismatch
        ? { mismatch }
        : {
            gatewayData: { payments: paymentsOf(invoices, currency) },
            details: detailsOf(invoices),
          }),
    }
  }

  async cancel(attempt: Attempt): Promise<void> {
    if (attempt.reference === null) {
      return
    }
    try {
      await this.client.deactivatePaymentLink(attempt.reference)
    } catch (error) {
      if (!GatewayError.is(error) || error.retry || error.reason === "configuration") {
        throw error
      }
      // A completed or expired link refuses; then there is nothing left to close.
      const link = await this.findLink(attempt.reference)
      const isGone = !link && !isFresh(attempt, attempt.loadedAt)
      if (!isGone && !(link && isClosed({ link, now: attempt.loadedAt }))) {
        throw error
      }
    }
  }

  refund = (request: Parameters<NonNullable<Gateway["refund"]>>[0]) =>
    refundStreamPay(this.client, request, this.options, this.services)

  readWebhook: Gateway["readWebhook"] = (delivery) =>
    readStreamPayWebhook(delivery, {
      secrets: this.options.webhookSecret,
      toleranceSeconds: this.options.webhookToleranceSeconds,
    })

  signTestWebhook: Gateway["signTestWebhook"] = (test) =>
    signStreamPayTest(test, this.options.webhookSecret[0] as Secret)

  checkCredentials() {
    return judgeCredentials({ gateway: "StreamPay", options: "apiKey and apiSecret" }, async () => {
      const isTest = await this.client.isTestKey()
      return isTest === undefined || isTest === this.options.sandbox
        ? null
        : `The keys are of a ${isTest ? "test" : "live"} organization, but the option sandbox is ${String(this.options.sandbox)}.`
    })
  }

  private async findLink(id: string): Promise<PaymentLink | undefined> {
    try {
      return await this.client.getPaymentLink(id)
    } catch (error) {
      if (GatewayError.is(error) && error.reason === "not_found") {
        return undefined
      }
      throw error
    }
  }

  /** Lists tell that a payment is partly refunded, but not by how much. */
  private async withRefunds(invoices: readonly Invoice[]): Promise<Invoice[]> {
    const complete = []
    for (const invoice of invoices) {
      const payments = []
      for (const payment of invoice.payments ?? []) {
        const isPartial = payment.status === "PARTIALLY_REFUNDED"
        const isKnown = payment.amount_refunded !== null && payment.amount_refunded !== undefined
        payments.push(isPartial && !isKnown ? await this.client.getPayment(payment.id) : payment)
      }
      complete.push({ ...invoice, payments })
    }
    return complete
  }
}

/** A payment that was just made may not be readable at once. */
function isFresh(attempt: Attempt, now: Date): boolean {
  return now.getTime() - attempt.createdAt.getTime() < READ_LAG_MS
}

/** What a refund has to know of each payment; private. */
function paymentsOf(invoices: readonly Invoice[], currency: Currency) {
  return invoices
    .flatMap((invoice) => invoice.payments ?? [])
    .filter(isMoney)
    .map((payment) => ({
      id: payment.id,
      amount: paymentAmount(payment, currency).toDecimal(),
      refunded: refundedAmount(payment, currency).toDecimal(),
      method: payment.payment_method ?? null,
      paid_at: parseTimestamp(payment.payed_at)?.toISOString() ?? null,
    }))
}

/** Invoices that say more than their link has collected are not this link's. */
function isAccountedFor(link: PaymentLink, received: Money, refunded: Money): boolean {
  const { amount_collected_in_smallest_unit: collected } = link
  // What went back is no longer counted as collected.
  const isTold = collected !== null && collected !== undefined && refunded.isZero()
  return !isTold || Money.parseMinor(collected, received.currency).compare(received) >= 0
}

function mismatchOf(
  link: PaymentLink,
  attempt: Attempt,
  { received, refunded }: { readonly received: Money; readonly refunded: Money }
): Mismatch | undefined {
  const { due, sessionId } = attempt
  if (link.custom_metadata?.session_id !== sessionId) {
    return "reference"
  }
  if (link.currency.toUpperCase() !== due.currency.code) {
    return "currency"
  }
  const isOwn = isAccountedFor(link, received, refunded)
  return isOwn && linkTotal(link, due.currency)?.equals(due) ? undefined : "amount"
}

/** StreamPay as the plugin offers it. */
export const streamPay: GatewayDefinition<StreamPayOptions> = {
  identifier: "streampay",
  displayName: "StreamPay",
  checkOptions: (input, gateway) => checkOptions(streamPayOptionsSchema, input, gateway),
  optionsSchema: streamPayOptionsSchema,
  build: (options, services) => new StreamPayGateway(options, services),
}
