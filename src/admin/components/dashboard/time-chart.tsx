import type { TimeToPaid } from "../../lib/statistics-api"
import { useTexts } from "../../lib/use-texts"
import { StackedBars } from "./bar-chart"
import { MEANING } from "./chart-colors"
import { ChartSection } from "./chart-section"
import { formatDuration } from "./period"

interface TimeChartProps {
  readonly times: readonly TimeToPaid[]
  readonly names: ReadonlyMap<string, string>
}

/** How long payments take from their begin to their money, by gateway. */
export function TimeChart({ times, names }: TimeChartProps) {
  const { t, language } = useTexts()
  const nameOf = (id: string) => names.get(id) ?? id
  const duration = (seconds: number) => formatDuration(seconds, language)
  const median = t("dashboard.time.median")
  const most = t("dashboard.time.p90")
  return (
    <ChartSection
      title={t("dashboard.time.title")}
      subtitle={t("dashboard.time.subtitle")}
      summary={times
        .map((one) => `${nameOf(one.provider_id)}: ${median} ${duration(one.median_seconds)}`)
        .join(" · ")}
      empty={t("dashboard.time.empty")}
      chart={
        <StackedBars
          isLying
          isGrouped
          bars={times.map((one) => ({
            place: one.provider_id,
            median: one.median_seconds,
            p90: one.p90_seconds,
          }))}
          series={[
            { key: "median", name: median, ...MEANING.calm },
            { key: "p90", name: most, ...MEANING.neutral },
          ]}
          formatHeight={duration}
          formatPlace={nameOf}
        />
      }
      columns={[t("dashboard.table.gateway"), median, most, t("dashboard.table.payments")]}
      rows={times.map((one) => [
        nameOf(one.provider_id),
        duration(one.median_seconds),
        duration(one.p90_seconds),
        one.count,
      ])}
    />
  )
}
