import { Button, StatusBadge, Text, Tooltip, toast } from "@medusajs/ui"
import type { Tone } from "../../lib/api-types"
import { describeFailure } from "../../lib/describe-failure"
import { formatAge } from "../../lib/format-age"
import { useTestWebhook } from "../../lib/gateways-api"
import type { Gateway } from "../../lib/gateways-types"
import { useNow } from "../../lib/use-now"
import { useTexts } from "../../lib/use-texts"
import { SectionRow } from "../section"
import { ProblemTip } from "./problem-tip"

const TONES: Readonly<Record<Gateway["test_webhook"]["state"], Tone>> = {
  never: "grey",
  passed: "green",
  failed: "red",
}

/** Whether a webhook of this gateway reaches the shop as it was sent, and a button to try it. */
export function TestWebhookRow({ gateway }: { readonly gateway: Gateway }) {
  const { t, language } = useTexts()
  const now = useNow()
  const test = useTestWebhook(gateway.provider_id)
  const { state, sent_at: sentAt, problem } = gateway.test_webhook
  const send = () =>
    test.mutate(undefined, {
      // What came of it stands in the row.
      onSuccess: () => toast.info(t("settings.test.done", { name: gateway.name })),
      onError: (error) => toast.error(describeFailure(error, t)),
    })
  return (
    <SectionRow title={t("settings.test.title")}>
      <StatusBadge color={TONES[state]}>{t(`settings.test.${state}`)}</StatusBadge>
      {sentAt && (
        <Text size="small" leading="compact">
          {t("settings.test.sent", { distance: formatAge(sentAt, now, language) })}
        </Text>
      )}
      <Tooltip content={t("settings.test.hint")}>
        <Button
          size="small"
          variant="secondary"
          className="ms-auto"
          isLoading={test.isPending}
          onClick={send}
        >
          {t("settings.actions.test")}
        </Button>
      </Tooltip>
      {problem && <ProblemTip problem={problem} texts="settings.testProblems" severity="error" />}
    </SectionRow>
  )
}
