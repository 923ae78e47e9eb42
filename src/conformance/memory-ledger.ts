import type { Attempt, PendingRefund } from "../core/attempt"
import type { CreatedPayment } from "../core/contract"
import type { GatewayError } from "../core/errors"
import type {
  AttemptLedger,
  GatewayAccount,
  HintSource,
  NewAttempt,
  PluginSettings,
  TimelineNote,
} from "../core/ledger"
import { Money } from "../core/money"
import { type Observation, settle, type SettlementPolicy } from "../core/settle"

/** The ledger's rules without its database. */
export class MemoryLedger implements AttemptLedger {
  readonly attempts: Attempt[] = []
  private readonly refunds = new Map<string, Promise<unknown>>()
  readonly notes: (TimelineNote & { readonly attemptId: string })[] = []

  constructor(
    /** What happened, in order; shared with the gateway. */
    private readonly journal: string[],
    readonly settings: PluginSettings,
    /** The database's clock. */
    private readonly now: () => Date = () => new Date()
  ) {}

  async openAttempt(attempt: NewAttempt): Promise<Attempt> {
    const zero = Money.zero(attempt.due.currency)
    const now = this.now()
    const opened: Attempt = {
      ...attempt,
      id: `pgatt_${this.attempts.length + 1}`,
      version: "1",
      sequence: this.attempts.filter((one) => one.sessionId === attempt.sessionId).length + 1,
      status: "created",
      adoptedSessionId: null,
      accepted: null,
      received: zero,
      taken: null,
      writtenOff: zero,
      refunded: zero,
      refundedByHand: zero,
      refundedByShop: zero,
      refundedExcess: zero,
      failedRefunds: zero,
      openRefunds: zero,
      chargedBack: zero,
      reference: null,
      nextAction: null,
      expiresAt: null,
      gatewayData: {},
      evidence: {},
      payerAnswers: attempt.payerAnswers ?? null,
      gatewayStatus: null,
      mismatch: null,
      exception: null,
      dismissed: null,
      details: {},
      observedStatus: null,
      observedAt: null,
      appliedStatus: null,
      pendingRefund: null,
      refusedRefunds: 0,
      cartId: null,
      orderId: null,
      abandonedAt: null,
      failedChecks: 0,
      createdAt: now,
      loadedAt: now,
    }
    this.attempts.push(opened)
    this.journal.push("ledger.openAttempt")
    return this.load(opened)
  }

  async recordCreated(id: string, created: CreatedPayment): Promise<Attempt> {
    return this.change(id, {
      ...created,
      appliedStatus: created.status,
      observedStatus: created.status,
    })
  }

  async recordCreateFailure(id: string, error: GatewayError): Promise<void> {
    this.note(id, {
      type: "create_failed",
      source: "checkout",
      message: error.message,
      data: { reason: error.reason, detail: error.toLogLine() },
    })
    this.change(id, error.reason === "unclear" ? {} : { status: "failed", appliedStatus: "failed" })
  }

  async findById(id: string): Promise<Attempt | undefined> {
    return this.find((attempt) => attempt.id === id)
  }

  async findBySession(sessionId: string): Promise<Attempt | undefined> {
    return this.find((attempt) => attempt.sessionId === sessionId)
  }

  async adoptSession(
    id: string,
    session: { sessionId: string; paymentCollectionId: string | null }
  ): Promise<Attempt> {
    return this.change(id, {
      adoptedSessionId: session.sessionId,
      paymentCollectionId: session.paymentCollectionId,
    })
  }

  async findByReference(account: GatewayAccount, reference: string): Promise<Attempt | undefined> {
    const { gateway, providerId } = account
    return this.find(
      (attempt) =>
        attempt.gateway === gateway &&
        attempt.reference === reference &&
        (providerId === undefined || attempt.providerId === providerId)
    )
  }

  async observe(
    { id }: Attempt,
    observation: Observation,
    policy: SettlementPolicy,
    source: HintSource
  ): ReturnType<AttemptLedger["observe"]> {
    const { fields, effects } = settle(this.attempt(id), observation, policy)
    this.journal.push("ledger.observe")
    for (const effect of effects) {
      this.note(id, { type: effect.type, source, message: effect.type, data: { effect } })
    }
    return { attempt: this.change(id, fields), effects }
  }

  async recordAbandoned(id: string, note: TimelineNote): Promise<void> {
    this.note(id, note)
    this.change(id, { abandonedAt: this.now() })
  }

  async holdRefund<Result>(id: string, run: () => Promise<Result>): Promise<Result> {
    const before = this.refunds.get(id) ?? Promise.resolve()
    const mine = before.then(run)
    this.refunds.set(
      id,
      mine.catch(() => undefined)
    )
    return mine
  }

  async startRefund(id: string, refund: PendingRefund): Promise<void> {
    this.journal.push("ledger.startRefund")
    this.change(id, { pendingRefund: refund })
  }

  async dropRefund(id: string, note: TimelineNote): Promise<void> {
    this.note(id, note)
    const { refusedRefunds } = this.attempt(id)
    this.change(id, { pendingRefund: null, refusedRefunds: refusedRefunds + 1 })
  }

  async recordRefund(
    id: string,
    {
      amount,
      isBooked,
      isOpen,
      refunded,
      gatewayData,
    }: Parameters<AttemptLedger["recordRefund"]>[1],
    note: TimelineNote
  ): Promise<Attempt> {
    this.note(id, note)
    const { gatewayData: known, openRefunds, refundedByShop, refundedExcess } = this.attempt(id)
    return this.change(id, {
      pendingRefund: null,
      refunded,
      openRefunds: isOpen ? openRefunds.add(amount) : openRefunds,
      refundedByShop: refundedByShop.add(amount),
      refundedExcess: isBooked ? refundedExcess : refundedExcess.add(amount),
      gatewayData: { ...known, ...gatewayData },
    })
  }

  async recordEvidence(id: string, evidence: Attempt["evidence"]): Promise<Attempt> {
    this.journal.push("ledger.recordEvidence")
    return this.change(id, { evidence: { ...evidence, ...this.attempt(id).evidence } })
  }

  async recordPayerAnswers(id: string, answers: Record<string, string>): Promise<Attempt> {
    this.journal.push("ledger.recordPayerAnswers")
    return this.change(id, { payerAnswers: { ...this.attempt(id).payerAnswers, ...answers } })
  }

  async addNote(id: string, note: TimelineNote): Promise<Attempt> {
    this.note(id, note)
    return this.attempt(id)
  }

  /** The only attempt, or the last one. */
  get last(): Attempt {
    return this.attempt(this.attempts.at(-1)?.id ?? "")
  }

  noteTypes(id = this.last.id): string[] {
    return this.notes.filter(({ attemptId }) => attemptId === id).map(({ type }) => type)
  }

  /** Changes an attempt behind everybody's back. */
  change(id: string, fields: Partial<Attempt>): Attempt {
    const index = this.attempts.findIndex((attempt) => attempt.id === id)
    this.attempts[index] = { ...this.attempt(id), ...fields }
    return this.load(this.attempt(id))
  }

  private note(attemptId: string, note: TimelineNote): void {
    this.notes.push({ ...note, attemptId })
  }

  private find(matches: (attempt: Attempt) => boolean): Attempt | undefined {
    const found = this.attempts.findLast(matches)
    return found && this.load(found)
  }

  private attempt(id: string): Attempt {
    const found = this.attempts.find((attempt) => attempt.id === id)
    if (!found) {
      throw new Error(`no attempt ${id}`)
    }
    return found
  }

  private load(attempt: Attempt): Attempt {
    return { ...attempt, loadedAt: this.now() }
  }
}
