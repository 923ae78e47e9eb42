import { GatewayError } from "../core/errors"

/** What is read of a settlement file. */
export type SettlementColumn = "reference" | "amount" | "currency" | "fee" | "date"

/** Names that were given for columns, and are then not guessed. */
export type ColumnNames = Readonly<Partial<Record<SettlementColumn, string>>>

/** Where the columns are; `undefined` for those that the file has not. */
export interface SettlementColumns {
  /** As the file writes them. */
  readonly names: Readonly<Record<SettlementColumn, string | null>>
  readonly places: Readonly<Record<SettlementColumn, number | undefined>>
}

/** What gateways call these columns, the surest first. */
const GUESSES: Readonly<Record<SettlementColumn, readonly string[]>> = {
  reference: [
    "reference",
    "gateway_reference",
    "payment_reference",
    "invoice_id",
    "payment_id",
    "deposit_id",
    "payment_link_id",
    "charge_id",
    "invoice",
    "transaction_id",
    "merchant_reference",
    "reference_id",
    "external_id",
    "session_id",
    "id",
  ],
  amount: [
    "amount",
    "gross_amount",
    "gross",
    "payment_amount",
    "paid_amount",
    "total_amount",
    "local_amount",
    "received",
    "total",
    "value",
  ],
  currency: ["currency", "currency_code", "payment_currency", "amount_currency", "local_currency"],
  fee: ["fee", "fees", "fee_amount", "total_fee", "processing_fee", "commission"],
  date: [
    "date",
    "paid_at",
    "payment_date",
    "transaction_date",
    "occurred_at",
    "created_at",
    "settled_at",
    "settlement_date",
    "created",
    "timestamp",
  ],
}

const NEEDED: readonly SettlementColumn[] = ["reference", "amount"]

/**
 * Finds the columns by their names, whatever their case and whatever parts their words.
 *
 * @throws {GatewayError} `invalid_input` when one that is named or needed is not there
 */
export function findColumns(header: readonly string[], given: ColumnNames): SettlementColumns {
  const known = header.map(plainName)
  const find = (column: SettlementColumn): number | undefined => {
    const name = given[column]
    if (name !== undefined) {
      return placeOf(name, known, header)
    }
    const guess = GUESSES[column].find((one) => known.includes(one))
    if (guess === undefined && NEEDED.includes(column)) {
      throw refused(`Say which column is the ${column} by ${column}_column`, header)
    }
    return guess === undefined ? undefined : known.indexOf(guess)
  }
  const places = {
    reference: find("reference"),
    amount: find("amount"),
    currency: find("currency"),
    fee: find("fee"),
    date: find("date"),
  }
  const nameAt = (place: number | undefined): string | null =>
    place === undefined ? null : (header[place] ?? null)
  return {
    places,
    names: {
      reference: nameAt(places.reference),
      amount: nameAt(places.amount),
      currency: nameAt(places.currency),
      fee: nameAt(places.fee),
      date: nameAt(places.date),
    },
  }
}

function placeOf(name: string, known: readonly string[], header: readonly string[]): number {
  const wanted = plainName(name)
  const place = known.indexOf(wanted)
  if (place < 0) {
    throw refused(`There is no column "${name}"`, header)
  }
  if (known.lastIndexOf(wanted) !== place) {
    throw refused(`There is more than one column "${name}"`, header)
  }
  return place
}

function plainName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "_")
    .replace(/^_|_$/g, "")
}

function refused(message: string, header: readonly string[]): GatewayError {
  return new GatewayError({
    code: "invalid_input",
    message: `${message}. The file's columns: ${header.join(", ").slice(0, 500)}.`,
    retry: false,
  })
}
