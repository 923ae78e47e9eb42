import type { Attempt, CollectField } from "../../attempt"
import type {
  CreatedPayment,
  CreateRequest,
  CredentialsCheck,
  CustomerDetails,
  CustomerDirectory,
  Gateway,
  GatewayCapabilities,
  Payer,
  RefundRequest,
  RefundResult,
  SignedWebhook,
  TestWebhook,
  WebhookDelivery,
  WebhookHint,
} from "../../contract"
import { GatewayError, type GatewayErrorCode } from "../../errors"
import { Money } from "../../money"
import type { Observation } from "../../settle"

export type Step = "create" | "read" | "cancel" | "capture" | "refund" | "customer"

/** A payment as the gateway has it; tests change it at will. */
export interface FakePayment {
  status: Observation["status"]
  received: Money
  refunded: Money
}

export function gatewayError(code: GatewayErrorCode, retry = false): GatewayError {
  return new GatewayError({ code, message: `The fake gateway says ${code}.`, retry })
}

const NOT_CREATED = {
  reference: null,
  status: "requires_more",
  gatewayStatus: "fields missing",
  expiresAt: null,
  gatewayData: {},
} as const

/** A gateway in memory: what it is told it does, what a test lets fail fails. */
export class FakeGateway implements Gateway {
  capabilities: GatewayCapabilities = {
    capture: true,
    refund: true,
    partialRefund: true,
    cancel: true,
    customers: true,
    subscriptions: false,
    partialPayment: true,
  }
  readonly currencies = {}
  readonly payerFields = ["document", "phone"]
  /** Asked of the payer as long as there is no answer. */
  asks: readonly CollectField[] = []
  /** Needed of staff for a refund. */
  refundAsks: readonly CollectField[] = []
  readonly payers: Payer[] = []
  readonly payments = new Map<string, FakePayment>()
  readonly created: CreateRequest[] = []
  readonly refunds: RefundRequest[] = []
  readonly customerCalls: { call: string; reference?: string; customer?: CustomerDetails }[] = []
  private readonly failures = new Map<Step, { error: unknown; afterwards: boolean }[]>()
  private readonly interludes = new Map<Step, () => void>()

  constructor(private readonly journal: string[]) {}

  /** The next call of this step fails; with `afterwards` it has had its effect all the same. */
  failNext(step: Step, error: unknown, { afterwards = false } = {}): void {
    this.failures.set(step, [...(this.failures.get(step) ?? []), { error, afterwards }])
  }

  /** Something that happens at the gateway while the next call of this step is under way. */
  meanwhile(step: Step, happen: () => void): void {
    this.interludes.set(step, happen)
  }

  /** The payer pays, in full or another sum. */
  pay(reference: string, amount: string | Money): void {
    const payment = this.payment(reference)
    payment.status = "paid"
    payment.received =
      typeof amount === "string" ? Money.parse(amount, payment.received.currency) : amount
  }

  payment(reference: string): FakePayment {
    const payment = this.payments.get(reference)
    if (!payment) {
      throw gatewayError("not_found")
    }
    return payment
  }

  check(amount: Money): void {
    if (amount.currency.code === "JPY") {
      throw gatewayError("unsupported_currency")
    }
  }

  async create(request: CreateRequest): Promise<CreatedPayment> {
    this.created.push(request)
    const zero = Money.zero(request.amount.currency)
    const reference = `invoice-${this.created.length}`
    const payer = await request.payer()
    this.payers.push(payer)
    const fields = this.asks.filter(({ name }) => payer.answers[name] === undefined)
    return this.during("create", (): CreatedPayment => {
      if (fields.length > 0) {
        const nextAction = { type: "collect" as const, fields }
        return { ...NOT_CREATED, nextAction }
      }
      this.payments.set(reference, { status: "pending", received: zero, refunded: zero })
      return {
        reference,
        status: "pending",
        gatewayStatus: "CREATED",
        nextAction: { type: "redirect", url: `https://pay.example/${reference}`, method: "GET" },
        expiresAt: null,
        gatewayData: { private: "for the gateway's code" },
      }
    })
  }

  async read(attempt: Attempt, observedAt: Date): Promise<Observation> {
    return this.during("read", () => {
      const zero = Money.zero(attempt.due.currency)
      const payment = attempt.reference === null ? undefined : this.payments.get(attempt.reference)
      const state = payment ?? { status: "pending" as const, received: zero, refunded: zero }
      return { ...state, gatewayStatus: state.status.toUpperCase(), observedAt }
    })
  }

  refundFields(): readonly CollectField[] {
    return this.refundAsks
  }

  cancel?: Gateway["cancel"] = async (attempt) =>
    this.during("cancel", () => {
      const payment = this.payment(attempt.reference ?? "")
      payment.status = payment.status === "paid" ? "paid" : "canceled"
    })

  capture?: Gateway["capture"] = async (attempt, amount) =>
    this.during("capture", () => this.pay(attempt.reference ?? "", amount))

  refund?: Gateway["refund"] = async (request): Promise<RefundResult> => {
    this.refunds.push(request)
    return this.during("refund", () => {
      const payment = this.payment(request.attempt.reference ?? "")
      payment.refunded = payment.refunded.add(request.amount)
      return { refunded: payment.refunded, reference: `refund-${this.refunds.length}` }
    })
  }

  customers?: CustomerDirectory = {
    create: async (customer) =>
      this.during("customer", () => {
        this.customerCalls.push({ call: "create", customer })
        return "customer-1"
      }),
    update: async (reference, customer) =>
      this.during(
        "customer",
        () => void this.customerCalls.push({ call: "update", reference, customer })
      ),
    delete: async (reference) =>
      this.during("customer", () => void this.customerCalls.push({ call: "delete", reference })),
  }

  readWebhook(delivery: WebhookDelivery): WebhookHint {
    if (delivery.headers["x-signature"] !== "right") {
      throw gatewayError("invalid_signature")
    }
    const hint = JSON.parse(delivery.rawBody.toString()) as Partial<WebhookHint>
    return { eventType: "PAID", dedupeKey: "1", concerns: "payment", isUnknown: false, ...hint }
  }

  signTestWebhook({ token }: TestWebhook): SignedWebhook {
    const body = JSON.stringify({ concerns: "other", testToken: token })
    return { body, headers: { "x-signature": "right" } }
  }

  async checkCredentials(): Promise<CredentialsCheck> {
    return { state: "accepted", message: null }
  }

  /** Runs a call: its entry in the journal, what happens meanwhile, its effect, its failure. */
  private during<Result>(step: Step, effect: () => Result): Result {
    this.journal.push(`gateway.${step}`)
    this.interludes.get(step)?.()
    this.interludes.delete(step)
    const failure = this.failures.get(step)?.shift()
    if (failure && !failure.afterwards) {
      throw failure.error
    }
    const result = effect()
    if (failure) {
      throw failure.error
    }
    return result
  }
}
