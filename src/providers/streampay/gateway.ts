import type {
  CreatedPayment,
  CreateRequest,
  Gateway,
  GatewayDefinition,
  GatewayServices,
} from "../../core/contract"
import type { Attempt, Mismatch } from "../../core/attempt"
import { GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import { checkOptions, isLocalHost } from "../../core/options"
import type { Observation } from "../../core/settle"
import { StreamPayClient } from "./client"
import { streamPayCustomers } from "./customers"
import { type StreamPayOptions, streamPayOptionsSchema } from "./options"
import { refundStreamPay } from "./refunds"
import type { PaymentLink } from "./schemas"
import { isMoney, parseTimestamp, paymentAmount, refundedAmount, stateOf } from "./statuses"
import { readStreamPayWebhook } from "./webhook"

/**
 * Currencies and their decimals, as `*_in_smallest_unit` counts them (ISO 4217).
 * Source: StreamPay API reference, currency enumeration.
 */
const CURRENCIES = { SAR: 2, USD: 2, EUR: 2, GBP: 2, AED: 2, QAR: 2, BHD: 3, KWD: 3, OMR: 3 } as const

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
    }
  }

  check(amount: Money): void {
    const { currency } = amount
    if (!Object.hasOwn(CURRENCIES, currency.code)) {
      throw new GatewayError({
        code: "unsupported_currency",
        message: `StreamPay does not take ${currency.code}. Choose another payment method.`,
        retry: false,
      })
    }
    if (amount.compare(Money.parse(SMALLEST_AMOUNT, currency)) < 0) {
      throw new GatewayError({
        code: "invalid_amount",
        message: `StreamPay takes no payment below ${SMALLEST_AMOUNT} ${currency.code}. Choose another payment method.`,
        retry: false,
      })
    }
  }

  async create(request: CreateRequest): Promise<CreatedPayment> {
    const { amount } = request
    const name = `Order ${request.sessionId}`.slice(0, 100)
    const productId = await this.client.createProduct({
      name,
      currency: amount.currency.code,
      amount: amount.toDecimal(),
      // Exempt and inclusive together are refused (422).
      includesVat: this.options.pricesIncludeVat && !this.options.vatExempt,
      vatExempt: this.options.vatExempt,
    })
    const link = await this.createLink(request, name, productId)
    await this.guardTotal(link, amount)
    return {
      reference: link.id,
      status: "pending",
      gatewayStatus: `payment link ${link.status}`,
      nextAction: { type: "redirect", url: this.checkedUrl(link.url), method: "GET" },
      expiresAt: parseTimestamp(link.valid_until),
      gatewayData: { product_id: productId },
    }
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    const { currency } = attempt.due
    const nothing = { observedAt, received: Money.zero(currency), refunded: Money.zero(currency) }
    const isFresh = observedAt.getTime() - attempt.createdAt.getTime() < READ_LAG_MS
    if (attempt.reference === null) {
      // Nobody ever got the address of a link whose creation was not answered.
      return { ...nothing, status: isFresh ? "pending" : "failed", gatewayStatus: "not created" }
    }
    let link: PaymentLink
    try {
      link = await this.client.getPaymentLink(attempt.reference)
    } catch (error) {
      if (!GatewayError.is(error) || error.reason !== "not_found") {
        throw error
      }
      const gatewayStatus = "payment link not found"
      return { ...nothing, status: isFresh ? "pending" : "failed", gatewayStatus }
    }
    const found = await this.client.listInvoices(link.id)
    const invoices = await this.withRefunds(found)
    const state = stateOf({ link, invoices, now: observedAt }, currency)
    const payments = invoices.flatMap((invoice) => invoice.payments ?? []).filter(isMoney)
    return {
      ...state,
      observedAt,
      mismatch: state.mismatch ?? mismatchOf(link, attempt, state),
      expiresAt: parseTimestamp(link.valid_until),
      gatewayData: {
        payments: payments.map((payment) => ({
          id: payment.id,
          amount: paymentAmount(payment, currency).toDecimal(),
          refunded: refundedAmount(payment, currency).toDecimal(),
          method: payment.payment_method ?? null,
          paid_at: parseTimestamp(payment.payed_at)?.toISOString() ?? null,
        })),
      },
    }
  }

  async cancel(attempt: Attempt): Promise<void> {
    if (attempt.reference === null) {
      return
    }
    try {
      await this.client.deactivatePaymentLink(attempt.reference)
    } catch (error) {
      // A completed or expired link refuses; then there is nothing left to close.
      if (!GatewayError.is(error) || error.retry || error.reason === "configuration") {
        throw error
      }
      const link = await this.client.getPaymentLink(attempt.reference)
      const until = parseTimestamp(link.valid_until)
      if (link.status === "ACTIVE" && (until === null || until > attempt.loadedAt)) {
        throw error
      }
    }
  }

  refund = (request: Parameters<NonNullable<Gateway["refund"]>>[0]) =>
    refundStreamPay(this.client, request, this.services)

  readWebhook: Gateway["readWebhook"] = (delivery) =>
    readStreamPayWebhook(delivery, {
      secrets: this.options.webhookSecret,
      toleranceSeconds: this.options.webhookToleranceSeconds,
    })

  /** Creates the link; after a lost answer it is looked for before it is created again. */
  private async createLink(
    request: CreateRequest,
    name: string,
    productId: string
  ): Promise<PaymentLink> {
    const link = {
      name,
      currency: request.amount.currency.code,
      productId,
      validUntil: new Date(request.now.getTime() + this.options.expiresInMinutes * 60_000),
      redirectUrl: request.returnUrl,
      consumerId: request.customerReference,
      metadata: {
        session_id: request.sessionId,
        attempt_id: request.attemptId,
        provider: "medusa",
      },
    }
    try {
      return await this.client.createPaymentLink(link)
    } catch (error) {
      if (GatewayError.is(error) && error.reason === "unclear") {
        const since = new Date(request.now.getTime() - 60_000)
        const links = await this.client.listPaymentLinks(since)
        const made = links.find((one) => one.custom_metadata?.attempt_id === request.attemptId)
        return made ?? this.client.createPaymentLink(link)
      }
      if (GatewayError.is(error) && error.reason === "rejected" && link.consumerId) {
        // A customer record that was removed at StreamPay must not keep the shopper from paying.
        return this.client.createPaymentLink({ ...link, consumerId: undefined })
      }
      throw error
    }
  }

  /** What StreamPay would ask must be what the shop asks, VAT included. */
  private async guardTotal(link: PaymentLink, amount: Money): Promise<void> {
    if (totalOf(link, amount)?.equals(amount) && link.currency.toUpperCase() === amount.currency.code) {
      return
    }
    await this.client.deactivatePaymentLink(link.id)
    throw new GatewayError({
      code: "rejected",
      message: "StreamPay would ask for another amount than this shop. Choose another payment method.",
      detail: `the link asks ${String(link.amount ?? link.amount_in_smallest_unit)} ${link.currency} instead of ${amount.toString()}; check pricesIncludeVat and vatExempt`,
      retry: false,
    })
  }

  /** Lists tell that a payment is partly refunded, but not by how much. */
  private async withRefunds(
    invoices: Awaited<ReturnType<StreamPayClient["listInvoices"]>>
  ): Promise<typeof invoices> {
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

  /** The payer is sent to StreamPay's own pages only; to this machine's when the API is there. */
  private checkedUrl(text: string): string {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const api = new URL(this.options.baseUrl)
    const isVendor =
      url?.protocol === "https:" &&
      (url.hostname === "streampay.sa" || url.hostname.endsWith(".streampay.sa"))
    const isOwn =
      url !== undefined &&
      !api.hostname.endsWith(".streampay.sa") &&
      (url.origin === api.origin || (isLocalHost(api.hostname) && isLocalHost(url.hostname)))
    if (url && (isVendor || isOwn)) {
      return url.href
    }
    throw new GatewayError({
      code: "unexpected_reply",
      message: "StreamPay gave a payment page that is not its own. Choose another payment method.",
      retry: false,
    })
  }
}

function totalOf(link: PaymentLink, amount: Money): Money | undefined {
  const { amount_in_smallest_unit: minor } = link
  if (minor !== null && minor !== undefined) {
    return Money.parseMinor(minor, amount.currency)
  }
  return link.amount === null || link.amount === undefined
    ? undefined
    : Money.parse(link.amount, amount.currency)
}

function mismatchOf(
  link: PaymentLink,
  attempt: Attempt,
  state: { readonly received: Money; readonly refunded: Money }
): Mismatch | undefined {
  if (link.custom_metadata?.session_id !== attempt.sessionId) {
    return "reference"
  }
  if (link.currency.toUpperCase() !== attempt.due.currency.code) {
    return "currency"
  }
  const collected = link.amount_collected_in_smallest_unit
  const counted =
    collected === null || collected === undefined || !state.refunded.isZero()
      ? undefined
      : Money.parseMinor(collected, attempt.due.currency)
  // Invoices that say more than their link has collected are not this link's.
  const isForeign = counted !== undefined && counted.compare(state.received) < 0
  return isForeign || !totalOf(link, attempt.due)?.equals(attempt.due) ? "amount" : undefined
}

/** StreamPay as the plugin offers it. */
export const streamPay: GatewayDefinition<StreamPayOptions> = {
  identifier: "streampay",
  displayName: "StreamPay",
  checkOptions: (input, gateway) => checkOptions(streamPayOptionsSchema, input, gateway),
  build: (options, services) => new StreamPayGateway(options, services),
}
