import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Select } from "@medusajs/ui"
import { useState } from "react"
import { paidByCurrency } from "../../../components/dashboard/chart-data"
import { ErrorsChart } from "../../../components/dashboard/errors-chart"
import { ExceptionsChart } from "../../../components/dashboard/exceptions-chart"
import { PaidChart } from "../../../components/dashboard/paid-chart"
import { formatDay, lastDays, type PeriodDays, PERIODS } from "../../../components/dashboard/period"
import { providerNames } from "../../../components/dashboard/provider-names"
import { SuccessChart } from "../../../components/dashboard/success-chart"
import { TimeChart } from "../../../components/dashboard/time-chart"
import { ErrorNotice } from "../../../components/error-notice"
import { LoadingRows } from "../../../components/loading-rows"
import { Section } from "../../../components/section"
import { type Statistics, useStatistics } from "../../../lib/statistics-api"
import { useNow } from "../../../lib/use-now"
import { useTexts } from "../../../lib/use-texts"

const FIRST_PERIOD = 30

/** What came in through the gateways, and how well they worked. */
const PaymentGatewaysDashboard = () => {
  const { t, language } = useTexts()
  const [period, setPeriod] = useState<PeriodDays>(FIRST_PERIOD)
  const statistics = useStatistics(lastDays(period, useNow()))
  const days = statistics.data?.days ?? []
  return (
    <div className="flex flex-col gap-y-3">
      <Section
        level="h1"
        title={t("dashboard.title")}
        subtitle={
          days.length > 0 &&
          t("dashboard.subtitle", {
            from: formatDay(days[0] ?? "", language),
            to: formatDay(days.at(-1) ?? "", language),
          })
        }
        actions={
          <Select
            size="small"
            value={String(period)}
            onValueChange={(value) =>
              setPeriod(PERIODS.find((one) => String(one) === value) ?? FIRST_PERIOD)
            }
          >
            <Select.Trigger aria-label={t("dashboard.period.label")}>
              <Select.Value />
            </Select.Trigger>
            <Select.Content align="end">
              {PERIODS.map((one) => (
                <Select.Item key={one} value={String(one)}>
                  {t(`dashboard.period.last${one}`)}
                </Select.Item>
              ))}
            </Select.Content>
          </Select>
        }
      >
        {statistics.isPending && <LoadingRows />}
        {statistics.isError && (
          <ErrorNotice error={statistics.error} onRetry={() => void statistics.refetch()} />
        )}
      </Section>
      {statistics.data && <Charts statistics={statistics.data} />}
    </div>
  )
}

function Charts({ statistics }: { readonly statistics: Statistics }) {
  const { t } = useTexts()
  const { paid, outcomes, time_to_paid: times, exceptions } = statistics
  const names = providerNames([...outcomes, ...paid, ...times])
  const colors = [...names.keys()].toSorted()
  const currencies = paidByCurrency(statistics)
  return (
    <>
      {currencies.map((one) => (
        <PaidChart key={one.currency} paid={one} names={names} colors={colors} />
      ))}
      {currencies.length === 0 && (
        <Section title={t("dashboard.paid.none")} subtitle={t("dashboard.paid.subtitle")}>
          <p className="txt-small text-ui-fg-subtle px-6 py-8">{t("dashboard.paid.empty")}</p>
        </Section>
      )}
      <div className="grid grid-cols-1 gap-3 xl:grid-cols-2">
        <SuccessChart outcomes={outcomes} names={names} />
        <TimeChart times={times} names={names} />
        <ExceptionsChart exceptions={exceptions} names={names} colors={colors} />
        <ErrorsChart statistics={statistics} names={names} />
      </div>
    </>
  )
}

export const config = defineRouteConfig({
  label: "dashboard.menu",
  translationNs: "paymentGateways",
})

export const handle = { breadcrumb: () => <PageCrumb /> }

function PageCrumb() {
  const { t } = useTexts()
  return <span>{t("dashboard.menu")}</span>
}

export default PaymentGatewaysDashboard
