import type {
  AuthorizePaymentInput,
  AuthorizePaymentOutput,
  CancelPaymentInput,
  CancelPaymentOutput,
  CapturePaymentInput,
  CapturePaymentOutput,
  CreateAccountHolderInput,
  CreateAccountHolderOutput,
  DeleteAccountHolderInput,
  DeleteAccountHolderOutput,
  DeletePaymentInput,
  DeletePaymentOutput,
  GetPaymentStatusInput,
  GetPaymentStatusOutput,
  InitiatePaymentInput,
  InitiatePaymentOutput,
  Logger,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RefundPaymentOutput,
  RetrievePaymentInput,
  RetrievePaymentOutput,
  UpdateAccountHolderInput,
  UpdateAccountHolderOutput,
  UpdatePaymentInput,
  UpdatePaymentOutput,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider, PaymentSessionStatus } from "@medusajs/framework/utils"
import { type Attempt, medusaSessionId, payableOf, takeableOf } from "./attempt"
import { answerPayer } from "./answer-payer"
import { callGateway } from "./call-gateway"
import { createAccountHolder, deleteAccountHolder, updateAccountHolder } from "./account-holders"
import type { CommonOptions, Gateway, GatewayDefinition } from "./contract"
import { currencyOf } from "./currencies"
import { createAttempt } from "./create-attempt"
import { describeError, GatewayError } from "./errors"
import type { AttemptLedger, HintSource } from "./ledger"
import { Money } from "./money"
import { dueAmount } from "./due-amount"
import { findBookedRefunds, findSession, resolveLedger, sessionIdOf } from "./provider-context"
import { isAskedFirst, readAttempt } from "./read-attempt"
import { makeRefund, resumeRefund } from "./refund"
import { refundFacts, requestFacts } from "./request-facts"
import { requireStandingOrder } from "./require-standing-order"
import { requireUnpaid } from "./require-unpaid"
import { sessionDataOf, sessionStatusOf } from "./session-data"
import { closeAttempt, voidAttempt } from "./void-attempt"
import { webhookActionOf } from "./webhook-action"

type SessionInput = {
  readonly data?: Record<string, unknown>
  readonly context?: { readonly idempotency_key?: string }
}

/**
 * Every method of Medusa's payment provider, for every gateway: attempts in the ledger before the
 * gateway is called, the gateway read before anything is believed, the session's data made anew
 * from the ledger each time. A gateway holds only what is particular to it.
 */
export abstract class BaseProvider extends AbstractPaymentProvider<Record<string, unknown>> {
  protected readonly logger?: Logger

  constructor(
    protected readonly cradle: Record<string, unknown>,
    readonly definition: Pick<GatewayDefinition, "identifier" | "displayName" | "optionsSchema">,
    readonly options: CommonOptions,
    readonly gateway: Gateway
  ) {
    super(cradle)
    this.logger = cradle.logger as Logger | undefined
  }

  async initiatePayment(input: InitiatePaymentInput): Promise<InitiatePaymentOutput> {
    const { adoptedAttemptId } = requestFacts()
    const attempt = adoptedAttemptId
      ? await this.adoptAttempt(adoptedAttemptId, sessionIdOf(input))
      : await this.createAttempt(sessionIdOf(input), input)
    return {
      id: attempt.reference ?? attempt.id,
      status: this.statusOf(attempt),
      data: sessionDataOf(attempt, input.data),
    }
  }

  /** Same amount: the session as the ledger knows it. Another: a new payment, the old one voided. */
  async updatePayment(input: UpdatePaymentInput): Promise<UpdatePaymentOutput> {
    const known = await this.findAttempt(input)
    const due = this.dueOf(input)
    const isTaken = known.status === "captured" && takeableOf(known).equals(due)
    if (isTaken || payableOf(known).equals(due)) {
      return this.answer(known, input)
    }
    // The payer may have paid the old amount a moment ago.
    const attempt = known.status === "captured" ? known : await this.read(known, "checkout")
    requireUnpaid(attempt, "its amount cannot change")
    const next = await this.createAttempt(medusaSessionId(attempt), input, attempt)
    await this.voidAttempt(attempt, "The amount changed; a new payment took this one's place.")
    return this.answer(next, input)
  }

  /** Never throws: a failure here would make the shop refuse the shopper's change of the cart. */
  async deletePayment(input: DeletePaymentInput): Promise<DeletePaymentOutput> {
    const stored = input.data ?? {}
    try {
      const ledger = this.ledger()
      const attempt =
        typeof stored.session_id === "string"
          ? await ledger.findBySession(stored.session_id)
          : undefined
      // After a failed creation Medusa passes on what the browser sent: a foreign session's id
      // without that payment's reference proves nothing.
      if (attempt && attempt.gateway === this.definition.identifier && isOwn(attempt, stored)) {
        await this.voidAttempt(attempt, "The shopper's cart or payment method changed.")
      }
    } catch (error) {
      this.logger?.error(
        `${this.prefix()} could not void a deleted session: ${describeError(error)}`
      )
    }
    return { data: stored }
  }

  async authorizePayment(input: AuthorizePaymentInput): Promise<AuthorizePaymentOutput> {
    const attempt = await this.readUnlessPaid(input, "checkout")
    const status = this.statusOf(attempt)
    const data = sessionDataOf(attempt, input.data)
    if (this.options.deferredOrder || attempt.orderId !== null) {
      await requireStandingOrder(attempt)
    }
    if (!this.options.deferredOrder) {
      return { data, status }
    }
    const isOpen =
      status === PaymentSessionStatus.PENDING || status === PaymentSessionStatus.REQUIRES_MORE
    // Before the payer has answered there is nothing that an order could wait for.
    const isPayable = isOpen && !isAskedFirst(attempt)
    return { data, status: isPayable ? PaymentSessionStatus.PENDING_AUTHORIZATION : status }
  }

  /**
   * Gateways that take money in one step have nothing to do but to prove that it is there.
   *
   * @throws {GatewayError} `not_allowed` while it is not
   */
  async capturePayment(input: CapturePaymentInput): Promise<CapturePaymentOutput> {
    let attempt = await this.readUnlessPaid(input, "admin")
    if (attempt.status === "authorized" && this.gateway.capture) {
      const capture = this.gateway.capture.bind(this.gateway)
      const reserved = attempt
      await callGateway("capture", reserved, this.options, () => capture(reserved, reserved.due))
      attempt = await this.read(attempt, "admin")
    }
    if (attempt.status !== "captured") {
      throw new GatewayError({
        code: "not_allowed",
        message: `${this.definition.displayName} has not received this payment of ${attempt.due.toString()}: it is ${attempt.status}. Try again when it is paid.`,
        retry: true,
      })
    }
    return { data: sessionDataOf(attempt, input.data) }
  }

  /**
   * Closes the payment at the gateway. Money that is already there is never touched here: Medusa
   * calls this and the refund for one and the same failure.
   *
   * @throws {GatewayError} `not_allowed` when the payment is paid
   */
  async cancelPayment(input: CancelPaymentInput): Promise<CancelPaymentOutput> {
    const attempt = await this.readUnlessPaid(input, "checkout")
    requireUnpaid(attempt, "it cannot be canceled")
    await callGateway("cancel", attempt, this.options, async () => this.gateway.cancel?.(attempt))
    const closed = await this.read(attempt, "checkout")
    // Money under way may have arrived while the payment was being closed.
    requireUnpaid(closed, "it cannot be canceled")
    return { data: sessionDataOf(closed, input.data) }
  }

  async refundPayment(input: RefundPaymentInput): Promise<RefundPaymentOutput> {
    const attempt = await this.findAttempt(input)
    const amount = Money.parse(input.amount, attempt.due.currency)
    if (requestFacts().isRefundOnlyBooked) {
      return { data: sessionDataOf(attempt, input.data) }
    }
    const booked = await findBookedRefunds(
      this.cradle,
      input.context?.idempotency_key,
      attempt.due.currency
    )
    const refunded = await makeRefund(this, this.ledger(), {
      ...{ attempt, amount, booked, isBooked: true, source: "admin" },
      ...refundFacts(),
    })
    return { data: sessionDataOf(refunded, input.data) }
  }

  /** Closes an attempt that the shop no longer wants, at the gateway where it can. */
  voidAttempt(attempt: Attempt, reason: string): Promise<void> {
    return voidAttempt(this, this.ledger(), attempt, reason)
  }

  /** Closes an attempt at the gateway, where it can. */
  closeAttempt(attempt: Attempt, source: HintSource): Promise<Attempt> {
    return closeAttempt(this, this.ledger(), attempt, source)
  }

  /** Refunds money that Medusa has no payment for, with what the request of staff told. */
  refund(attempt: Attempt, amount: Money, source: HintSource = "admin"): Promise<Attempt> {
    const order = { attempt, amount, isBooked: false, source, ...refundFacts() }
    return makeRefund(this, this.ledger(), order)
  }

  /**
   * Sends back money above what Medusa was told to capture; its books never had it.
   *
   * @throws {GatewayError} `not_allowed` for more than that, and what the gateway throws
   */
  refundExcess(attempt: Attempt, amount: Money, source: HintSource): Promise<Attempt> {
    const order = { attempt, amount, isBooked: false, isExcess: true, source }
    return makeRefund(this, this.ledger(), { ...order, ...refundFacts() })
  }

  /** Ends a refund that was interrupted, without making it twice. */
  resumeRefund(attempt: Attempt, source: HintSource): Promise<Attempt> {
    return resumeRefund(this, this.ledger(), attempt, source)
  }

  /** Takes the payer's answers to `collect`, see `answerPayer` in core. */
  answerPayer(attempt: Attempt, fields: unknown): Promise<Attempt> {
    return answerPayer(this, this.ledger(), attempt, fields)
  }

  async retrievePayment(input: RetrievePaymentInput): Promise<RetrievePaymentOutput> {
    const attempt = await this.read(await this.findAttempt(input), "admin")
    return { data: sessionDataOf(attempt, input.data) }
  }

  async getPaymentStatus(input: GetPaymentStatusInput): Promise<GetPaymentStatusOutput> {
    return this.answer(await this.read(await this.findAttempt(input), "admin"), input)
  }

  /**
   * The plugin's own receiver answers webhooks on core's address too; this is what remains for
   * those who hand a payload to the payment module themselves. Same checks, same reading.
   */
  async getWebhookActionAndData(
    payload: ProviderWebhookPayload["payload"]
  ): Promise<WebhookActionResult> {
    return webhookActionOf(this, this.ledger(), payload, this.logger)
  }

  async createAccountHolder(input: CreateAccountHolderInput): Promise<CreateAccountHolderOutput> {
    return createAccountHolder(this.gateway, input, this.logger, this.prefix())
  }

  async updateAccountHolder(input: UpdateAccountHolderInput): Promise<UpdateAccountHolderOutput> {
    return updateAccountHolder(this.gateway, input)
  }

  async deleteAccountHolder(input: DeleteAccountHolderInput): Promise<DeleteAccountHolderOutput> {
    return deleteAccountHolder(this.gateway, input)
  }

  private async createAttempt(
    sessionId: string,
    input: InitiatePaymentInput | UpdatePaymentInput,
    before?: Attempt
  ): Promise<Attempt> {
    const due = this.dueOf(input)
    this.gateway.check(due)
    return createAttempt(this, this.ledger(), {
      session: { id: sessionId, ...(await this.sessionOf(sessionId)) },
      due,
      data: input.data,
      before,
      customerReference: customerReferenceOf(input),
    })
  }

  /** A new session for money that is there already: nothing is made at the gateway. */
  private async adoptAttempt(attemptId: string, sessionId: string): Promise<Attempt> {
    const { paymentCollectionId } = await this.sessionOf(sessionId)
    return this.ledger().adoptSession(attemptId, { sessionId, paymentCollectionId })
  }

  private sessionOf(sessionId: string): ReturnType<typeof findSession> {
    return findSession(this.cradle, sessionId, this.definition.identifier)
  }

  private async readUnlessPaid(input: SessionInput, source: HintSource): Promise<Attempt> {
    const attempt = await this.findAttempt(input)
    // Paid never goes back, so there is nothing to ask.
    return attempt.status === "captured" ? attempt : this.read(attempt, source)
  }

  private async read(attempt: Attempt, source: HintSource): Promise<Attempt> {
    return (await readAttempt(this, this.ledger(), attempt, source)).attempt
  }

  private async findAttempt(input: SessionInput): Promise<Attempt> {
    const attempt = await this.ledger().findBySession(sessionIdOf(input))
    if (!attempt || attempt.gateway !== this.definition.identifier) {
      throw new GatewayError({
        code: "not_found",
        message: `${this.definition.displayName} has no payment for this session. Start the payment again.`,
        retry: false,
      })
    }
    return attempt
  }

  private answer(
    attempt: Attempt,
    input: SessionInput
  ): { status: PaymentSessionStatus; data: Record<string, unknown> } {
    return { status: this.statusOf(attempt), data: sessionDataOf(attempt, input.data) }
  }

  private statusOf(attempt: Attempt): PaymentSessionStatus {
    return sessionStatusOf(attempt.status)
  }

  private dueOf(input: InitiatePaymentInput | UpdatePaymentInput): Money {
    return dueAmount(input.amount, currencyOf(input.currency_code, this.gateway.currencies))
  }

  private ledger(): AttemptLedger {
    return resolveLedger(this.cradle)
  }

  private prefix(): string {
    return `[${this.definition.displayName}]`
  }
}

function isOwn(attempt: Attempt, stored: Record<string, unknown>): boolean {
  return attempt.reference !== null && stored.reference === attempt.reference
}

function customerReferenceOf(input: InitiatePaymentInput | UpdatePaymentInput): string | undefined {
  const id = input.context?.account_holder?.data?.id
  return typeof id === "string" ? id : undefined
}
