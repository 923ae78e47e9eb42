import type { ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { stringify } from "csv-stringify/sync"
import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { describeError } from "../core/errors"
import { filterText, parseQuery } from "../settlement/parse-query"
import { shopLog } from "../settlement/shop-log"
import { readOrderNumbers } from "./order-numbers"
import { PERIOD, type Period, periodOf } from "./period"
import { readLines, type StatementLine } from "./read-lines"
import { STATEMENT_KINDS, type StatementKind, typesOfKinds } from "./statement-facts"
import {
  isAskedFor,
  STATEMENT_COLUMNS,
  statementFactsOf,
  type StatementRow,
  statementRowOf,
} from "./statement-rows"

/** Rows are written in parts of this size: other requests are served between them. */
const ROWS_PER_PART = 100

const querySchema = z.strictObject({
  ...PERIOD,
  gateway: filterText.optional(),
  provider_id: filterText.optional(),
  /** `payments,refunds`, or the parameter more than once. */
  kind: z
    .union([z.string(), z.array(z.string())])
    .transform((given) => [given].flat().flatMap((text) => text.split(",")))
    .pipe(z.array(z.enum(STATEMENT_KINDS)).min(1))
    .optional(),
  bom: z.stringbool().optional(),
})

/** What a statement is asked for. */
export interface StatementOrder {
  readonly period: Period
  readonly kinds: readonly StatementKind[]
  readonly gateway?: string
  readonly providerId?: string
  /** Begin with a byte order mark, by which Excel knows UTF-8. */
  readonly hasByteOrderMark: boolean
}

/**
 * Reads what a statement is asked for.
 *
 * @param query `from`, `to`, `gateway`, `provider_id`, `kind`, `bom`
 * @throws {GatewayError} `invalid_input` that names the parameters
 */
export function parseStatementOrder(query: unknown): StatementOrder {
  const { from, to, gateway, provider_id, kind, bom } = parseQuery(querySchema, query)
  return {
    period: periodOf({ from, to }),
    kinds: kind ?? STATEMENT_KINDS,
    gateway,
    providerId: provider_id,
    hasByteOrderMark: bom === true,
  }
}

/**
 * The statement as CSV (RFC 4180), in parts, each read from the database when the one before has
 * been taken.
 *
 * @yields the header, then at least one part for each page that is read, which may be empty
 */
export async function* writeStatement(
  container: MedusaContainer,
  order: StatementOrder
): AsyncGenerator<string> {
  const { kinds, period, gateway, providerId } = order
  yield csvOf([], { header: true, bom: order.hasByteOrderMark })
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const types = typesOfKinds(kinds)
  for await (const lines of readLines(knex, { types, period, gateway, providerId })) {
    const rows = await rowsOf(knex, lines, kinds)
    let start = 0
    do {
      yield csvOf(rows.slice(start, start + ROWS_PER_PART))
      start += ROWS_PER_PART
    } while (start < rows.length)
  }
}

/**
 * Sends the statement; a slow client is waited for, and when it hangs up nothing more is read.
 * What breaks on the way breaks the connection, so that nobody takes a part for the whole.
 */
export async function sendStatement(
  container: MedusaContainer,
  order: StatementOrder,
  response: ServerResponse
): Promise<void> {
  const parts = writeStatement(container, order)
  // Before the first page is read nothing has been answered yet: Medusa can still tell of an error.
  const opening = [await parts.next(), await parts.next()]
  response.writeHead(200, {
    "content-type": "text/csv; charset=utf-8",
    "content-disposition": `attachment; filename="${fileNameOf(order)}"`,
    "cache-control": "no-store",
  })
  try {
    await pipeline(Readable.from(inTurn(opening, parts), { objectMode: true }), response)
  } catch (error) {
    // Streams tell by an error of their own that the client has hung up, which is none.
    const { code } = error as { code?: unknown }
    if (!String(code).startsWith("ERR_STREAM_")) {
      shopLog(container).error(`a statement broke off: ${describeError(error)}`)
    }
  }
}

async function* inTurn(
  opening: readonly IteratorResult<string, unknown>[],
  rest: AsyncGenerator<string>
): AsyncGenerator<string> {
  for (const part of opening) {
    if (!part.done) {
      yield part.value
    }
  }
  yield* rest
}

async function rowsOf(
  knex: Knex,
  lines: readonly StatementLine[],
  kinds: readonly StatementKind[]
): Promise<StatementRow[]> {
  const found = lines.flatMap((line) =>
    statementFactsOf(line)
      .filter((fact) => isAskedFor(fact, kinds))
      .map((fact) => ({ line, fact }))
  )
  const orderIds = found.map(({ line }) => line.attempt.orderId)
  const numbers = await readOrderNumbers(knex, orderIds)
  return found.map(({ line, fact }) =>
    statementRowOf(line, fact, numbers.get(line.attempt.orderId ?? "") ?? "")
  )
}

function csvOf(
  rows: readonly StatementRow[],
  options: { readonly header?: boolean; readonly bom?: boolean } = {}
): string {
  return stringify([...rows], {
    columns: STATEMENT_COLUMNS,
    record_delimiter: "windows",
    // A line feed within a text would end the row for many readers.
    quote_record_delimiter: true,
    ...options,
  })
}

function fileNameOf({ period: { from, to }, providerId, gateway }: StatementOrder): string {
  const day = (moment: Date | null): string | undefined => moment?.toISOString().slice(0, 10)
  const parts = ["payments", providerId ?? gateway, day(from), day(to) && `to-${day(to)}`]
  return `${parts
    .filter(Boolean)
    .join("-")
    .replace(/[^\w.-]/g, "_")}.csv`
}
