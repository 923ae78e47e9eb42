import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { generateEntityId } from "@medusajs/framework/utils"
import type { Attempt, AttemptStatus, PaymentException, PendingRefund } from "../../core/attempt"
import type { CreatedPayment } from "../../core/contract"
import type { GatewayError } from "../../core/errors"
import type { AttemptLedger, HintSource, NewAttempt, PluginSettings, TimelineNote } from "../../core/ledger"
import type { Money } from "../../core/money"
import { type Observation, settle, type Settlement, type SettlementPolicy } from "../../core/settle"
import { type AttemptRow, attemptOfRow, rowOfPendingRefund, rowOfSettledFields } from "./attempt-row"
import { settlementNotes } from "./settlement-notes"

const ATTEMPTS = "payment_gateway_attempt"
const TIMELINE = "payment_gateway_timeline_entry"

/**
 * The attempts' table. Every method is one short transaction on its own connection, committed
 * when it returns: what the ledger says must survive whatever its caller does next.
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
      gateway_data: "{}",
      payment_collection_id: attempt.paymentCollectionId,
    }
    const [inserted] = (await this.knex(ATTEMPTS).insert(row).returning(this.columns())) as [AttemptRow]
    return attemptOfRow(inserted)
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
      [{ type: "created", source: "checkout", message: "Payment created at the gateway." }]
    )
  }

  async recordCreateFailure(id: string, error: GatewayError): Promise<void> {
    const unclear = error.reason === "unclear"
    await this.change(id, unclear ? {} : { status: "failed", applied_status: "failed" }, [
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

  async findByReference(gateway: string, reference: string): Promise<Attempt | undefined> {
    return this.findFirst({ gateway, reference })
  }

  /** Settles a reading while the row is locked; the gateway was asked before. */
  async observe(
    id: string,
    observation: Observation,
    policy: SettlementPolicy,
    source: HintSource
  ): Promise<{ attempt: Attempt; effects: Settlement["effects"] }> {
    return this.knex.transaction(async (transaction) => {
      const before = attemptOfRow(await this.lock(transaction, id))
      const { fields, effects } = settle(before, observation, policy)
      const notes = settlementNotes(before, fields, effects, source)
      const attempt = await this.write(transaction, id, rowOfSettledFields(fields), notes)
      return { attempt, effects }
    })
  }

  /**
   * Lets one process at a time tell Medusa of an attempt.
   *
   * @returns `undefined` while another process holds the lease
   */
  async claim(id: string, owner: string, seconds: number): Promise<Attempt | undefined> {
    const [row] = (await this.knex(ATTEMPTS)
      .where({ id })
      .andWhere((free) => free.whereNull("lease_until").orWhere("lease_until", "<", this.knex.raw("now()")))
      .update({
        lease_owner: owner,
        lease_until: this.knex.raw("now() + make_interval(secs => ?)", [seconds]),
      })
      .returning(this.columns())) as AttemptRow[]
    return row && attemptOfRow(row)
  }

  async release(id: string, owner: string): Promise<void> {
    await this.knex(ATTEMPTS)
      .where({ id, lease_owner: owner })
      .update({ lease_owner: null, lease_until: null })
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

  async recordException(id: string, exception: PaymentException, note: TimelineNote): Promise<Attempt> {
    return this.change(id, { exception }, [note])
  }

  async recordAbandoned(id: string, note: TimelineNote): Promise<void> {
    await this.change(id, { abandoned_at: this.knex.raw("now()") }, [note])
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
    await this.change(id, { pending_refund: null }, [note])
  }

  async recordRefund(id: string, refunded: Money, note: TimelineNote): Promise<Attempt> {
    return this.change(id, { pending_refund: null, refunded: refunded.toDecimal() }, [note])
  }

  async addNote(id: string, note: TimelineNote): Promise<void> {
    await this.insertNotes(this.knex, id, [note])
  }

  private async change(
    id: string,
    columns: Record<string, unknown>,
    notes: readonly TimelineNote[]
  ): Promise<Attempt> {
    return this.knex.transaction((transaction) => this.write(transaction, id, columns, notes))
  }

  private async write(
    connection: Knex,
    id: string,
    columns: Record<string, unknown>,
    notes: readonly TimelineNote[]
  ): Promise<Attempt> {
    const [row] = (await connection(ATTEMPTS)
      .where({ id })
      .update({ ...columns, updated_at: connection.fn.now() })
      .returning(this.columns())) as [AttemptRow]
    await this.insertNotes(connection, id, notes)
    return attemptOfRow(row)
  }

  private async insertNotes(
    connection: Knex,
    id: string,
    notes: readonly TimelineNote[]
  ): Promise<void> {
    if (notes.length === 0) {
      return
    }
    await connection(TIMELINE).insert(
      notes.map((note) => ({
        id: generateEntityId("", "pgtml"),
        attempt_id: id,
        type: note.type,
        source: note.source,
        message: note.message,
        data: note.data ? JSON.stringify(note.data) : null,
      }))
    )
  }

  private async lock(transaction: Knex, id: string): Promise<AttemptRow> {
    return (await transaction(ATTEMPTS)
      .where({ id })
      .forUpdate()
      .first(this.columns())) as AttemptRow
  }

  private async findFirst(filter: Record<string, string>): Promise<Attempt | undefined> {
    const row = (await this.knex(ATTEMPTS)
      .where({ ...filter, deleted_at: null })
      .orderBy("created_at", "desc")
      .first(this.columns())) as AttemptRow | undefined
    return row && attemptOfRow(row)
  }

  private columns() {
    return ["*", this.knex.raw("clock_timestamp() as loaded_at")]
  }
}
