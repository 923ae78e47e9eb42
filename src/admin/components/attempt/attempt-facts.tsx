import { Badge } from "@medusajs/ui"
import type { ReactNode } from "react"
import { Link } from "react-router-dom"
import type { AttemptListItem } from "../../lib/api-types"
import { formatAmount, groupDigits, isPositive } from "../../lib/format"
import { type TextKey, useTexts } from "../../lib/use-texts"
import { CopyField } from "../copy-field"
import { ModeBadge } from "../mode-badge"
import { OutsideLink } from "../outside-link"
import { LINK } from "../link-style"
import { SectionRow } from "../section"

interface AttemptProps {
  readonly attempt: AttemptListItem
}

/** Where the payment is: gateway, mode, reference, and how it was paid there. */
export function GatewayFacts({ attempt }: AttemptProps) {
  const { t, language } = useTexts()
  const { details, reference, gateway_name: gateway } = attempt
  const { fee, paid, rate, method, network, transactions = [] } = details
  return (
    <>
      <SectionRow title={t("attempts.facts.gateway")}>
        <span>{gateway}</span>
        <ModeBadge mode={attempt.mode} />
      </SectionRow>
      {reference !== null && (
        <SectionRow title={t("attempts.facts.reference")}>
          <CopyField value={reference} />
          {details.dashboardUrl && (
            <OutsideLink
              href={details.dashboardUrl}
              label={t("attempts.links.dashboard", { gateway })}
            />
          )}
        </SectionRow>
      )}
      {paid && (
        <SectionRow title={t("attempts.facts.paidWith")}>
          {formatAmount(paid.amount, paid.unit, language)}
        </SectionRow>
      )}
      {rate && (
        <SectionRow title={t("attempts.facts.rate")}>
          <span dir="ltr">
            {t("attempts.facts.rateValue", {
              from: rate.from.toUpperCase(),
              to: rate.to.toUpperCase(),
              value: groupDigits(rate.value, language),
            })}
          </span>
        </SectionRow>
      )}
      {fee && (
        <SectionRow title={t("attempts.facts.fee")}>
          {formatAmount(fee.amount, fee.unit, language)}
        </SectionRow>
      )}
      {method && (
        <SectionRow title={t("attempts.facts.method")}>
          <Badge size="2xsmall">{method}</Badge>
        </SectionRow>
      )}
      {network && <SectionRow title={t("attempts.facts.network")}>{network}</SectionRow>}
      {transactions.map(({ id, url }) => (
        <SectionRow key={id} title={t("attempts.facts.transaction")}>
          <CopyField value={id} shown={shortened(id)} />
          {url && <OutsideLink href={url} label={t("attempts.links.transaction")} />}
        </SectionRow>
      ))}
    </>
  )
}

const SHOWN_ENDS = 6

/** A transaction's hash by its two ends, as explorers write it. */
function shortened(id: string): string {
  return id.length > 3 * SHOWN_ENDS ? `${id.slice(0, SHOWN_ENDS)}…${id.slice(-SHOWN_ENDS)}` : id
}

/** The sums that a payment can have besides what was asked, told where there is something. */
const SUMS = [
  ["accepted", "attempts.facts.accepted"],
  ["taken", "attempts.facts.taken"],
  ["written_off", "attempts.facts.writtenOff"],
  ["refunded", "attempts.facts.refunded"],
  ["refunded_by_hand", "attempts.facts.refundedByHand"],
  ["open_refunds", "attempts.facts.openRefunds"],
  ["failed_refunds", "attempts.facts.failedRefunds"],
  ["charged_back", "attempts.facts.chargedBack"],
] as const satisfies readonly (readonly [keyof AttemptListItem, TextKey])[]

/** How much was asked, came, and went where. */
export function MoneyFacts({ attempt }: AttemptProps) {
  const { t, language } = useTexts()
  const shown = (amount: string) => formatAmount(amount, attempt.currency_code, language)
  const row = (title: TextKey, amount: string): ReactNode => (
    <SectionRow key={title} title={t(title)}>
      {shown(amount)}
    </SectionRow>
  )
  return (
    <>
      {row("attempts.facts.expected", attempt.amount)}
      {row("attempts.facts.received", attempt.received)}
      {SUMS.map(([name, title]) => {
        const amount = attempt[name]
        return isPositive(amount) ? row(title, amount) : null
      })}
    </>
  )
}

/** Whose payment it is. */
export function ShopFacts({ attempt }: AttemptProps) {
  const { t } = useTexts()
  const { order_id: orderId, order_display_id: number, cart_id: cartId, email } = attempt
  return (
    <>
      <SectionRow title={t("attempts.facts.order")}>
        {orderId === null ? (
          t("attempts.noOrder")
        ) : (
          <Link to={`/orders/${orderId}`} className={LINK}>
            <bdi>{number === null ? orderId : `#${number}`}</bdi>
          </Link>
        )}
      </SectionRow>
      {email !== null && (
        <SectionRow title={t("attempts.facts.customer")}>
          <CopyField value={email} />
        </SectionRow>
      )}
      {cartId !== null && (
        <SectionRow title={t("attempts.facts.cart")}>
          <CopyField value={cartId} />
        </SectionRow>
      )}
      <SectionRow title={t("attempts.facts.session")}>
        <CopyField value={attempt.session_id} />
      </SectionRow>
    </>
  )
}
