import { netRefundedOf } from "../core/attempt"
import { Money } from "../core/money"
import type { StatementLine } from "./read-lines"
import { safeText } from "./safe-text"
import { factOf, type StatementKind } from "./statement-facts"

/** The columns of a statement, in their order. */
export const STATEMENT_COLUMNS = [
  "kind",
  "occurred_at",
  "attempt_id",
  "session_id",
  "order_id",
  "order_display_id",
  "gateway",
  "provider_id",
  "reference",
  "status",
  "currency_code",
  "amount",
  "received",
  "refunded",
  "fee",
  "fee_currency",
  "rate",
  "rate_from",
  "rate_to",
  "method",
  "transaction",
  "exception",
  "message",
] as const

/** One fact; each cell as it is written, safe for spreadsheets. */
export type StatementRow = Readonly<Record<(typeof STATEMENT_COLUMNS)[number], string>>

type RowKind =
  "payment" | "refund" | "refund_failed" | "chargeback" | "exception" | "exception_resolved"

const KIND_OF_ROW: Readonly<Record<RowKind, StatementKind>> = {
  payment: "payments",
  refund: "refunds",
  refund_failed: "refunds",
  chargeback: "refunds",
  exception: "exceptions",
  exception_resolved: "exceptions",
}

/** A fact about money, before it is written. */
export interface StatementFact {
  readonly kind: RowKind
  /** What came is positive, what went is negative; `null` when none moved, or it is not told. */
  readonly amount: Money | null
  /** The first money of its attempt. */
  readonly isFirst: boolean
}

/**
 * What a line of an attempt's story says about money. Lines tell totals, so that money that two
 * lines tell of (a refund made at the gateway, and booked by staff after that) is counted once.
 *
 * @returns nothing for a line that adds nothing
 */
export function statementFactsOf(line: StatementLine): StatementFact[] {
  const { type, data } = line
  const fact = factOf(type)
  switch (fact) {
    case undefined:
      return []
    case "received": {
      const amount = growth(line, data.received, line.receivedBefore)
      const tellsMoney = type === "captured" || type === "received"
      const isFirst = isNothing(line, line.receivedBefore)
      return amount?.isPositive() || (!amount && tellsMoney)
        ? [{ kind: "payment", amount, isFirst }]
        : []
    }
    case "refunded": {
      const amount = growth(line, data.total, line.refundedBefore) ?? amountOf(line)
      return amount?.isZero() ? [] : [moved("refund", negative(amount))]
    }
    case "refund_reversed":
      return [moved("refund_failed", amountOf(line))]
    case "chargeback":
      return [moved("chargeback", negative(amountOf(line)))]
    case "exception_resolved":
      return [
        // That money has not gone through the gateway: no other line tells of it.
        ...(data.action === "record_refund" ? [moved("refund", negative(amountOf(line)))] : []),
        moved("exception_resolved", null),
      ]
    case "refund_failed":
    case "exception":
      return [moved(fact, null)]
  }
}

/** Whether a row of this fact is among the kinds that were asked for. */
export function isAskedFor({ kind }: StatementFact, kinds: readonly StatementKind[]): boolean {
  return kinds.includes(KIND_OF_ROW[kind])
}

/** @param orderNumber Medusa's display id of the attempt's order */
export function statementRowOf(
  line: StatementLine,
  { kind, amount, isFirst }: StatementFact,
  orderNumber: string
): StatementRow {
  const { attempt, data } = line
  const { fee, rate, method, transactions } = attempt.details
  const isPayment = kind === "payment"
  return {
    kind,
    occurred_at: line.occurredAt.toISOString(),
    attempt_id: safeText(attempt.id),
    session_id: safeText(attempt.sessionId),
    order_id: safeText(attempt.orderId),
    order_display_id: safeText(orderNumber),
    gateway: safeText(attempt.gateway),
    provider_id: safeText(attempt.providerId),
    reference: safeText(attempt.reference),
    status: attempt.status,
    currency_code: safeText(attempt.due.currency.code),
    amount: amount?.toDecimal() ?? "",
    received: attempt.received.toDecimal(),
    refunded: netRefundedOf(attempt).toDecimal(),
    // Told once for each payment, so that the column can be added up.
    fee: isPayment && isFirst ? safeText(fee?.amount) : "",
    fee_currency: isPayment && isFirst ? safeText(fee?.unit) : "",
    rate: safeText(rate?.value),
    rate_from: safeText(rate?.from),
    rate_to: safeText(rate?.to),
    method: safeText(method),
    transaction: safeText(
      isPayment ? transactions?.map(({ id }) => id).join(" ") : textOf(data.reference)
    ),
    exception: safeText(exceptionOf(line, kind)),
    message: safeText(line.message),
  }
}

function moved(kind: RowKind, amount: Money | null): StatementFact {
  return { kind, amount, isFirst: false }
}

/** How much more than before; `null` when the line does not tell. */
function growth(line: StatementLine, total: unknown, before: string | null): Money | null {
  if (typeof total !== "string") {
    return null
  }
  const { currency } = line.attempt.due
  const more = Money.parse(total, currency).subtract(Money.parse(before ?? "0", currency))
  return more.max(Money.zero(currency))
}

function amountOf({ data, attempt }: StatementLine): Money | null {
  return typeof data.amount === "string" ? Money.parse(data.amount, attempt.due.currency) : null
}

function negative(amount: Money | null): Money | null {
  return amount && Money.zero(amount.currency).subtract(amount)
}

function isNothing({ attempt }: StatementLine, before: string | null): boolean {
  return before === null || Money.parse(before, attempt.due.currency).isZero()
}

function exceptionOf({ type, data }: StatementLine, kind: RowKind): string {
  return kind === "exception" ? type : textOf(data.exception)
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : ""
}
