import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId, MedusaError } from "@medusajs/framework/utils"
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
import type { Money } from "../../core/money"
import { type Observation, settle, type Settlement, type SettlementPolicy } from "../../core/settle"
import {
  type AttemptRow,
  attemptOfRow,
  rowOfPendingRefund,
  rowOfSettledFields,
} from "./attempt-row"
import { settlementNotes } from "./settlement-notes"

const ATTEMPTS = "payment_gateway_attempt"
const TIMELINE = "payment_gateway_timeline_entry"
const COLUMNS = "*, xmin::text as version, clock_timestamp() as loaded_at"

/**
 * The attempts' table. Every method is one statement, committed when it returns: what the ledger
 * says must survive whatever its caller does next. Payers wait meanwhile, so the statements are
 * written out: a transaction would send four, and the query builder takes longer than Postgres.
 */
export class AttemptStore implements AttemptLedger {
  constructor(
    private readonly knex: Knex,
    readonly settings: PluginSettings
  ) {}

  async openAttempt(attempt: NewAttempt): Promise<Attempt> {
    const zero = attempt.due.subtract(attempt.due).toDecimal()
    const row = {
      id: generateEntityId("", "pgatt"),
      session_id: attempt.sessionId,
      provider_id: attempt.providerId,
      gateway: attempt.gateway,
      status: "created",
      currency_code: attempt.due.currency.code,
      currency_exponent: attempt.due.currency.exponent,
      amount: attempt.due.toDecimal(),
      received: zero,
      refunded: zero,
      charged_back: zero,
      gateway_data: "{}",
      evidence: "{}",
      payer_answers: attempt.payerAnswers ? JSON.stringify(attempt.payerAnswers) : null,
      payment_collection_id: attempt.paymentCollectionId,
    }
    const names = Object.keys(row)
    const [inserted] = await this.query<AttemptRow>(
      `insert into ${ATTEMPTS} (${names.join(", ")}, sequence)
       values (${names.map(() => "?").join(", ")},
         (select count(*) + 1 from ${ATTEMPTS}
          where session_id = ? and deleted_at is null))
       returning ${COLUMNS}`,
      [...Object.values(row), attempt.sessionId]
    )
    return attemptOfRow(inserted as AttemptRow)
  }

  async recordCreated(id: string, created: CreatedPayment): Promise<Attempt> {
    return this.change(
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
    const failed = { status: "failed", applied_status: "failed", payer_answers: null }
    await this.change(id, unclear ? {} : failed, [
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
    return this.findFirst({ id })
  }

  async findBySession(sessionId: string): Promise<Attempt | undefined> {
    return this.findFirst({ session_id: sessionId })
  }

  async findByReference(
    { gateway, providerId }: GatewayAccount,
    reference: string
  ): Promise<Attempt | undefined> {
    return this.findFirst({ gateway, reference, ...(providerId && { provider_id: providerId }) })
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
      const after = await this.write(id, rowOfSettledFields(fields), notes, before.version)
      if (after) {
        return { attempt: after, effects }
      }
    }
    throw missingAttempt(id)
  }

  /**
   * Lets one process at a time tell Medusa of an attempt.
   *
   * @returns `undefined` while another process holds the lease
   */
  async claim(id: string, owner: string, seconds: number): Promise<Attempt | undefined> {
    const [row] = await this.query<AttemptRow>(
      `update ${ATTEMPTS} set lease_owner = ?, lease_until = now() + make_interval(secs => ?)
       where id = ? and (lease_until is null or lease_until < now()) returning ${COLUMNS}`,
      [owner, seconds, id]
    )
    return row && attemptOfRow(row)
  }

  async release(id: string, owner: string): Promise<void> {
    await this.query(
      `update ${ATTEMPTS} set lease_owner = null, lease_until = null
       where id = ? and lease_owner = ?`,
      [id, owner]
    )
  }

  /** Keeps what Medusa has been told, and where the order is. */
  async recordApplied(
    id: string,
    applied: { status: AttemptStatus; cartId?: string | null; orderId?: string | null },
    notes: readonly TimelineNote[]
  ): Promise<Attempt> {
    return this.change(
      id,
      {
        applied_status: applied.status,
        ...(applied.cartId && { cart_id: applied.cartId }),
        ...(applied.orderId && { order_id: applied.orderId }),
      },
      notes
    )
  }

  async recordOrder(id: string, order: { cartId: string; orderId: string }): Promise<void> {
    await this.change(id, { cart_id: order.cartId, order_id: order.orderId }, [])
  }

  async recordException(
    id: string,
    exception: PaymentException,
    note: TimelineNote
  ): Promise<Attempt> {
    return this.change(id, { exception }, [note])
  }

  async recordAbandoned(id: string, note: TimelineNote): Promise<void> {
    await this.change(id, { abandoned_at: this.knex.raw("now()"), payer_answers: null }, [note])
  }

  async startRefund(id: string, refund: PendingRefund): Promise<void> {
    await this.change(id, { pending_refund: JSON.stringify(rowOfPendingRefund(refund)) }, [
      {
        type: "refund_started",
        source: "admin",
        message: `Refund of ${refund.amount.toString()} asked for.`,
        data: { key: refund.key },
      },
    ])
  }

  async dropRefund(id: string, note: TimelineNote): Promise<void> {
    const refused = this.knex.raw("refused_refunds + 1")
    await this.change(id, { pending_refund: null, refused_refunds: refused }, [note])
  }

  async recordRefund(
    id: string,
    { refunded, gatewayData }: { refunded: Money; gatewayData?: Attempt["gatewayData"] },
    note: TimelineNote
  ): Promise<Attempt> {
    // A reading of the gateway may have seen more meanwhile; what has gone back never shrinks.
    const most = this.knex.raw("greatest(refunded::numeric, ?::numeric)::text", [
      refunded.toDecimal(),
    ])
    const columns = { pending_refund: null, refunded: most }
    return this.change(
      id,
      gatewayData ? { ...columns, gateway_data: this.added("gateway_data", gatewayData) } : columns,
      [note]
    )
  }

  async recordEvidence(id: string, evidence: Attempt["evidence"]): Promise<Attempt> {
    // What was told first stays: a repeated webhook knows no more.
    const told = this.knex.raw("?::jsonb || evidence", [JSON.stringify(evidence)])
    return this.change(id, { evidence: told }, [])
  }

  async recordPayerAnswers(
    id: string,
    answers: Readonly<Record<string, string>>
  ): Promise<Attempt> {
    return this.change(id, { payer_answers: this.added("payer_answers", answers) }, [])
  }

  /** Removes what payers answered on attempts that nobody has touched for `seconds`. */
  async prunePayerAnswers(seconds: number): Promise<void> {
    await this.query(
      `update ${ATTEMPTS} set payer_answers = null
       where payer_answers is not null and deleted_at is null
         and updated_at < now() - make_interval(secs => ?)`,
      [seconds]
    )
  }

  async addNote(id: string, note: TimelineNote): Promise<void> {
    await this.change(id, {}, [note])
  }

  private added(column: string, members: Readonly<Record<string, unknown>>): Knex.Raw {
    return this.knex.raw(`coalesce(${column}, '{}') || ?::jsonb`, [JSON.stringify(members)])
  }

  private async change(
    id: string,
    columns: Record<string, unknown>,
    notes: readonly TimelineNote[]
  ): Promise<Attempt> {
    const attempt = await this.write(id, columns, notes)
    if (!attempt) {
      throw missingAttempt(id)
    }
    return attempt
  }

  /**
   * Writes an attempt and its story in one statement, so that there is never one without the
   * other.
   *
   * @param version write only this version of the row
   * @returns `undefined` when there is no such row any more; then nothing was written
   */
  private async write(
    id: string,
    columns: Record<string, unknown>,
    notes: readonly TimelineNote[],
    version?: string
  ): Promise<Attempt | undefined> {
    const names = Object.keys(columns)
    const assignments = [...names.map((name) => `${name} = ?`), "updated_at = now()"]
    const update = `update ${ATTEMPTS} set ${assignments.join(", ")}
                    where id = ? and xmin = coalesce(?::xid, xmin)`
    const bindings = [...names.map((name) => columns[name]), id, version ?? null]
    const [row] =
      notes.length === 0
        ? await this.query<AttemptRow>(`${update} returning ${COLUMNS}`, bindings)
        : await this.query<AttemptRow>(`${withNotes(update)} select * from changed`, [
            ...bindings,
            JSON.stringify(notes.map((note) => ({ ...note, id: generateEntityId("", "pgtml") }))),
          ])
    return row && attemptOfRow(row)
  }

  private async findFirst(filter: Record<string, string>): Promise<Attempt | undefined> {
    const conditions = Object.keys(filter).map((name) => `${name} = ? and `)
    const [row] = await this.query<AttemptRow>(
      `select ${COLUMNS} from ${ATTEMPTS} where ${conditions.join("")}deleted_at is null
       order by created_at desc limit 1`,
      Object.values(filter)
    )
    return row && attemptOfRow(row)
  }

  private async query<Row>(sql: string, bindings: readonly unknown[]): Promise<Row[]> {
    const { rows } = await this.knex.raw<{ rows: Row[] }>(sql, bindings as Knex.RawBinding[])
    return rows
  }
}

/** The update, and with it notes that are bound as one JSON list. */
function withNotes(update: string): string {
  return `with changed as (${update} returning ${COLUMNS}), noted as (
            insert into ${TIMELINE} (id, attempt_id, type, source, message, data)
            select note.id, changed.id, note.type, note.source, note.message, note.data
            from changed, jsonb_to_recordset(?) as note
              (id text, type text, source text, message text, data jsonb)
          )`
}

function missingAttempt(id: string): MedusaError {
  return new MedusaError(MedusaError.Types.NOT_FOUND, `There is no payment attempt ${id}.`)
}
