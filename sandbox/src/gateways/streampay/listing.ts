import { jsonReply, type Reply } from "../../core/exchange-types"
import type { JsonObject } from "../../core/json"
import type { QueryReader } from "./query-reader"

const DIRECTIONS = ["asc", "desc"] as const

/** What every list takes: `page`, `limit` (at most 100), `sort_field`, `sort_direction`. */
export interface Paging {
  page: number
  limit: number
  sortField: string
  direction: "asc" | "desc"
}

export function readPaging(query: QueryReader): Paging {
  return {
    page: query.integer("page", 1, 1),
    limit: query.integer("limit", 10, 1, 100),
    sortField: query.text("sort_field") ?? "created_at",
    direction: query.choice("sort_direction", DIRECTIONS, "desc"),
  }
}

/** One page of a list, newest first unless asked otherwise. `createdAt` is sandbox time. */
export function listReply<T extends { createdAt: number }>(
  records: T[],
  paging: Paging,
  present: (record: T) => JsonObject
): Reply {
  const rows = sorted(records, paging, present)
  const maxPage = Math.max(1, Math.ceil(rows.length / paging.limit))
  const start = (paging.page - 1) * paging.limit
  return jsonReply({
    data: rows.slice(start, start + paging.limit).map(present),
    pagination: {
      total_count: rows.length,
      max_page: maxPage,
      current_page: paging.page,
      limit: paging.limit,
      has_next_page: paging.page < maxPage,
      has_previous_page: paging.page > 1,
    },
  })
}

function sorted<T extends { createdAt: number }>(
  records: T[],
  { sortField, direction }: Paging,
  present: (record: T) => JsonObject
): T[] {
  const sign = direction === "asc" ? 1 : -1
  const keyed = records.map((record, position) => ({
    record,
    position,
    key: sortField === "created_at" ? record.createdAt : present(record)[sortField],
  }))
  keyed.sort(
    (left, right) => sign * (compare(left.key, right.key) || left.position - right.position)
  )
  return keyed.map(({ record }) => record)
}

function compare(left: unknown, right: unknown): number {
  if (typeof left === "number" && typeof right === "number") {
    return left - right
  }
  return asText(left).localeCompare(asText(right), "en")
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "")
}

/** Whether a time lies in a range; both ends count, and an open end lets all through. */
export function isWithin(time: number, from: number | undefined, to: number | undefined): boolean {
  return (from === undefined || time >= from) && (to === undefined || time <= to)
}
