import type { IncomingMessage } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"
import { filterText, parseQuery } from "../settlement/parse-query"
import { resolveGateway } from "../settlement/resolve-gateway"
import { findByReferences } from "./ledger-payments"
import { PERIOD, type Period, periodOf } from "./period"
import { readLines } from "./read-lines"
import { SettlementComparison } from "./settlement-comparison"
import { readSettlement, type SettlementContent } from "./settlement-entries"
import { DELIMITERS } from "./settlement-file"
import { typesOfKinds } from "./statement-facts"
import { statementFactsOf } from "./statement-rows"

/** So many references are looked up in one statement. */
const REFERENCES_PER_PAGE = 1000

const columnName = filterText.optional()

const querySchema = z.strictObject({
  ...PERIOD,
  provider_id: filterText,
  reference_column: columnName,
  amount_column: columnName,
  currency_column: columnName,
  fee_column: columnName,
  date_column: columnName,
  delimiter: z.enum(DELIMITERS).optional(),
  decimal_separator: z.enum([".", ","]).default("."),
  amount_unit: z.enum(["major", "minor"]).default("major"),
  currency_code: filterText.optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(1000),
})

/** A gateway's settlement file, as it is sent. */
export interface UploadedSettlement {
  readonly query: unknown
  readonly bytes: AsyncIterable<Uint8Array>
}

/**
 * Holds a gateway's settlement file against the ledger. The file is read as it comes in; of the
 * ledger never more than a page is in memory.
 *
 * @throws {GatewayError} `invalid_input` for parameters and files that cannot be used; `not_found`
 * for an unknown provider
 * @throws {SettlementFileTooLargeError}
 */
export async function compareSettlement(
  container: MedusaContainer,
  { query, bytes }: UploadedSettlement
) {
  const asked = parseQuery(querySchema, query)
  const { provider_id: providerId, amount_unit: unit } = asked
  const { definition } = resolveGateway(container, providerId)
  const account = { providerId, gateway: definition.identifier }
  const askedPeriod = periodOf(asked)
  const content = await readSettlement(bytes, {
    columns: {
      reference: asked.reference_column,
      amount: asked.amount_column,
      currency: asked.currency_column,
      fee: asked.fee_column,
      date: asked.date_column,
    },
    delimiter: asked.delimiter,
    unit,
    decimalSeparator: asked.decimal_separator,
    currencyCode: asked.currency_code,
  })
  const period = asked.from || asked.to ? askedPeriod : (content.period ?? askedPeriod)
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const comparison = new SettlementComparison(unit, asked.limit)
  for (let start = 0; start < content.entries.length; start += REFERENCES_PER_PAGE) {
    const entries = content.entries.slice(start, start + REFERENCES_PER_PAGE)
    const references = [...new Set(entries.map(({ reference }) => reference))]
    const attempts = await findByReferences(knex, account, references)
    for (const entry of entries) {
      comparison.addEntry(entry, attempts.get(entry.reference))
    }
  }
  for (const repeated of content.repeated) {
    comparison.addRepeated(repeated)
  }
  const types = typesOfKinds(["payments"])
  for await (const lines of readLines(knex, { types, period, ...account })) {
    for (const line of lines) {
      if (statementFactsOf(line).some(({ isFirst, amount }) => isFirst && amount !== null)) {
        comparison.addLedgerPayment(line.attempt, line.occurredAt)
      }
    }
  }
  return answerOf(providerId, period, content, comparison)
}

function answerOf(
  providerId: string,
  period: Period,
  { columns, delimiter, lines, unreadable }: SettlementContent,
  comparison: SettlementComparison
) {
  const { file, unreadable: alsoUnreadable, agrees, ...rest } = comparison.result()
  const allUnreadable = [...unreadable, ...alsoUnreadable].sort(
    (one, other) => one.line - other.line
  )
  return {
    provider_id: providerId,
    period: {
      from: period.from?.toISOString() ?? null,
      to: period.to?.toISOString() ?? null,
    },
    columns: columns.names,
    delimiter,
    /** Nothing differs, and all of the file could be read. */
    agrees: agrees && allUnreadable.length === 0,
    file: { lines, ...file },
    ...rest,
    unreadable: allUnreadable,
  }
}

/** What browsers and programs call a CSV file. */
const CSV_TYPES: ReadonlySet<string> = new Set([
  "text/csv",
  "application/csv",
  "application/vnd.ms-excel",
  "text/plain",
  "application/octet-stream",
])

/**
 * The bytes of an uploaded file. Reading them may be given up without breaking the connection, on
 * which the answer still has to go.
 *
 * @throws {GatewayError} `invalid_input` for what is not sent as a CSV file
 */
export function uploadedBytes(request: IncomingMessage): AsyncIterable<Uint8Array> {
  const [type = ""] = (request.headers["content-type"] ?? "").split(";", 1)
  const encoding = request.headers["content-encoding"] ?? "identity"
  if (!CSV_TYPES.has(type.trim().toLowerCase()) || encoding !== "identity") {
    throw new GatewayError({
      code: "invalid_input",
      message: "Send the file as it is, as the request's body, with content-type text/csv.",
      retry: false,
    })
  }
  return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>
}
