import { defineRouteConfig } from "@medusajs/admin-sdk"
import { Container, Heading, Text } from "@medusajs/ui"
import { CountTabs } from "../../../components/list/count-tabs"
import { AcceptedEvents, RefusedEvents } from "../../../components/list/event-lists"
import { useListState } from "../../../lib/use-list-state"
import { useTexts } from "../../../lib/use-texts"

const ACCEPTED = "accepted"
const REFUSED = "refused"

/** What the gateways told the shop, and what became of it. */
const EventsPage = () => {
  const { t, language } = useTexts()
  const state = useListState("tab", ACCEPTED, ["state", "period"])
  return (
    <Container className="divide-y p-0">
      <div className="px-6 py-4">
        <Heading level="h1">{t("events.title")}</Heading>
        <Text size="small" className="text-ui-fg-subtle">
          {t("events.subtitle")}
        </Text>
      </div>
      <CountTabs
        label={t("events.tabs.label")}
        language={language}
        chosen={state.tab}
        onChoose={state.setTab}
        tabs={[ACCEPTED, REFUSED].map((name) => ({
          name,
          title: t(`events.tabs.${name as "accepted"}`),
        }))}
      >
        {state.tab === REFUSED ? <RefusedEvents state={state} /> : <AcceptedEvents state={state} />}
      </CountTabs>
    </Container>
  )
}

export const config = defineRouteConfig({
  label: "events.menu",
  translationNs: "paymentGateways",
})

export const handle = { breadcrumb: () => <PageCrumb /> }

function PageCrumb() {
  const { t } = useTexts()
  return <span>{t("events.menu")}</span>
}

export default EventsPage
