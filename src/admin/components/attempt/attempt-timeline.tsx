import { Button, Text, Tooltip, clx } from "@medusajs/ui"
import { useState } from "react"
import type { TimelineEntry } from "../../lib/api-types"
import { formatDistance, formatExactMoment } from "../../lib/format"
import { timelineDetail } from "../../lib/timeline-detail"
import { useNow } from "../../lib/use-now"
import { hasText, useTexts, type Translate } from "../../lib/use-texts"

interface AttemptTimelineProps {
  /** Oldest first, as they happened. */
  readonly entries: readonly TimelineEntry[]
  /** Of the sums in them. */
  readonly unit: string
  /** How many of the newest are shown before somebody asks for all; all of them if not given. */
  readonly shown?: number
}

/** What happened to a payment, newest first: what, who told, and when. */
export function AttemptTimeline({ entries, unit, shown = entries.length }: AttemptTimelineProps) {
  const { t } = useTexts()
  const [isWhole, setWhole] = useState(false)
  if (entries.length === 0) {
    return (
      <Text size="small" className="text-ui-fg-subtle px-6 py-4">
        {t("attempts.timeline.empty")}
      </Text>
    )
  }
  const newest = [...entries].reverse()
  const visible = isWhole ? newest : newest.slice(0, shown)
  return (
    <div className="flex flex-col gap-y-2 px-6 py-4">
      <ol className="flex flex-col">
        {visible.map((entry, index) => (
          <Entry key={entry.id} entry={entry} unit={unit} isLast={index === visible.length - 1} />
        ))}
      </ol>
      {newest.length > shown && (
        <Button
          size="small"
          variant="transparent"
          className="text-ui-fg-subtle self-start"
          aria-expanded={isWhole}
          onClick={() => setWhole(!isWhole)}
        >
          {t(isWhole ? "common.actions.showLess" : "common.actions.showAll")}
        </Button>
      )}
    </div>
  )
}

interface EntryProps {
  readonly entry: TimelineEntry
  readonly unit: string
  readonly isLast: boolean
}

function Entry({ entry, unit, isLast }: EntryProps) {
  const { t, language } = useTexts()
  const now = useNow()
  const detail = timelineDetail(entry, unit, language)
  return (
    <li className="grid grid-cols-[20px_1fr] items-start gap-x-2">
      <div aria-hidden className="flex size-full flex-col items-center gap-y-0.5">
        <div className="flex size-5 items-center justify-center">
          <div className="bg-ui-bg-base shadow-borders-base flex size-2.5 items-center justify-center rounded-full">
            <div className={clx("size-1.5 rounded-full", dotOf(entry.type))} />
          </div>
        </div>
        {!isLast && <div className="bg-ui-border-base w-px flex-1" />}
      </div>
      <div className={clx("min-w-0", !isLast && "pb-4")}>
        <div className="flex items-start justify-between gap-x-2">
          <Text size="small" leading="compact" weight="plus" className="pt-0.5">
            {typeLabel(entry.type, t)}
          </Text>
          <Tooltip content={formatExactMoment(entry.created_at, language)}>
            <Text size="small" leading="compact" className="text-ui-fg-subtle shrink-0 pt-0.5">
              <time dateTime={entry.created_at}>
                {formatDistance(entry.created_at, now, language)}
              </time>
            </Text>
          </Tooltip>
        </div>
        {detail !== null && (
          <Text size="small" className="text-ui-fg-subtle text-pretty">
            <bdi>{detail}</bdi>
          </Text>
        )}
        <Text size="xsmall" className="text-ui-fg-subtle">
          {sourceLabel(entry.source, t)}
        </Text>
      </div>
    </li>
  )
}

const BAD = new Set([
  "chargeback",
  "create_failed",
  "duplicate",
  "failed",
  "late",
  "mismatched",
  "order_refused",
  "orphaned",
  "refund_failed",
  "refund_reversed",
  "underpaid",
  "unknown_status",
  "void_failed",
])
const GOOD = new Set(["captured", "order_completed", "exception_resolved"])

function dotOf(type: string): string {
  if (BAD.has(type)) {
    return "bg-ui-tag-red-icon"
  }
  return GOOD.has(type) ? "bg-ui-tag-green-icon" : "bg-ui-tag-neutral-icon"
}

function typeLabel(type: string, t: Translate): string {
  const key = `attempts.timeline.types.${type}`
  return hasText(key) ? t(key) : type.replaceAll("_", " ")
}

function sourceLabel(source: string, t: Translate): string {
  const key = `attempts.timeline.sources.${source}`
  return hasText(key) ? t(key) : source
}
