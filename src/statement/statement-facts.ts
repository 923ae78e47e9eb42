/** What a statement can be asked for. */
export const STATEMENT_KINDS = ["payments", "refunds", "exceptions"] as const

export type StatementKind = (typeof STATEMENT_KINDS)[number]

/** What a line of an attempt's story says about money. */
export type Fact =
  | "received"
  | "refunded"
  | "refund_reversed"
  | "refund_failed"
  | "chargeback"
  | "exception"
  | "exception_resolved"

/** A change of status tells how much money is there by then. */
const RECEIVED = [
  "pending",
  "requires_more",
  "authorized",
  "captured",
  "failed",
  "canceled",
  "expired",
  "received",
]

/** Refunds through the gateway: each line tells how much has gone back in all by then. */
const REFUNDED = ["refunded", "refund_seen", "refund_progress"]

const EXCEPTIONS = ["underpaid", "overpaid", "late", "duplicate", "mismatched", "orphaned"]

const FACTS: ReadonlyMap<string, Fact> = new Map<string, Fact>([
  ...RECEIVED.map((type) => [type, "received"] as const),
  ...REFUNDED.map((type) => [type, "refunded"] as const),
  ...EXCEPTIONS.map((type) => [type, "exception"] as const),
  ["refund_reversed", "refund_reversed"],
  ["refund_failed", "refund_failed"],
  ["chargeback", "chargeback"],
  ["exception_resolved", "exception_resolved"],
])

/** What a line of this type is about; `undefined` when it is about no money. */
export function factOf(type: string): Fact | undefined {
  return FACTS.get(type)
}

/** The types of lines that tell such facts. */
export function typesOf(facts: readonly Fact[]): string[] {
  return [...FACTS].filter(([, fact]) => facts.includes(fact)).map(([type]) => type)
}

const FACTS_OF_KIND: Readonly<Record<StatementKind, readonly Fact[]>> = {
  payments: ["received"],
  // A refund by hand is a decision about an exception.
  refunds: ["refunded", "refund_reversed", "refund_failed", "chargeback", "exception_resolved"],
  exceptions: ["exception", "exception_resolved"],
}

export function typesOfKinds(kinds: readonly StatementKind[]): string[] {
  return typesOf(kinds.flatMap((kind) => FACTS_OF_KIND[kind]))
}
