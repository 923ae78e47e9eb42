import { pipeline, Readable } from "node:stream"
import { TextDecoder } from "node:util"
import { type CsvError, parse, type Parser } from "csv-parse"
import { MedusaError } from "@medusajs/framework/utils"
import { GatewayError } from "../core/errors"

export const LARGEST_FILE_BYTES = 20 * 1024 * 1024

/** All of a file's payments are kept in memory while they are compared. */
export const MOST_LINES = 200_000

const LONGEST_HEADER = 64 * 1024

export const DELIMITERS = [",", ";", "\t", "|"] as const

export type Delimiter = (typeof DELIMITERS)[number]

/** A line of the file that has as many values as the header. */
export interface SettlementRecord {
  /** From 1, the header's. */
  readonly line: number
  readonly values: readonly string[]
}

/** What could not be read; nothing of the file is passed over without a word. */
export interface UnreadableLine {
  readonly line: number
  readonly problem: string
}

export interface SettlementFile {
  readonly header: readonly string[]
  readonly delimiter: Delimiter
  /** Has to be read, or ended by its `return`. */
  readonly records: AsyncGenerator<SettlementRecord, void>
}

/** The file is larger than what is compared at once. */
export class SettlementFileTooLargeError extends MedusaError {
  constructor() {
    super(
      MedusaError.Types.INVALID_DATA,
      `The file is too large: up to ${LARGEST_FILE_BYTES / 1024 / 1024} MB and ${MOST_LINES} lines are compared at once. Split it by days or weeks.`
    )
    this.name = "SettlementFileTooLargeError"
  }
}

/**
 * Reads a CSV file as it comes in. Its encoding is told by its byte order mark, else it is UTF-8.
 *
 * @param delimiter what parts its values; if left out, what parts most in the header
 * @param onUnreadable told of each line that has no place in a table
 * @throws {GatewayError} `invalid_input` for a file without a header
 * @throws {SettlementFileTooLargeError}
 */
export async function openSettlementFile(
  bytes: AsyncIterable<Uint8Array>,
  {
    delimiter: given,
    onUnreadable,
  }: {
    readonly delimiter?: Delimiter
    readonly onUnreadable: (unreadable: UnreadableLine) => void
  }
): Promise<SettlementFile> {
  const text = decoded(bytes)
  const start = await readHeaderLine(text)
  const delimiter = given ?? commonestDelimiter(start)
  const parser = parserOf(delimiter, onUnreadable)
  // Whoever reads the parser is told of errors on the way.
  pipeline(Readable.from(together(start, text)), parser, () => undefined)
  const records = recordsOf(parser)
  const header = await records.next()
  if (header.done) {
    throw new GatewayError({
      code: "invalid_input",
      message: "The file is empty. Send CSV with a header as the request's body.",
      retry: false,
    })
  }
  return {
    header: header.value.values.map((name) => name.trim()),
    delimiter,
    records,
  }
}

/**
 * Strict about the number of values, because a value too many shifts amounts into other columns;
 * not about quotes within a text, after which everything would be taken for text.
 */
function parserOf(delimiter: Delimiter, onUnreadable: (unreadable: UnreadableLine) => void) {
  let lastLine = 0
  return parse({
    delimiter,
    info: true,
    relax_quotes: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
    on_record: (record, { lines }) => {
      lastLine = lines
      return record
    },
    on_skip: (error) => {
      const unreadable = describeSkipped(error, lastLine)
      lastLine = unreadable.line
      onUnreadable(unreadable)
      return undefined
    },
  })
}

function describeSkipped(error: CsvError | undefined, lastLine: number): UnreadableLine {
  const line = typeof error?.lines === "number" ? error.lines : lastLine + 1
  if (error?.code === "CSV_RECORD_INCONSISTENT_FIELDS_LENGTH" && Array.isArray(error.record)) {
    const problem = `It has ${error.record.length} values, and the header has another number.`
    return { line, problem }
  }
  return error?.code === "CSV_QUOTE_NOT_CLOSED"
    ? {
        line: lastLine + 1,
        problem: "A quote is opened and never closed: from here on nothing could be read.",
      }
    : { line, problem: "It is no CSV." }
}

async function* recordsOf(parser: Parser): AsyncGenerator<SettlementRecord, void> {
  for await (const read of parser) {
    const { record, info } = read as { record: readonly string[]; info: { lines: number } }
    yield { line: info.lines, values: record }
  }
}

async function* decoded(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.byteLength
    if (size > LARGEST_FILE_BYTES) {
      throw new SettlementFileTooLargeError()
    }
    decoder ??= new TextDecoder(encodingOf(chunk))
    yield decoder.decode(chunk, { stream: true })
  }
  yield decoder?.decode() ?? ""
}

/** Spreadsheets save "Unicode text" as UTF-16. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) {
    return "utf-16le"
  }
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8"
}

/** The begin of the file, at least to the end of its first line. */
async function readHeaderLine(text: AsyncGenerator<string>): Promise<string> {
  let start = ""
  while (!/[\r\n]/.test(start.trimStart()) && start.length < LONGEST_HEADER) {
    const next = await text.next()
    if (next.done) {
      break
    }
    start += next.value
  }
  return start
}

function commonestDelimiter(start: string): Delimiter {
  const [line = ""] = start.trimStart().split(/[\r\n]/, 1)
  const unquoted = line.replace(/"[^"]*"/g, "")
  const counted = DELIMITERS.map((delimiter) => ({
    delimiter,
    count: unquoted.split(delimiter).length,
  }))
  return counted.reduce((most, one) => (one.count > most.count ? one : most)).delimiter
}

async function* together(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start
  yield* rest
}
