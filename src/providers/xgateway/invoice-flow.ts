import type { Attempt, Mismatch, ObservedStatus } from "../../core/attempt"
import type { CreatedPayment, CreateRequest, GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import { ownPaymentPage } from "../../core/payment-page-url"
import type { Observation } from "../../core/settle"
import { sessionReference } from "../../core/session-reference"
import type { XGatewayClient } from "./client"
import {
  depositsForStaff,
  type DepositsState,
  readTransactions,
  stateOfDeposits,
  transactionsInEvidence,
  type Wallet,
} from "./deposits"
import { detailsOf } from "./details"
import { isFresh, observed } from "./observed"
import type { XGatewayOptions } from "./options"
import type { Invoice } from "./schemas"
import { INVOICE_STATUSES, OPEN_INVOICE_STATUSES, transactionMeaning } from "./statuses"
import { isSameId, isUuidLike, lastUuidOf } from "./uuids"
import { readRefunds, refundIds, storedRefunds } from "./withdrawals"

const VENDOR_DOMAINS = ["xgateway.tech", "xgateway.dev"]

/** An invoice has no end before the payer has chosen a coin; the shop's price does. */
const OPEN_HOURS = 24

/**
 * The invoice flow: XGateway's own page, with a rate that is fixed once the payer has chosen a
 * coin. Source: XGateway documentation, crypto payments using checkout.
 */
export class InvoiceFlow {
  constructor(
    private readonly client: XGatewayClient,
    private readonly options: XGatewayOptions,
    private readonly services: GatewayServices
  ) {}

  /** @throws {GatewayError} `unclear` when two tries got no answer; nobody has an address then */
  async create(request: CreateRequest): Promise<CreatedPayment> {
    const customerId = await this.customerIdOf(request)
    const { page, orderId } = await this.createOnce(request, customerId)
    const owner = { vendorDomains: VENDOR_DOMAINS, baseUrl: this.options.baseUrl }
    const url = ownPaymentPage(page, owner)
    if (url === undefined) {
      throw unusable("XGateway gave a payment page that is not its own.", "the page's host")
    }
    const invoiceId = lastUuidOf(new URL(url))
    if (invoiceId === undefined) {
      throw unusable("XGateway gave a payment page without its id.", "no UUID in the page's path")
    }
    return {
      reference: invoiceId,
      status: "pending",
      gatewayStatus: "invoice created",
      nextAction: { type: "redirect", url, method: "GET" },
      expiresAt: new Date(request.now.getTime() + OPEN_HOURS * 3_600_000),
      gatewayData: { flow: "invoice", customer_id: customerId, order_id: orderId },
    }
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    const wallet = walletOf(attempt)
    const invoice = isUuidLike(attempt.reference)
      ? await this.client.findInvoice(attempt.reference)
      : undefined
    const mismatch = invoice && mismatchOf(invoice, attempt, wallet)
    const known = mismatch ? undefined : invoice
    const listed = (known?.transactions ?? []).filter(
      ({ type, id }) => type === "deposit" && isUuidLike(id)
    )
    const failed = listed.filter(({ status }) => transactionMeaning(status) === "failed")
    const notFailed = listed.filter((one) => !failed.includes(one)).map(({ id }) => id)
    const transactions = await readTransactions(
      this.client,
      wallet,
      [...notFailed, ...refundIds(attempt)],
      transactionsInEvidence(attempt)
    )
    const { currency } = attempt.due
    const state = stateOfDeposits(transactions, currency, known?.status === "completed")
    const words = failed.length > 0 && !state.hasFailed ? ["deposit failed"] : []
    const all = {
      ...state,
      words: [...state.words, ...words],
      hasFailed: state.hasFailed || failed.length > 0,
    }
    const refunds = readRefunds(attempt, transactions.withdrawals)
    return {
      ...observed(observedAt, all, whileUnpaid(attempt, invoice, all, observedAt), refunds),
      ...(mismatch
        ? { mismatch }
        : {
            details: {
              ...detailsOf(transactions, currency.code, !this.options.sandbox),
              ...(all.inSight.isPositive() && { inSight: all.inSight.toDecimal() }),
            },
            gatewayData: {
              deposits: depositsForStaff(transactions, currency),
              ...storedRefunds(refunds),
            },
          }),
    }
  }

  /**
   * The customer of an invoice, whose wallet is for ever: a customer for each payment, unless the
   * shop wants one for each of its own customers; guests have none.
   */
  private async customerIdOf(request: CreateRequest): Promise<string> {
    const own = sessionReference(request)
    if (this.options.customerIdStrategy === "session") {
      return own
    }
    const { customerId } = await request.payer()
    // A dot would make callback hashes ambiguous.
    return customerId && /^[A-Za-z0-9_-]{1,100}$/.test(customerId) ? customerId : own
  }

  /** An invoice whose answer was lost has no viewer, so another one takes its place. */
  private async createOnce(request: CreateRequest, customerId: string) {
    const { amount, returnUrl } = request
    const invoiceFor = (attemptTry: number) => ({
      customerId,
      orderId: sessionReference(request, attemptTry),
      amount: amount.toJsonNumber(),
      baseCurrency: amount.currency.code,
      redirectUrl: returnUrl,
      displayCurrencies: this.options.paymentCurrencies,
    })
    const first = invoiceFor(1)
    try {
      return { page: await this.client.createInvoice(first), orderId: first.orderId }
    } catch (error) {
      if (
        !GatewayError.is(error) ||
        !(error.reason === "unclear" || error.reason === "unavailable")
      ) {
        throw error
      }
      this.services.logger?.warn(
        `[XGateway] the invoice of ${first.orderId} was not answered; another one takes its place: ${error.toLogLine()}`
      )
      const second = invoiceFor(2)
      return { page: await this.client.createInvoice(second), orderId: second.orderId }
    }
  }
}

function walletOf(attempt: Attempt): Wallet {
  const { customer_id: customer, order_id: order } = attempt.gatewayData
  const own = sessionReference(attempt)
  const customerId = typeof customer === "string" ? customer : own
  return {
    sessionId: attempt.sessionId,
    customerId,
    orderId: typeof order === "string" ? order : own,
    invoiceId: attempt.reference ?? undefined,
    isOwn: customerId === own,
  }
}

/** Which fact of the invoice is not the one that was asked for. */
function mismatchOf(invoice: Invoice, attempt: Attempt, wallet: Wallet): Mismatch | undefined {
  const { due, reference } = attempt
  const isOurs =
    isSameId(invoice.id, reference ?? "") &&
    (invoice.orderId ?? wallet.orderId) === wallet.orderId &&
    (invoice.customerId ?? wallet.customerId) === wallet.customerId &&
    (invoice.type ?? "deposit") === "deposit"
  if (!isOurs) {
    return "reference"
  }
  if (invoice.baseCurrency !== due.currency.code) {
    return "currency"
  }
  return isSum(invoice.amount, due) ? undefined : "amount"
}

function isSum(input: unknown, due: Money): boolean {
  try {
    return Money.parse(input, due.currency).equals(due)
  } catch (error) {
    if (GatewayError.is(error)) {
      return false
    }
    throw error
  }
}

/** What the payment is when no deposit decides. */
function whileUnpaid(
  attempt: Attempt,
  invoice: Invoice | undefined,
  { hasFailed }: DepositsState,
  now: Date
): { readonly status: ObservedStatus; readonly word: string; readonly report?: string } {
  if (!invoice) {
    const word = attempt.reference === null ? "not created" : "invoice not found"
    return { status: isFresh(attempt, now) ? "pending" : "failed", word }
  }
  const word = `invoice ${invoice.status || "without a status"}`
  const status = Object.hasOwn(INVOICE_STATUSES, invoice.status)
    ? INVOICE_STATUSES[invoice.status]
    : undefined
  if (status === undefined) {
    return { status: "pending", word, report: word }
  }
  if (status !== "pending") {
    return { status: hasFailed ? "failed" : status, word }
  }
  const isOver = attempt.expiresAt !== null && now >= attempt.expiresAt
  if (invoice.status === "created" && isOver) {
    // Nobody has chosen a coin yet, and the price is an old one.
    return { status: hasFailed ? "failed" : "expired", word: "invoice created, past its time" }
  }
  // A failed deposit can be followed by another; a completed invoice was paid, whatever is read.
  return OPEN_INVOICE_STATUSES.has(invoice.status) || !hasFailed
    ? { status, word }
    : { status, word, report: "invoice completed without a confirmed deposit" }
}

function unusable(message: string, detail: string): GatewayError {
  return new GatewayError({
    code: "unexpected_reply",
    message: `${message} Choose another payment method.`,
    detail,
    retry: false,
  })
}
