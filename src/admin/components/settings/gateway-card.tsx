import { Badge, Button, StatusBadge } from "@medusajs/ui"
import { useState } from "react"
import type { Gateway } from "../../lib/gateways-types"
import { useTexts } from "../../lib/use-texts"
import { ModeBadge } from "../mode-badge"
import { Section } from "../section"
import { CredentialsRow } from "./credentials-row"
import { DetailsRows } from "./details-rows"
import { gatewayState, toneOf } from "./gateway-state"
import { MethodRow } from "./method-row"
import { ProblemList } from "./problem-list"
import { RegionsRow } from "./regions-row"
import { TestWebhookRow } from "./test-webhook-row"
import { WebhookRows } from "./webhook-rows"

/** Stands where the test is sent. */
const SHOWN_BY_TEST = "webhook_test_failed"

/** All about one configured gateway. */
export function GatewayCard({ gateway }: { readonly gateway: Gateway }) {
  const { t } = useTexts()
  const [isWhole, setIsWhole] = useState(false)
  const state = gatewayState(gateway)
  return (
    <div data-gateway={gateway.provider_id}>
      <Section
        title={
          <span className="flex items-center gap-x-2">
            {gateway.name}
            {gateway.id !== gateway.gateway && <Badge size="2xsmall">{gateway.id}</Badge>}
            <ModeBadge mode={gateway.mode} />
          </span>
        }
        actions={<StatusBadge color={toneOf(state)}>{t(`settings.state.${state}`)}</StatusBadge>}
      >
        <ProblemList problems={gateway.problems.filter(({ code }) => code !== SHOWN_BY_TEST)} />
        <CredentialsRow gateway={gateway} />
        <WebhookRows gateway={gateway} />
        <TestWebhookRow gateway={gateway} />
        <RegionsRow gateway={gateway} />
        <MethodRow gateway={gateway} />
        {isWhole && <DetailsRows gateway={gateway} />}
        <div className="flex px-6 py-3">
          <Button
            size="small"
            variant="transparent"
            aria-expanded={isWhole}
            className="-mx-2"
            onClick={() => setIsWhole(!isWhole)}
          >
            {t(isWhole ? "common.actions.showLess" : "common.actions.showAll")}
          </Button>
        </div>
      </Section>
    </div>
  )
}
