import { formatAmount, groupDigits } from "../../lib/format"
import { useTexts } from "../../lib/use-texts"
import { StackedBars } from "./bar-chart"
import { colorOf } from "./chart-colors"
import type { PaidInCurrency } from "./chart-data"
import { ChartSection } from "./chart-section"
import { formatDay } from "./period"

interface PaidChartProps {
  readonly paid: PaidInCurrency
  readonly names: ReadonlyMap<string, string>
  /** Every provider has the same color in each currency. */
  readonly colors: readonly string[]
}

/** What came in one currency, by gateway and day. */
export function PaidChart({ paid, names, colors }: PaidChartProps) {
  const { t, language } = useTexts()
  const currency = paid.currency.toUpperCase()
  const nameOf = (id: string) => names.get(id) ?? id
  return (
    <ChartSection
      title={t("dashboard.paid.title", { currency })}
      subtitle={t("dashboard.paid.subtitle")}
      summary={t("dashboard.paid.summary", {
        amount: formatAmount(paid.total, currency, language),
        number: paid.count,
        day: paid.bestDay ? formatDay(paid.bestDay, language) : "",
      })}
      empty={t("dashboard.paid.empty")}
      chart={
        <StackedBars
          bars={paid.bars}
          series={paid.providers.map((id) => ({
            key: id,
            name: nameOf(id),
            ...colorOf(colors.indexOf(id)),
          }))}
          formatHeight={(height) => groupDigits(paid.label(height), language)}
          formatPlace={(day) => formatDay(day, language)}
        />
      }
      columns={[
        t("dashboard.table.day"),
        t("dashboard.table.gateway"),
        t("dashboard.table.amount"),
        t("dashboard.table.payments"),
      ]}
      rows={paid.rows.map((row) => [
        formatDay(row.day, language),
        nameOf(row.provider_id),
        formatAmount(row.amount, row.currency_code, language),
        row.count,
      ])}
    />
  )
}
