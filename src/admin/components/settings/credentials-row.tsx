import { Button, StatusBadge, Text, toast } from "@medusajs/ui"
import type { Tone } from "../../lib/api-types"
import { describeFailure } from "../../lib/describe-failure"
import { formatAge } from "../../lib/format-age"
import { useCheckCredentials } from "../../lib/gateways-api"
import type { Gateway } from "../../lib/gateways-types"
import { useNow } from "../../lib/use-now"
import { useTexts } from "../../lib/use-texts"
import { SectionRow } from "../section"

const TONES: Readonly<Record<Gateway["credentials"]["state"], Tone>> = {
  unknown: "grey",
  accepted: "green",
  refused: "red",
  unreachable: "orange",
}

/** Whether the gateway takes the configured credentials, and a button to ask it. */
export function CredentialsRow({ gateway }: { readonly gateway: Gateway }) {
  const { t, language } = useTexts()
  const now = useNow()
  const check = useCheckCredentials(gateway.provider_id)
  const { state, checked_at: checkedAt, message } = gateway.credentials
  const checkNow = () =>
    check.mutate(undefined, {
      // What came of it stands in the row.
      onSuccess: () => toast.info(t("settings.credentials.done", { name: gateway.name })),
      onError: (error) => toast.error(describeFailure(error, t)),
    })
  return (
    <SectionRow title={t("settings.credentials.title")}>
      <StatusBadge color={TONES[state]}>{t(`settings.credentials.${state}`)}</StatusBadge>
      {checkedAt && (
        <Text size="small" leading="compact">
          {t("settings.credentials.checked", {
            distance: formatAge(checkedAt, now, language),
          })}
        </Text>
      )}
      <Button
        size="small"
        variant="secondary"
        className="ms-auto"
        isLoading={check.isPending}
        onClick={checkNow}
      >
        {t("settings.actions.check")}
      </Button>
      {/* Of what was refused, the problem above tells. */}
      {message && state !== "refused" && (
        <Text size="small" className="w-full text-pretty">
          {message}
        </Text>
      )}
    </SectionRow>
  )
}
