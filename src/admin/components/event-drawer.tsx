import { Button, Drawer, InlineTip, StatusBadge, Text, toast } from "@medusajs/ui"
import type { EventDetail } from "../lib/api-types"
import { describeFailure } from "../lib/describe-failure"
import { useEvent, useReplayEvents } from "../lib/events-api"
import { formatExactMoment } from "../lib/format"
import { useTexts } from "../lib/use-texts"
import { CopyField } from "./copy-field"
import { ErrorNotice } from "./error-notice"
import { EVENT_TONES } from "./list/event-columns"
import { LoadingRows } from "./loading-rows"
import { SectionRow } from "./section"

interface EventDrawerProps {
  readonly id: string
  readonly onClose: () => void
}

/** One received webhook: its redacted content, what became of it, and once more. */
export function EventDrawer({ id, onClose }: EventDrawerProps) {
  const { t } = useTexts()
  const { data, error, refetch } = useEvent(id)
  const replay = useReplayEvents()
  const replayNow = () =>
    replay.mutate([id], {
      onSuccess: () => toast.success(t("events.done.replayed", { number: 1 })),
      onError: (failure) => toast.error(describeFailure(failure, t)),
    })
  return (
    <Drawer open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Drawer.Content>
        <Drawer.Header>
          <Drawer.Title>{t("events.detail.title")}</Drawer.Title>
          <Drawer.Description className="txt-small text-ui-fg-subtle" dir="ltr">
            {data?.event_type ?? id}
          </Drawer.Description>
        </Drawer.Header>
        <Drawer.Body className="flex-1 overflow-y-auto p-0">
          {data && <EventFacts event={data} />}
          {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
          {!data && !error && <LoadingRows />}
        </Drawer.Body>
        <Drawer.Footer>
          <Drawer.Close asChild>
            <Button size="small" variant="secondary">
              {t("common.actions.close")}
            </Button>
          </Drawer.Close>
          <Button size="small" isLoading={replay.isPending} onClick={replayNow}>
            {t("events.actions.replay")}
          </Button>
        </Drawer.Footer>
      </Drawer.Content>
    </Drawer>
  )
}

function EventFacts({ event }: { readonly event: EventDetail }) {
  const { t, language } = useTexts()
  const { state, reference, last_error: lastError, processed_at: processedAt, body } = event
  return (
    <div className="divide-y">
      <SectionRow title={t("events.columns.gateway")}>{event.gateway_name}</SectionRow>
      <SectionRow title={t("events.columns.state")}>
        <StatusBadge color={EVENT_TONES[state]}>{t(`events.states.${state}`)}</StatusBadge>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(`events.explain.${state}`)}
        </Text>
      </SectionRow>
      <SectionRow title={t("events.columns.tries")}>{event.tries}</SectionRow>
      <SectionRow title={t("events.columns.received")}>
        {formatExactMoment(event.created_at, language)}
      </SectionRow>
      {processedAt !== null ? (
        <SectionRow title={t("events.detail.processed")}>
          {formatExactMoment(processedAt, language)}
        </SectionRow>
      ) : (
        <SectionRow title={t("events.detail.due")}>
          {formatExactMoment(event.due_at, language)}
        </SectionRow>
      )}
      {reference !== null && (
        <SectionRow title={t("events.detail.reference")}>
          <CopyField value={reference} />
        </SectionRow>
      )}
      {lastError !== null && (
        <div className="px-6 py-4">
          <InlineTip variant="error" label={t("events.detail.lastError")}>
            {lastError}
          </InlineTip>
        </div>
      )}
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <Text size="small" weight="plus" leading="compact">
          {t("events.detail.body")}
        </Text>
        <Text size="xsmall" className="text-ui-fg-subtle">
          {t(body === "" ? "events.detail.empty" : "events.detail.redacted")}
        </Text>
        {body !== "" && (
          <pre
            dir="ltr"
            tabIndex={0}
            className="bg-ui-bg-component txt-compact-small shadow-borders-base max-h-96 overflow-auto rounded-lg p-3 font-mono"
          >
            {body}
          </pre>
        )}
      </div>
    </div>
  )
}
