import type { Statistics } from "../../lib/statistics-api"
import { useTexts } from "../../lib/use-texts"
import { StackedBars } from "./bar-chart"
import { MEANING } from "./chart-colors"
import { count, errorBars } from "./chart-data"
import { ChartSection } from "./chart-section"
import { formatDay } from "./period"

interface ErrorsChartProps {
  readonly statistics: Pick<Statistics, "days" | "errors">
  readonly names: ReadonlyMap<string, string>
}

/** What went wrong between shop and gateways, by day. */
export function ErrorsChart({ statistics: { days, errors }, names }: ErrorsChartProps) {
  const { t, language } = useTexts()
  const ofKind = (kind: string) => count(errors.filter((one) => one.kind === kind))
  return (
    <ChartSection
      title={t("dashboard.errors.title")}
      subtitle={t("dashboard.errors.subtitle")}
      summary={t("dashboard.errors.summary", {
        gateway: ofKind("gateway"),
        refused: ofKind("webhook_refused"),
      })}
      empty={t("dashboard.errors.empty")}
      chart={
        <StackedBars
          bars={errorBars(days, errors)}
          series={[
            { key: "gateway", name: t("dashboard.errors.gateway"), ...MEANING.bad },
            {
              key: "webhook_refused",
              name: t("dashboard.errors.webhook_refused"),
              ...MEANING.warning,
            },
          ]}
          formatHeight={(height) => new Intl.NumberFormat(language).format(height)}
          formatPlace={(day) => formatDay(day, language)}
        />
      }
      columns={[
        t("dashboard.table.day"),
        t("dashboard.table.gateway"),
        t("dashboard.errors.kind"),
        t("dashboard.errors.count"),
      ]}
      rows={errors
        .toSorted((one, other) => other.day.localeCompare(one.day))
        .map((one) => [
          formatDay(one.day, language),
          names.get(one.provider_id) ?? one.provider_id,
          t(`dashboard.errors.${one.kind}`),
          one.count,
        ])}
    />
  )
}
