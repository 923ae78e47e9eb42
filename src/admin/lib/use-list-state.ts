import type { DataTableFilteringState, DataTablePaginationState } from "@medusajs/ui"
import { useSearchParams } from "react-router-dom"
import type { Query } from "./request"

export const PAGE_SIZE = 20

/** A period as the table's date filter has it. */
interface PeriodFilter {
  readonly $gte?: string
  readonly $lte?: string
}

/** The parameters of the address that a list is made of. */
const OFFSET = "offset"
const SEARCH = "q"
const PERIOD = "period"

/**
 * What a list shows, kept in the page's address: it can be shared, and the browser's "back" works.
 *
 * @param filterIds names of the filters that have one value each; `period` is a period
 */
export function useListState(tabName: string, firstTab: string, filterIds: readonly string[]) {
  const [params, setParams] = useSearchParams()

  /** Whatever else changes, the list begins at its first page. */
  const change = (changes: Readonly<Record<string, string | undefined>>) =>
    setParams(
      (before) => {
        before.delete(OFFSET)
        for (const [name, value] of Object.entries(changes)) {
          if (value === undefined || value === "") {
            before.delete(name)
          } else {
            before.set(name, value)
          }
        }
        return before
      },
      // At once: as a transition of React's it could come after the next click, which would then undo it.
      { replace: true, flushSync: true }
    )

  const offset = Math.max(0, Number(params.get(OFFSET)) || 0)
  const filtering: DataTableFilteringState = Object.fromEntries(
    filterIds.flatMap((id) => {
      const value = params.get(id)
      return value === null ? [] : [[id, valueOf(value)]]
    })
  )

  return {
    tab: params.get(tabName) ?? firstTab,
    setTab: (tab: string) => change({ [tabName]: tab === firstTab ? undefined : tab }),
    search: params.get(SEARCH) ?? "",
    setSearch: (text: string) => change({ [SEARCH]: text.trim() }),
    filtering,
    setFiltering: (state: DataTableFilteringState) =>
      change(Object.fromEntries(filterIds.map((id) => [id, textOf(state[id])]))),
    pagination: { pageIndex: Math.floor(offset / PAGE_SIZE), pageSize: PAGE_SIZE },
    setPagination: ({ pageIndex }: DataTablePaginationState) =>
      change({ [OFFSET]: pageIndex === 0 ? undefined : String(pageIndex * PAGE_SIZE) }),
    /** The filters as the shop takes them. */
    query: queryOf(filtering),
    page: { limit: PAGE_SIZE, offset },
  }
}

/** A filter in the address; one that was just added has no value yet, and stays there as `null`. */
function textOf(value: unknown): string | undefined {
  return value === undefined ? undefined : JSON.stringify(value)
}

function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Somebody has written the address by hand: `exception=late`.
    return text
  }
}

function queryOf(filtering: DataTableFilteringState): Query {
  const { $gte, $lte } = (filtering[PERIOD] ?? {}) as PeriodFilter
  const chosen = Object.entries(filtering).filter(
    (entry): entry is [string, string] => entry[0] !== PERIOD && typeof entry[1] === "string"
  )
  return { ...Object.fromEntries(chosen), from: beginOfDay($gte), to: beginOfDay($lte, 1) }
}

/**
 * The first moment of a day, in the time zone of the browser. Of the last day of a period the shop is told the
 * day after: what it is asked for ends before that.
 *
 * @param moment any time of the day
 * @returns `undefined` for what is no time
 */
function beginOfDay(moment: string | undefined, daysLater = 0): string | undefined {
  const day = new Date(moment ?? Number.NaN)
  if (Number.isNaN(day.getTime())) {
    return undefined
  }
  day.setHours(0, 0, 0, 0)
  day.setDate(day.getDate() + daysLater)
  return day.toISOString()
}
