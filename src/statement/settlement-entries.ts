import type { Money } from "../core/money"
import type { Period } from "./period"
import { type DecimalSeparator, exactAmount, readNumber } from "./settlement-amount"
import {
  type ColumnNames,
  findColumns,
  type SettlementColumn,
  type SettlementColumns,
} from "./settlement-columns"
import {
  type Delimiter,
  MOST_LINES,
  openSettlementFile,
  SettlementFileTooLargeError,
  type UnreadableLine,
} from "./settlement-file"

/** Units of the currency (`10.50`), or its smallest ones (`1050`). */
export type AmountUnit = "major" | "minor"

/** How a file is to be read. */
export interface ReadingOptions {
  readonly columns: ColumnNames
  readonly delimiter?: Delimiter
  readonly unit: AmountUnit
  readonly decimalSeparator: DecimalSeparator
  /** Of all lines, where the file has no column of it. */
  readonly currencyCode?: string
}

/** Money that came, or money that went back: files list both under one reference. */
export type Direction = "paid" | "returned"

/** What the file says in all of one payment, in one direction and currency. */
export interface SettlementEntry {
  readonly reference: string
  readonly direction: Direction
  /** Upper case; `null` where the file does not tell. */
  readonly currencyCode: string | null
  /** The first one. */
  readonly line: number
  /** Signed, in the file's own unit. */
  amount: Money
  fee: Money | null
}

/** A further line of a payment that the file has had before. */
export interface RepeatedLine {
  readonly entry: SettlementEntry
  readonly line: number
  readonly amount: Money
}

/** All that is kept of a file. */
export interface SettlementContent {
  readonly columns: SettlementColumns
  readonly delimiter: Delimiter
  readonly lines: number
  readonly entries: readonly SettlementEntry[]
  readonly repeated: readonly RepeatedLine[]
  readonly unreadable: readonly UnreadableLine[]
  /** From the first to behind the last date in it; `null` where it has no dates that are read. */
  readonly period: Period | null
}

/**
 * Reads a settlement file whole: each line is an entry, a repetition of one, or unreadable.
 *
 * @throws {GatewayError} `invalid_input` when it has not the columns that it needs
 * @throws {SettlementFileTooLargeError}
 */
export async function readSettlement(
  bytes: AsyncIterable<Uint8Array>,
  options: ReadingOptions
): Promise<SettlementContent> {
  const unreadable: UnreadableLine[] = []
  let lines = 0
  const count = (): void => {
    lines += 1
    if (lines > MOST_LINES) {
      throw new SettlementFileTooLargeError()
    }
  }
  const file = await openSettlementFile(bytes, {
    delimiter: options.delimiter,
    onUnreadable: (line) => {
      unreadable.push(line)
      count()
    },
  })
  try {
    const reader = new EntryReader(findColumns(file.header, options.columns), options, unreadable)
    for await (const { line, values } of file.records) {
      count()
      reader.read(line, values)
    }
    // The parser is ahead of its reader with what it cannot read.
    unreadable.sort((one, other) => one.line - other.line)
    return { ...reader.content(), delimiter: file.delimiter, lines, unreadable }
  } finally {
    await file.records.return()
  }
}

class EntryReader {
  private readonly entries = new Map<string, SettlementEntry>()
  private readonly repeated: RepeatedLine[] = []
  private readonly dates = new FileDates()

  constructor(
    private readonly columns: SettlementColumns,
    private readonly options: ReadingOptions,
    private readonly unreadable: UnreadableLine[]
  ) {}

  read(line: number, values: readonly string[]): void {
    const value = (column: SettlementColumn): string => {
      const place = this.columns.places[column]
      return place === undefined ? "" : (values[place] ?? "").trim()
    }
    const problem = (text: string): void => {
      this.unreadable.push({ line, problem: text })
    }
    const currencyCode = (value("currency") || this.options.currencyCode || "").toUpperCase()
    const amount = this.amountOf(value("amount"), currencyCode)
    const reference = value("reference")
    if (reference === "") {
      return problem("It has no reference.")
    }
    if (!amount) {
      return problem(`"${value("amount").slice(0, 60)}" is no amount.`)
    }
    const fee = value("fee") === "" ? null : this.amountOf(value("fee"), currencyCode)
    if (fee === undefined) {
      problem(`"${value("fee").slice(0, 60)}" is no fee; the line is compared without it.`)
    }
    if (!this.dates.add(value("date")) && this.options.columns.date !== undefined) {
      problem(`"${value("date").slice(0, 60)}" is no date; the line is compared all the same.`)
    }
    this.add({
      reference,
      direction: amount.minor < 0n ? "returned" : "paid",
      currencyCode: currencyCode || null,
      line,
      amount,
      fee: fee ?? null,
    })
  }

  content() {
    return {
      columns: this.columns,
      entries: [...this.entries.values()],
      repeated: this.repeated,
      period: this.columns.places.date === undefined ? null : this.dates.period(),
    }
  }

  private add(entry: SettlementEntry): void {
    const key = JSON.stringify([entry.reference, entry.direction, entry.currencyCode])
    const known = this.entries.get(key)
    if (!known) {
      this.entries.set(key, entry)
      return
    }
    this.repeated.push({ entry: known, line: entry.line, amount: entry.amount })
    known.amount = known.amount.add(entry.amount)
    known.fee = known.fee && entry.fee ? known.fee.add(entry.fee) : (known.fee ?? entry.fee)
  }

  private amountOf(text: string, currencyCode: string): Money | undefined {
    const number = readNumber(text, this.options.decimalSeparator)
    const isWhole = this.options.unit === "major" || !number?.includes(".")
    return number === undefined || !isWhole ? undefined : exactAmount(number, currencyCode)
  }
}

const DATE =
  /^(\d{4})[-/](\d{2})[-/](\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/i

const DAY_MS = 24 * 60 * 60 * 1000

/** The time that a file's dates cover; days and times without an offset are UTC. */
class FileDates {
  private first: number | undefined
  private end: number | undefined
  private isCertain = true

  /** @returns false for what is no date with the year first */
  add(text: string): boolean {
    const [, year, month, day, time, offset] = DATE.exec(text) ?? []
    const zone = offset?.replace(/^([+-]\d{2})(\d{2})$/, "$1:$2").replace(/^utc$/i, "Z") ?? "Z"
    const start = Date.parse(`${year}-${month}-${day}T${time ?? "00:00"}${zone}`)
    if (Number.isNaN(start)) {
      this.isCertain = false
      return false
    }
    const end = start + (time === undefined ? DAY_MS : 1)
    this.first = Math.min(this.first ?? start, start)
    this.end = Math.max(this.end ?? end, end)
    return true
  }

  /** `null` as soon as one date could not be read: it may be the first or the last one. */
  period(): Period | null {
    return this.isCertain && this.first !== undefined && this.end !== undefined
      ? { from: new Date(this.first), to: new Date(this.end) }
      : null
  }
}
