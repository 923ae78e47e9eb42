import type { AdminOrder } from "@medusajs/framework/types"
import { Text, clx } from "@medusajs/ui"
import { Link } from "react-router-dom"
import type { AttemptListItem } from "../../lib/api-types"
import { useAttempt, useAttempts } from "../../lib/attempts-api"
import { isForbidden } from "../../lib/describe-failure"
import { formatAmount } from "../../lib/format"
import { hasOurPayment, leadingAttempt } from "../../lib/order-attempts"
import { useTexts } from "../../lib/use-texts"
import { ErrorNotice } from "../error-notice"
import { LINK } from "../link-style"
import { LoadingRows } from "../loading-rows"
import { Section } from "../section"
import { SituationBadge } from "../situation"
import { AttemptActions } from "./attempt-actions"
import { GatewayFacts, MoneyFacts } from "./attempt-facts"
import { AttemptTimeline } from "./attempt-timeline"
import { AttentionBar } from "./attention-bar"

const SHOWN_ENTRIES = 3

interface OrderPaymentCardProps {
  readonly order: AdminOrder
}

/** The order's payment at its gateway; nothing where no attempt of ours belongs to the order. */
export function OrderPaymentCard({ order }: OrderPaymentCardProps) {
  const { t } = useTexts()
  const { data, error, refetch } = useAttempts({ for_order: order.id })
  if (error) {
    // Who may not see payments, or pays otherwise, is not told of what does not concern them.
    return isForbidden(error) || !hasOurPayment(order) ? null : (
      <Section title={t("attempts.cardTitle")}>
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      </Section>
    )
  }
  const attempts = data?.attempts ?? []
  const leading = leadingAttempt(attempts)
  return leading ? (
    <LeadingAttempt
      // Another attempt begins anew.
      key={leading.id}
      attempt={leading}
      others={attempts.filter(({ id }) => id !== leading.id)}
    />
  ) : null
}

interface LeadingAttemptProps {
  readonly attempt: AttemptListItem
  readonly others: readonly AttemptListItem[]
}

function LeadingAttempt({ attempt, others }: LeadingAttemptProps) {
  const { t } = useTexts()
  const { data, error, refetch } = useAttempt(attempt.id)
  const situation = (data ?? attempt).situation
  return (
    <Section
      title={t("attempts.cardTitle")}
      actions={
        <>
          <SituationBadge situation={situation} />
          {data && <AttemptActions attempt={data} />}
        </>
      }
    >
      {error ? (
        <ErrorNotice error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <>
          <AttentionBar attempt={data} />
          <GatewayFacts attempt={data} />
          <MoneyFacts attempt={data} />
          <AttemptTimeline
            entries={data.timeline}
            unit={data.currency_code}
            shown={SHOWN_ENTRIES}
          />
        </>
      ) : (
        <LoadingRows />
      )}
      {others.map((other) => (
        <OtherAttempt key={other.id} attempt={other} />
      ))}
      <div className="px-6 py-4">
        <Link to={`/payment-gateways/${attempt.id}`} className={clx("txt-compact-small", LINK)}>
          {t("attempts.links.details")}
        </Link>
      </div>
    </Section>
  )
}

/** Another attempt of the same order, in one row. */
function OtherAttempt({ attempt }: { readonly attempt: AttemptListItem }) {
  const { language } = useTexts()
  return (
    <Link
      to={`/payment-gateways/${attempt.id}`}
      className="hover:bg-ui-bg-base-hover flex items-center justify-between gap-x-4 px-6 py-4"
    >
      <div className="min-w-0">
        <Text size="small" leading="compact" weight="plus" className="truncate">
          {attempt.gateway_name}
        </Text>
        <Text size="small" leading="compact" className="text-ui-fg-subtle">
          {formatAmount(attempt.amount, attempt.currency_code, language)}
        </Text>
      </div>
      <SituationBadge situation={attempt.situation} />
    </Link>
  )
}
