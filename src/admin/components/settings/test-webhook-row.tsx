import { Button, InlineTip, StatusBadge, Text, Tooltip, toast } from "@medusajs/ui"
import type { Tone } from "../../lib/api-types"
import { describeFailure } from "../../lib/describe-failure"
import { formatAge } from "../../lib/format-age"
import { useTestWebhook } from "../../lib/gateways-api"
import type { Gateway, TestProblem } from "../../lib/gateways-types"
import { useNow } from "../../lib/use-now"
import { useTexts } from "../../lib/use-texts"
import { SectionRow } from "../section"

const TONES: Readonly<Record<Gateway["test_webhook"]["state"], Tone>> = {
  never: "grey",
  passed: "green",
  failed: "red",
}

const TRANSLATED = [
  "no_public_url",
  "unreachable",
  "tls",
  "redirected",
  "not_found",
  "proxy_changed_body",
  "refused_signature",
  "timeout",
  "wrong_shop",
  "not_received",
] as const

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
      {problem && <TestProblemTip problem={problem} />}
    </SectionRow>
  )
}

/** In the reader's language where the code is known here; the shop's own words tell more. */
function TestProblemTip({ problem }: { readonly problem: TestProblem }) {
  const { t } = useTexts()
  const code = TRANSLATED.find((one) => one === problem.code)
  const cure = code ? t(`settings.testProblems.${code}.cure`) : problem.cure
  return (
    <InlineTip
      variant="error"
      label={t("settings.severity.error")}
      className="w-full"
      data-problem={problem.code}
    >
      {code ? t(`settings.testProblems.${code}.message`) : problem.message}
      <span className="mt-1 block">{t("settings.problems.cure", { cure })}</span>
      {code && (
        <span dir="auto" className="txt-compact-xsmall text-ui-fg-muted mt-1 block">
          {problem.message}
        </span>
      )}
    </InlineTip>
  )
}
