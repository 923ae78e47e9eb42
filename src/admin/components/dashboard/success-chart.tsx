import type { DayOutcomes } from "../../lib/statistics-api"
import { useTexts } from "../../lib/use-texts"
import { StackedBars } from "./bar-chart"
import { MEANING } from "./chart-colors"
import { OUTCOMES, type Outcome, outcomesByProvider } from "./chart-data"
import { ChartSection } from "./chart-section"

const COLORS = {
  paid: MEANING.good,
  failed: MEANING.bad,
  expired: MEANING.warning,
  canceled: MEANING.neutral,
  open: MEANING.calm,
} as const satisfies Record<Outcome, object>

interface SuccessChartProps {
  readonly outcomes: readonly DayOutcomes[]
  readonly names: ReadonlyMap<string, string>
}

/** How many of the payments that were begun were paid, by gateway. */
export function SuccessChart({ outcomes, names }: SuccessChartProps) {
  const { t, language } = useTexts()
  const gateways = outcomesByProvider(outcomes)
  const nameOf = (id: string) => names.get(id) ?? id
  const percent = (rate: number | null) =>
    rate === null ? "–" : new Intl.NumberFormat(language, { style: "percent" }).format(rate / 100)
  return (
    <ChartSection
      title={t("dashboard.success.title")}
      subtitle={t("dashboard.success.subtitle")}
      summary={gateways
        .map(({ providerId, rate, paid, ended }) => {
          const share = t("dashboard.success.ofEnded", { paid, ended })
          return `${nameOf(providerId)}: ${percent(rate)} (${share})`
        })
        .join(" · ")}
      empty={t("dashboard.success.empty")}
      chart={
        <StackedBars
          isLying
          bars={gateways.map(({ providerId, paid, failed, expired, canceled, open }) => ({
            place: providerId,
            paid,
            failed,
            expired,
            canceled,
            open,
          }))}
          series={OUTCOMES.map((key) => ({
            key,
            name: t(`dashboard.success.${key}`),
            ...COLORS[key],
          }))}
          formatHeight={(height) => new Intl.NumberFormat(language).format(height)}
          formatPlace={nameOf}
        />
      }
      columns={[
        t("dashboard.table.gateway"),
        t("dashboard.success.rate"),
        ...OUTCOMES.map((key) => t(`dashboard.success.${key}`)),
      ]}
      rows={gateways.map((gateway) => [
        nameOf(gateway.providerId),
        percent(gateway.rate),
        ...OUTCOMES.map((key) => gateway[key]),
      ])}
    />
  )
}
