import { Text } from "@medusajs/ui"
import { Link } from "react-router-dom"
import { formatAge } from "../../lib/format-age"
import type { Gateway } from "../../lib/gateways-types"
import { useNow } from "../../lib/use-now"
import { useTexts } from "../../lib/use-texts"
import { CopyField } from "../copy-field"
import { SectionRow } from "../section"

const EVENTS_PAGE = "/payment-gateways/events"

/** Where the gateway's webhooks go, and how the last ones fared. */
export function WebhookRows({ gateway }: { readonly gateway: Gateway }) {
  const { t, language } = useTexts()
  const now = useNow()
  const { last_accepted_at: acceptedAt, last_refused: refused } = gateway.webhooks
  return (
    <>
      <SectionRow title={t("settings.webhooks.address")}>
        {gateway.webhook_url ? (
          <>
            <CopyField value={gateway.webhook_url} />
            <Text size="small" className="w-full text-pretty">
              {t("settings.webhooks.addressHint")}
            </Text>
          </>
        ) : (
          <Text size="small">{t("settings.webhooks.noAddress")}</Text>
        )}
      </SectionRow>
      <SectionRow title={t("settings.webhooks.lastAccepted")}>
        <span>
          {acceptedAt ? formatAge(acceptedAt, now, language) : t("settings.webhooks.none")}
        </span>
        <Link
          to={EVENTS_PAGE}
          className="text-ui-fg-interactive hover:text-ui-fg-interactive-hover ms-auto"
        >
          {t("settings.webhooks.all")}
        </Link>
      </SectionRow>
      <SectionRow title={t("settings.webhooks.lastRefused")}>
        {refused ? (
          <>
            <span>{formatAge(refused.at, now, language)}</span>
            {refused.count > 1 && (
              <span>({t("settings.webhooks.times", { number: refused.count })})</span>
            )}
            <Text size="small" className="w-full text-pretty">
              {refused.message}
            </Text>
          </>
        ) : (
          t("settings.webhooks.noneRefused")
        )}
      </SectionRow>
    </>
  )
}
