import { createDataTableFilterHelper, type DataTableFilter } from "@medusajs/ui"
import { useMemo } from "react"
import { useTexts } from "../../lib/use-texts"

interface Choice {
  readonly value: string
  readonly label: string
}

const DAYS = { today: 0, last7: 7, last30: 30, last90: 90 } as const

const filterHelper = createDataTableFilterHelper<Record<string, unknown>>()

/** A filter with one value of a few. */
export function choiceFilter(
  id: string,
  label: string,
  choices: readonly Choice[]
): DataTableFilter {
  return filterHelper.accessor(id, { type: "radio", label, options: [...choices] })
}

/** The filter by a period, with the usual ones to choose from. */
export function usePeriodFilter(label: string): DataTableFilter {
  const { t, language } = useTexts()
  return useMemo(() => {
    const periods = Object.entries(DAYS) as [keyof typeof DAYS, number][]
    return filterHelper.accessor("period", {
      type: "date",
      label,
      format: "date",
      rangeOptionLabel: t("attempts.filters.custom"),
      rangeOptionStartLabel: t("attempts.filters.from"),
      rangeOptionEndLabel: t("attempts.filters.to"),
      formatDateValue: (date) =>
        new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(date),
      options: periods.map(([name, days]) => ({
        label: t(`attempts.filters.${name}`),
        value: { $gte: daysAgo(days).toISOString() },
      })),
    })
  }, [label, t, language])
}

/** The first moment of a day; of today for 0. */
function daysAgo(days: number): Date {
  const moment = new Date()
  moment.setHours(0, 0, 0, 0)
  moment.setDate(moment.getDate() - days)
  return moment
}
