import { defineRouteConfig } from "@medusajs/admin-sdk"
import { ArrowDownTray, CreditCard } from "@medusajs/icons"
import { Button, Container, Heading, Text, toast } from "@medusajs/ui"
import { useState } from "react"
import { useNavigate } from "react-router-dom"
import { ErrorNotice } from "../../components/error-notice"
import { useAttemptColumns } from "../../components/list/attempt-columns"
import { CountTabs } from "../../components/list/count-tabs"
import { ListTable } from "../../components/list/list-table"
import { choiceFilter, usePeriodFilter } from "../../components/list/use-filters"
import { EXCEPTIONS, STATES } from "../../lib/api-types"
import {
  downloadStatement,
  useAttemptCounts,
  useAttempts,
  useCheckAttempts,
} from "../../lib/attempts-api"
import { describeFailure } from "../../lib/describe-failure"
import { GATEWAYS } from "../../lib/gateway-names"
import { useListState } from "../../lib/use-list-state"
import { useTexts } from "../../lib/use-texts"

const ALL = "all"

/** Every attempt to pay: found, filtered, counted, checked and exported. */
const PaymentsPage = () => {
  const { t, language } = useTexts()
  const navigate = useNavigate()
  const state = useListState("state", ALL, ["gateway", "exception", "period"])
  const { exception, ...counted } = state.query
  const list = useAttempts({
    ...state.page,
    ...counted,
    exception,
    q: state.search,
    state: state.tab === ALL ? undefined : state.tab,
    order: "attention",
  })
  const counts = useAttemptCounts(counted)
  const check = useCheckAttempts()
  const columns = useAttemptColumns()
  const period = usePeriodFilter(t("attempts.filters.period"))
  const filters = [
    choiceFilter("gateway", t("attempts.filters.gateway"), GATEWAYS),
    choiceFilter(
      "exception",
      t("attempts.filters.exception"),
      EXCEPTIONS.map((value) => ({ value, label: t(`situation.badge.${value}`) }))
    ),
    period,
  ]

  const checkAll = (ids: readonly string[]) =>
    check.mutate(ids, {
      onSuccess: ({ checked }) =>
        toast.success(t("attempts.done.queued", { number: checked.length })),
      onError: (error) => toast.error(describeFailure(error, t)),
    })

  return (
    <Container className="divide-y p-0">
      <div className="flex items-center justify-between gap-x-4 px-6 py-4">
        <div>
          <Heading level="h1">{t("attempts.title")}</Heading>
          <Text size="small" className="text-ui-fg-subtle">
            {t("attempts.subtitle")}
          </Text>
        </div>
        <ExportButton query={{ from: counted.from, to: counted.to, gateway: counted.gateway }} />
      </div>
      <CountTabs
        label={t("attempts.tabs.label")}
        language={language}
        chosen={state.tab}
        onChoose={state.setTab}
        tabs={[ALL, ...STATES].map((name) => ({
          name,
          title: t(`attempts.tabs.${name as "all"}`),
          count: counts.data?.counts[name as "all"],
        }))}
      >
        {list.error ? (
          <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
        ) : (
          <ListTable
            // What is ticked in one view is not checked in another.
            key={state.tab}
            rows={list.data?.attempts ?? []}
            count={list.data?.count ?? 0}
            columns={columns}
            state={state}
            isLoading={list.isPending}
            filters={filters}
            searchHint={t("attempts.searchHint")}
            command={{ label: t("attempts.actions.check"), shortcut: "c", run: checkAll }}
            onRowClick={({ id }) => void navigate(`/payment-gateways/${id}`)}
            emptyState={{
              empty: {
                heading: t("attempts.empty.heading"),
                description: t("attempts.empty.description"),
              },
              filtered: {
                heading: t("attempts.empty.foundHeading"),
                description: t("attempts.empty.foundDescription"),
              },
            }}
          />
        )}
      </CountTabs>
    </Container>
  )
}

/** The period and gateway that the list shows, as a file. */
function ExportButton({ query }: { readonly query: Parameters<typeof downloadStatement>[0] }) {
  const { t } = useTexts()
  const [isLoading, setLoading] = useState(false)
  const run = async () => {
    setLoading(true)
    try {
      await downloadStatement(query)
    } catch (error) {
      toast.error(describeFailure(error, t))
    } finally {
      setLoading(false)
    }
  }
  return (
    <Button
      size="small"
      variant="secondary"
      className="shrink-0"
      isLoading={isLoading}
      onClick={() => void run()}
    >
      <ArrowDownTray />
      {t("attempts.actions.export")}
    </Button>
  )
}

export const config = defineRouteConfig({
  label: "attempts.menu",
  icon: CreditCard,
  translationNs: "paymentGateways",
})

export const handle = { breadcrumb: () => <PageCrumb /> }

function PageCrumb() {
  const { t } = useTexts()
  return <span>{t("attempts.menu")}</span>
}

export default PaymentsPage
