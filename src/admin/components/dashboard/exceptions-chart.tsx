import { EXCEPTIONS } from "../../lib/api-types"
import type { ExceptionCount } from "../../lib/statistics-api"
import { useTexts } from "../../lib/use-texts"
import { StackedBars } from "./bar-chart"
import { colorOf } from "./chart-colors"
import { count, exceptionBars } from "./chart-data"
import { ChartSection } from "./chart-section"

interface ExceptionsChartProps {
  readonly exceptions: readonly ExceptionCount[]
  readonly names: ReadonlyMap<string, string>
  readonly colors: readonly string[]
}

/** Money that did not match, by kind and gateway. */
export function ExceptionsChart({ exceptions, names, colors }: ExceptionsChartProps) {
  const { t, language } = useTexts()
  const nameOf = (id: string) => names.get(id) ?? id
  const kindOf = (exception: string) => {
    const known = EXCEPTIONS.find((one) => one === exception)
    return known ? t(`situation.badge.${known}`) : exception
  }
  const providers = [...new Set(exceptions.map(({ provider_id: id }) => id))]
  return (
    <ChartSection
      title={t("dashboard.exceptions.title")}
      subtitle={t("dashboard.exceptions.subtitle")}
      summary={t("dashboard.exceptions.summary", { number: count(exceptions) })}
      empty={t("dashboard.exceptions.empty")}
      chart={
        <StackedBars
          isLying
          bars={exceptionBars(exceptions)}
          series={providers.map((id) => ({
            key: id,
            name: nameOf(id),
            ...colorOf(colors.indexOf(id)),
          }))}
          formatHeight={(height) => new Intl.NumberFormat(language).format(height)}
          formatPlace={kindOf}
        />
      }
      columns={[
        t("dashboard.exceptions.title"),
        t("dashboard.table.gateway"),
        t("dashboard.exceptions.count"),
      ]}
      rows={exceptions.map((one) => [kindOf(one.exception), nameOf(one.provider_id), one.count])}
    />
  )
}
