import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Attempt, AttemptStatus, PaymentException, PendingRefund } from "../../core/attempt"
import type { CreatedPayment } from "../../core/contract"
import type { GatewayError } from "../../core/errors"
import type {
  AttemptLedger,
  GatewayAccount,
  HintSource,
  NewAttempt,
  PluginSettings,
  TimelineNote,
} from "../../core/ledger"
import { Money } from "../../core/money"
import { type Observation, settle, type Settlement, type SettlementPolicy } from "../../core/settle"
import { metrics } from "../../observability"
import {
  ATTEMPT_COLUMNS as COLUMNS,
  ATTEMPTS,
  type AttemptRow,
  attemptOfRow,
  rowOfNewAttempt,
  rowOfPendingRefund,
  rowOfSettledFields,
} from "./attempt-row"
import type { LeaseStore } from "./lease-store"
import { AttemptTable, missingAttempt } from "./attempt-table"
import { settlementNotes } from "./settlement-notes"

const REFUND_PATIENCE_MS = 10_000
/** After a change: by then it is told to Medusa, or somebody died over it. */
const CHECK_AFTER_CHANGE_SECONDS = 20

/**
 * What is done with attempts. Every method is one statement, committed when it returns: what the
 * ledger says must survive whatever its caller does next.
 */
export class AttemptStore implements AttemptLedger {
  private readonly table: AttemptTable

  constructor(
    knex: Knex,
    readonly settings: PluginSettings,
    private readonly leases: LeaseStore
  ) {
    this.table = new AttemptTable(knex)
  }

  async openAttempt(attempt: NewAttempt): Promise<Attempt> {
    const row = { id: generateEntityId("", "pgatt"), ...rowOfNewAttempt(attempt) }
    const names = Object.keys(row)
    const [inserted] = await this.table.query<AttemptRow>(
      `insert into ${ATTEMPTS} (${names.join(", ")}, sequence, check_at)
       values (${names.map(() => "?").join(", ")},
         (select count(*) + 1 from ${ATTEMPTS}
          where session_id = ? and deleted_at is null),
         now() + make_interval(secs => ?))
       returning ${COLUMNS}`,
      [...Object.values(row), attempt.sessionId, CHECK_AFTER_CHANGE_SECONDS]
    )
    return attemptOfRow(inserted as AttemptRow)
  }

  async recordCreated(id: string, created: CreatedPayment): Promise<Attempt> {
    return this.table.change(
      id,
      {
        status: created.status,
        applied_status: created.status,
        reference: created.reference,
        gateway_status: created.gatewayStatus,
        observed_status: created.status,
        next_action: JSON.stringify(created.nextAction),
        expires_at: created.expiresAt,
        gateway_data: JSON.stringify(created.gatewayData),
        check_at: this.soon(),
      },
      [
        created.reference === null
          ? { type: "asked", source: "checkout", message: "The payer is asked for more first." }
          : { type: "created", source: "checkout", message: "Payment created at the gateway." },
      ]
    )
  }

  async recordCreateFailure(id: string, error: GatewayError): Promise<void> {
    const unclear = error.reason === "unclear"
    const failed = {
      status: "failed",
      applied_status: "failed",
      payer_answers: null,
      // There is nothing at the gateway that could be looked at.
      check_at: null,
    }
    await this.table.change(id, unclear ? {} : failed, [
      {
        type: "create_failed",
        source: "checkout",
        message: unclear
          ? "The gateway did not say whether it created the payment."
          : "The gateway did not create the payment.",
        data: { reason: error.reason, detail: error.toLogLine() },
      },
    ])
  }

  async findById(id: string): Promise<Attempt | undefined> {
    return this.table.findFirst({ id })
  }

  async findBySession(sessionId: string): Promise<Attempt | undefined> {
    return (
      (await this.table.findFirst({ session_id: sessionId })) ??
      (await this.table.findFirst({ adopted_session_id: sessionId }))
    )
  }

  async adoptSession(
    id: string,
    session: { sessionId: string; paymentCollectionId: string | null }
  ): Promise<Attempt> {
    const columns = {
      adopted_session_id: session.sessionId,
      payment_collection_id: session.paymentCollectionId,
      // Medusa is to be told anew, of another session.
      applied_status: null,
      cart_id: null,
      order_id: null,
    }
    return this.table.change(id, columns, [])
  }

  async findByReference(
    { gateway, providerId }: GatewayAccount,
    reference: string
  ): Promise<Attempt | undefined> {
    return this.table.findFirst({
      gateway,
      reference,
      ...(providerId && { provider_id: providerId }),
    })
  }

  async hasAttempts(paymentCollectionId: string): Promise<boolean> {
    const rows = await this.table.query(
      `select 1 from ${ATTEMPTS} where payment_collection_id = ? and deleted_at is null limit 1`,
      [paymentCollectionId]
    )
    return rows.length > 0
  }

  /**
   * Settles a reading; the gateway was asked before. The row is written, and locked for that, only
   * as it was when the reading was settled with it: else it is settled anew with the row as it is.
   */
  async observe(
    attempt: Attempt,
    observation: Observation,
    policy: SettlementPolicy,
    source: HintSource
  ): Promise<{ attempt: Attempt; effects: Settlement["effects"] }> {
    const { id } = attempt
    for (let before: Attempt | undefined = attempt; before; before = await this.findById(id)) {
      const { fields, effects } = settle(before, observation, policy)
      const notes = settlementNotes(before, fields, effects, source)
      const isUntold = fields.status !== before.appliedStatus
      const columns = {
        ...rowOfSettledFields(fields),
        // Whoever read this tells Medusa now; should that process die, the next look does.
        ...(isUntold && { check_at: this.soon() }),
      }
      const after = await this.table.write(id, columns, notes, before.version)
      if (after) {
        for (const effect of effects) {
          if (effect.type === "report_exception") {
            metrics.exceptionOpened(after.gateway, effect.exception)
          }
        }
        return { attempt: after, effects }
      }
    }
    throw missingAttempt(id)
  }

  /** Keeps what Medusa has been told, and where the order is. */
  async recordApplied(
    id: string,
    applied: {
      status: AttemptStatus
      cartId?: string | null
      orderId?: string | null
      /** What Medusa has captured; what was told first stays. */
      taken?: Money
      /** What the order is credited with, because it was taken as full without that. */
      writtenOff?: Money
      /** The exception is over. */
      isResolved?: boolean
    },
    notes: readonly TimelineNote[]
  ): Promise<Attempt> {
    return this.table.change(
      id,
      {
        applied_status: applied.status,
        failed_checks: 0,
        ...(applied.isResolved && { exception: null }),
        ...(applied.taken && {
          taken: this.table.knex.raw("coalesce(taken, ?)", [applied.taken.toDecimal()]),
        }),
        ...(applied.writtenOff && { written_off: applied.writtenOff.toDecimal() }),
        // Whether everything is where it belongs is looked at once more.
        check_at: this.soon(),
        ...(applied.cartId && { cart_id: applied.cartId }),
        ...(applied.orderId && { order_id: applied.orderId }),
      },
      notes
    )
  }

  async recordOrder(id: string, order: { cartId: string | null; orderId: string }): Promise<void> {
    await this.table.change(id, { cart_id: order.cartId, order_id: order.orderId }, [])
  }

  async recordException(
    id: string,
    exception: PaymentException,
    note: TimelineNote
  ): Promise<Attempt> {
    const attempt = await this.table.change(id, { exception }, [note])
    metrics.exceptionOpened(attempt.gateway, exception)
    return attempt
  }

  async recordAbandoned(id: string, note: TimelineNote): Promise<void> {
    await this.table.change(
      id,
      { abandoned_at: this.table.knex.raw("now()"), payer_answers: null },
      [note]
    )
  }

  async holdRefund<Result>(id: string, run: () => Promise<Result>): Promise<Result | undefined> {
    const held = await this.leases.hold(`refund ${id}`, run, { waitMs: REFUND_PATIENCE_MS })
    return held?.result
  }

  async startRefund(id: string, refund: PendingRefund): Promise<void> {
    const pending = JSON.stringify(rowOfPendingRefund(refund))
    await this.table.change(id, { pending_refund: pending, check_at: this.soon() }, [
      {
        type: "refund_started",
        source: "admin",
        message: `Refund of ${refund.amount.toString()} asked for.`,
        data: { key: refund.key },
      },
    ])
  }

  async dropRefund(id: string, note: TimelineNote): Promise<void> {
    const refused = this.table.knex.raw("refused_refunds + 1")
    const columns = { pending_refund: null, refused_refunds: refused, check_at: this.soon() }
    await this.table.change(id, columns, [note])
  }

  async recordRefund(
    id: string,
    {
      amount,
      isBooked,
      isOpen,
      refunded,
      gatewayData,
    }: {
      amount: Money
      isBooked: boolean
      isOpen?: boolean
      refunded: Money
      gatewayData?: Attempt["gatewayData"]
    },
    note: TimelineNote
  ): Promise<Attempt> {
    // A reading of the gateway may have seen more meanwhile; what has gone back never shrinks.
    const most = this.table.knex.raw("greatest(refunded::numeric, ?::numeric)::text", [
      refunded.toDecimal(),
    ])
    // Medusa's books follow; should its process die over them, the next look mends them.
    const columns = {
      pending_refund: null,
      refunded: most,
      refunded_by_shop: this.table.sum("refunded_by_shop", amount),
      ...(!isBooked && { refunded_excess: this.table.sum("refunded_excess", amount) }),
      // Each reading of the gateway tells the whole anew.
      ...(isOpen && { open_refunds: this.table.sum("open_refunds", amount) }),
      check_at: this.soon(),
    }
    return this.table.change(
      id,
      gatewayData ? { ...columns, gateway_data: this.added("gateway_data", gatewayData) } : columns,
      [note]
    )
  }

  /** Medusa's books have followed: it has booked an amount that had gone back without it. */
  async recordBooked(id: string, amount: Money, note: TimelineNote): Promise<Attempt> {
    const less = Money.zero(amount.currency).subtract(amount)
    return this.table.change(id, { refunded_excess: this.table.sum("refunded_excess", less) }, [
      note,
    ])
  }

  async recordEvidence(id: string, evidence: Attempt["evidence"]): Promise<Attempt> {
    // What was told first stays: a repeated webhook knows no more.
    const told = this.table.knex.raw("?::jsonb || evidence", [JSON.stringify(evidence)])
    return this.table.change(id, { evidence: told }, [])
  }

  async recordPayerAnswers(
    id: string,
    answers: Readonly<Record<string, string>>
  ): Promise<Attempt> {
    return this.table.change(id, { payer_answers: this.added("payer_answers", answers) }, [])
  }

  /** Removes what payers answered on attempts that nobody has touched for `seconds`. */
  async prunePayerAnswers(seconds: number): Promise<void> {
    await this.table.query(
      `update ${ATTEMPTS} set payer_answers = null
       where payer_answers is not null and deleted_at is null
         and updated_at < now() - make_interval(secs => ?)`,
      [seconds]
    )
  }

  async addNote(id: string, note: TimelineNote): Promise<Attempt> {
    return this.table.change(id, {}, [note])
  }

  /** No later than it is due already. */
  private soon(): Knex.Raw {
    return this.table.knex.raw(
      "least(coalesce(check_at, 'infinity'), now() + make_interval(secs => ?))",
      [CHECK_AFTER_CHANGE_SECONDS]
    )
  }

  private added(column: string, members: Readonly<Record<string, unknown>>): Knex.Raw {
    return this.table.knex.raw(`coalesce(${column}, '{}') || ?::jsonb`, [JSON.stringify(members)])
  }
}
