import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Button } from "@medusajs/ui"
import { useState } from "react"
import { ErrorNotice } from "../../../components/error-notice"
import { LoadingRows } from "../../../components/loading-rows"
import { Section } from "../../../components/section"
import { AvailableGateway } from "../../../components/settings/available-gateway"
import { GatewayCard } from "../../../components/settings/gateway-card"
import { byRank } from "../../../components/settings/method-order"
import { OrderDrawer } from "../../../components/settings/order-drawer"
import { ProblemList } from "../../../components/settings/problem-list"
import { useGateways, useProblems } from "../../../lib/gateways-api"
import { useTexts } from "../../../lib/use-texts"

/** Settings > Payment gateways: a card per gateway, and those that could be configured. */
const PaymentGatewaysSettings = () => {
  const { t } = useTexts()
  const list = useGateways()
  const problems = useProblems()
  const [isOrdering, setIsOrdering] = useState(false)
  const gateways = byRank(list.data?.gateways ?? [])
  const configured = new Set(gateways.map(({ gateway }) => gateway))
  const others = (list.data?.available ?? []).filter(({ gateway }) => !configured.has(gateway))
  // What is about one gateway stands on its card.
  const shopProblems = (problems.data ?? []).filter(
    ({ provider_id: providerId }) => !gateways.some((gateway) => gateway.provider_id === providerId)
  )
  return (
    <div className="flex flex-col gap-y-3">
      <Section
        level="h1"
        title={t("settings.title")}
        subtitle={t("settings.subtitle")}
        actions={
          gateways.length > 1 && (
            <Button size="small" variant="secondary" onClick={() => setIsOrdering(true)}>
              {t("settings.actions.order")}
            </Button>
          )
        }
      >
        {list.isPending && <LoadingRows />}
        {list.isError && <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />}
        <ProblemList problems={shopProblems} />
      </Section>
      {gateways.map((gateway) => (
        <GatewayCard key={gateway.provider_id} gateway={gateway} />
      ))}
      {others.length > 0 && (
        <Section title={t("settings.available.title")} subtitle={t("settings.available.subtitle")}>
          {others.map((gateway) => (
            <AvailableGateway key={gateway.gateway} gateway={gateway} />
          ))}
        </Section>
      )}
      {isOrdering && <OrderDrawer gateways={gateways} onClose={() => setIsOrdering(false)} />}
    </div>
  )
}

export const config = defineRouteConfig({
  label: "settings.menu",
  translationNs: "paymentGateways",
})

export const handle = { breadcrumb: () => <PageCrumb /> }

function PageCrumb() {
  const { t } = useTexts()
  return <span>{t("settings.menu")}</span>
}

export default PaymentGatewaysSettings
