import { Button, Container, Text } from "@medusajs/ui"
import { Link, type UIMatch, useParams } from "react-router-dom"
import { AttemptActions } from "../../../components/attempt/attempt-actions"
import { GatewayFacts, MoneyFacts, ShopFacts } from "../../../components/attempt/attempt-facts"
import { AttemptTimeline } from "../../../components/attempt/attempt-timeline"
import { AttentionBar } from "../../../components/attempt/attention-bar"
import { CopyField } from "../../../components/copy-field"
import { ErrorNotice } from "../../../components/error-notice"
import { LoadingRows } from "../../../components/loading-rows"
import { Section, SectionRow } from "../../../components/section"
import { SituationBadge } from "../../../components/situation"
import type { AttemptDetail } from "../../../lib/api-types"
import { useAttempt } from "../../../lib/attempts-api"
import { formatExactMoment, formatMoment } from "../../../lib/format"
import { useTexts } from "../../../lib/use-texts"

/** One payment: where its money is, what happened, and what can be done. */
const PaymentPage = () => {
  const { id = "" } = useParams()
  const { data, error, refetch } = useAttempt(id)
  if (data) {
    return <Payment attempt={data} />
  }
  return (
    <Container className="divide-y p-0">
      {error ? <ErrorNotice error={error} onRetry={() => void refetch()} /> : <LoadingRows />}
    </Container>
  )
}

function Payment({ attempt }: { readonly attempt: AttemptDetail }) {
  const { t, language } = useTexts()
  const { gateway_name: gateway, gateway_status: word, payment_page_url: page } = attempt
  return (
    <div className="flex w-full flex-col gap-x-4 gap-y-3 xl:flex-row xl:items-start">
      <div className="flex w-full min-w-0 flex-col gap-y-3">
        <Section
          level="h1"
          title={t("attempts.detailTitle", { gateway })}
          subtitle={formatMoment(attempt.created_at, language)}
          actions={
            <>
              <SituationBadge situation={attempt.situation} />
              <AttemptActions attempt={attempt} />
            </>
          }
        >
          <AttentionBar attempt={attempt} />
          <MoneyFacts attempt={attempt} />
        </Section>
        <Section title={t("attempts.timeline.title")}>
          <AttemptTimeline entries={attempt.timeline} unit={attempt.currency_code} />
        </Section>
      </div>
      <div className="flex w-full min-w-0 flex-col gap-y-3 xl:max-w-[440px]">
        <Section title={t("attempts.cardTitle")}>
          <GatewayFacts attempt={attempt} />
          {word !== null && (
            <SectionRow title={t("attempts.facts.gatewayStatus")}>
              <bdi>{word}</bdi>
            </SectionRow>
          )}
          {attempt.observed_at !== null && (
            <SectionRow title={t("attempts.facts.lastRead")}>
              {formatExactMoment(attempt.observed_at, language)}
            </SectionRow>
          )}
          {page !== null && (
            <SectionRow title={t("attempts.facts.paymentPage")}>
              <CopyField value={page} shown={t("attempts.links.paymentPage")} />
            </SectionRow>
          )}
          <SectionRow title={t("attempts.facts.webhooks")}>
            <Text size="small" leading="compact">
              {attempt.events}
            </Text>
            <Button size="small" variant="transparent" asChild>
              <Link to={`/payment-gateways/events?attempt_id=${attempt.id}`}>
                {t("attempts.links.events")}
              </Link>
            </Button>
          </SectionRow>
        </Section>
        <Section title={t("attempts.facts.order")}>
          <ShopFacts attempt={attempt} />
        </Section>
      </div>
    </div>
  )
}

export const handle = { breadcrumb: (match: UIMatch) => <bdi>{match.params.id}</bdi> }

export default PaymentPage
