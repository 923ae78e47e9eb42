import { type Attempt, netRefundedOf } from "../core/attempt"
import { currencyOf } from "../core/currencies"
import { GatewayError } from "../core/errors"
import { Money } from "../core/money"
import { decimalOf, exactAmount, exactMoney } from "./settlement-amount"
import type { AmountUnit, Direction, RepeatedLine, SettlementEntry } from "./settlement-entries"
import type { UnreadableLine } from "./settlement-file"
import { SumsByCurrency } from "./sums-by-currency"

/** What differs, and is listed. Amounts are signed decimal strings: what went back is negative. */
export interface SettlementDifferences {
  readonly missing_in_ledger: FileDifference[]
  readonly missing_in_file: LedgerDifference[]
  readonly amount_differs: BothDifference[]
  readonly currency_differs: BothDifference[]
  readonly duplicate_in_file: (FileDifference & {
    readonly first_line: number
    readonly attempt_id: string | null
  })[]
}

interface FileDifference {
  readonly reference: string
  readonly line: number
  readonly direction: Direction
  readonly currency_code: string | null
  readonly file_amount: string
}

interface LedgerDifference {
  readonly reference: string | null
  readonly attempt_id: string
  readonly session_id: string
  readonly order_id: string | null
  readonly currency_code: string
  readonly ledger_amount: string
  /** ISO 8601; when the money came. */
  readonly occurred_at: string
}

interface BothDifference extends FileDifference {
  readonly attempt_id: string
  readonly order_id: string | null
  readonly ledger_currency_code: string
  readonly ledger_amount: string
}

type Difference = keyof SettlementDifferences

/**
 * Holds a gateway's file against the ledger, entry by entry. Both sides are compared exactly; what
 * a file does not mention of a payment (its refunds, say) is not held against it.
 */
export class SettlementComparison {
  private readonly listed: SettlementDifferences = {
    missing_in_ledger: [],
    missing_in_file: [],
    amount_differs: [],
    currency_differs: [],
    duplicate_in_file: [],
  }
  private readonly counts: Record<Difference, number> = {
    missing_in_ledger: 0,
    missing_in_file: 0,
    amount_differs: 0,
    currency_differs: 0,
    duplicate_in_file: 0,
  }
  private readonly inFile = new SumsByCurrency()
  private readonly inLedger = new SumsByCurrency()
  private readonly attempts = new Map<SettlementEntry, Attempt>()
  /** Of attempts whose payment is in the file. */
  private readonly paidInFile = new Set<string>()
  private readonly decimals = new Map<string, number>()
  private readonly unreadable: UnreadableLine[] = []
  private payments = 0

  /** @param limit so many of each difference are listed; all are counted */
  constructor(
    private readonly unit: AmountUnit,
    private readonly limit: number
  ) {}

  /** @param attempt the ledger's, if it knows this reference */
  addEntry(entry: SettlementEntry, attempt: Attempt | undefined): void {
    const code = entry.currencyCode ?? attempt?.due.currency.code ?? null
    if (attempt) {
      this.attempts.set(entry, attempt)
      this.decimals.set(attempt.due.currency.code, attempt.due.currency.exponent)
      if (entry.direction === "paid") {
        this.paidInFile.add(attempt.id)
      }
    }
    const amount = this.inMajor(entry.amount, code)
    if (!amount) {
      this.unreadable.push({
        line: entry.line,
        problem: `How many decimals ${code ?? "its currency"} has is not known: give amounts in major units.`,
      })
      return
    }
    const fee = entry.fee && this.inMajor(entry.fee, code)
    this.inFile.add(code, { [entry.direction]: amount, ...(fee && { fee }) })
    const fileSide = this.fileSide(entry, entry.line, amount, code)
    if (!attempt) {
      this.note("missing_in_ledger", fileSide)
      return
    }
    const ledgerAmount = amountOf(attempt, entry.direction)
    const both = {
      ...fileSide,
      attempt_id: attempt.id,
      order_id: attempt.orderId,
      ledger_currency_code: attempt.due.currency.code,
      ledger_amount: ledgerAmount.toDecimal(),
    }
    if (code !== attempt.due.currency.code) {
      this.note("currency_differs", both)
    } else if (amount.minor !== exactMoney(ledgerAmount).minor) {
      this.note("amount_differs", both)
    }
  }

  /** A further line of an entry; called when all entries are in. */
  addRepeated({ entry, line, amount }: RepeatedLine): void {
    const attempt = this.attempts.get(entry)
    const code = entry.currencyCode ?? attempt?.due.currency.code ?? null
    const major = this.inMajor(amount, code)
    // Where the unit is not known the entry has been listed as unreadable.
    if (major) {
      this.note("duplicate_in_file", {
        ...this.fileSide(entry, line, major, code),
        first_line: entry.line,
        attempt_id: attempt?.id ?? null,
      })
    }
  }

  /** A payment whose first money came in the period that is compared; after all entries. */
  addLedgerPayment(attempt: Attempt, occurredAt: Date): void {
    this.payments += 1
    const { code, exponent } = attempt.due.currency
    this.decimals.set(code, exponent)
    this.inLedger.add(code, {
      paid: exactMoney(attempt.received),
      returned: exactMoney(amountOf(attempt, "returned")),
    })
    const { fee } = attempt.details
    const exactFee = fee && exactAmount(fee.amount, fee.unit.toUpperCase())
    if (exactFee) {
      this.inLedger.add(exactFee.currency.code, { fee: exactFee })
    }
    if (!this.paidInFile.has(attempt.id)) {
      this.note("missing_in_file", {
        reference: attempt.reference,
        attempt_id: attempt.id,
        session_id: attempt.sessionId,
        order_id: attempt.orderId,
        currency_code: code,
        ledger_amount: attempt.received.toDecimal(),
        occurred_at: occurredAt.toISOString(),
      })
    }
  }

  result() {
    const decimalsOf = (code: string | null): number => this.decimalsOf(code) ?? 2
    return {
      agrees: Object.values(this.counts).every((count) => count === 0),
      unreadable: this.unreadable,
      file: { sums: this.inFile.list(decimalsOf) },
      ledger: { payments: this.payments, sums: this.inLedger.list(decimalsOf) },
      counts: this.counts,
      differences: this.listed,
    }
  }

  private note<Kind extends Difference>(
    kind: Kind,
    difference: SettlementDifferences[Kind][number]
  ): void {
    this.counts[kind] += 1
    const listed = this.listed[kind] as (typeof difference)[]
    if (listed.length < this.limit) {
      listed.push(difference)
    }
  }

  private fileSide(
    { reference, direction }: SettlementEntry,
    line: number,
    amount: Money,
    code: string | null
  ): FileDifference {
    const file_amount = decimalOf(amount, this.decimalsOf(code) ?? 2)
    return { reference, line, direction, currency_code: code, file_amount }
  }

  /** An amount of the file in major units; `undefined` when its unit is not known. */
  private inMajor({ minor, currency }: Money, code: string | null): Money | undefined {
    const named = { ...currency, code: code ?? "" }
    if (this.unit === "major") {
      return Money.ofMinor(minor, named)
    }
    const decimals = this.decimalsOf(code)
    return decimals === undefined
      ? undefined
      : Money.ofMinor(minor / 10n ** BigInt(decimals), named)
  }

  /** As the ledger counts the currency, else as Medusa does. */
  private decimalsOf(code: string | null): number | undefined {
    if (code === null) {
      return undefined
    }
    const known = this.decimals.get(code)
    if (known !== undefined) {
      return known
    }
    try {
      return currencyOf(code).exponent
    } catch (error) {
      if (GatewayError.is(error)) {
        return undefined
      }
      throw error
    }
  }
}

/** What the ledger says of a payment, signed as in the file. */
function amountOf(attempt: Attempt, direction: Direction): Money {
  return direction === "paid"
    ? attempt.received
    : Money.zero(attempt.due.currency)
        .subtract(netRefundedOf(attempt))
        .subtract(attempt.chargedBack)
}
