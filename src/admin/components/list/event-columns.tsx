import { StatusBadge, createDataTableColumnHelper } from "@medusajs/ui"
import { useMemo } from "react"
import { Link } from "react-router-dom"
import type { EventListItem, EventState, Refusal, Tone } from "../../lib/api-types"
import { formatMoment } from "../../lib/format"
import { useTexts } from "../../lib/use-texts"
import { LINK } from "../link-style"
import { LastCell } from "./last-cell"
import { selectColumn } from "./select-column"

const eventHelper = createDataTableColumnHelper<EventListItem>()
const refusalHelper = createDataTableColumnHelper<Refusal>()

export const EVENT_TONES: Readonly<Record<EventState, Tone>> = {
  waiting: "blue",
  done: "green",
  ignored: "grey",
  dead: "red",
}

/** What a row of the received webhooks tells. */
export function useEventColumns(onShow: (id: string) => void) {
  const { t, language } = useTexts()
  return useMemo(
    () => [
      selectColumn<EventListItem>({
        all: t("events.selectAll"),
        one: ({ id }) => t("events.selectRow", { id }),
      }),
      eventHelper.accessor("event_type", {
        header: t("events.columns.type"),
        cell: ({ row: { original } }) => (
          <button
            type="button"
            dir="ltr"
            className="focus-visible:shadow-borders-focus max-w-full truncate rounded outline-none"
            onClick={(event) => {
              event.stopPropagation()
              onShow(original.id)
            }}
          >
            {original.event_type}
          </button>
        ),
      }),
      eventHelper.accessor("gateway_name", { header: t("events.columns.gateway") }),
      eventHelper.accessor("state", {
        header: t("events.columns.state"),
        cell: ({ getValue }) => (
          <StatusBadge color={EVENT_TONES[getValue()]} className="text-nowrap">
            {t(`events.states.${getValue()}`)}
          </StatusBadge>
        ),
      }),
      eventHelper.accessor("tries", { header: t("events.columns.tries"), size: 90 }),
      eventHelper.accessor("attempt_id", {
        header: t("events.columns.payment"),
        cell: ({ row: { original } }) =>
          original.attempt_id === null ? (
            "-"
          ) : (
            <Link
              to={`/payment-gateways/${original.attempt_id}`}
              className={LINK}
              onClick={(event) => event.stopPropagation()}
            >
              <bdi>{original.reference ?? original.attempt_id}</bdi>
            </Link>
          ),
      }),
      eventHelper.accessor("created_at", {
        header: t("events.columns.received"),
        cell: ({ getValue }) => <LastCell>{formatMoment(getValue(), language)}</LastCell>,
      }),
    ],
    [t, language, onShow]
  )
}

/** People read the sentence; the code is for alerts. */
function withoutCode(message: string, code: string): string {
  const prefix = `${code} · `
  return message.startsWith(prefix) ? message.slice(prefix.length) : message
}

/** What a row of the refused webhooks tells: many of one kind are one row. */
export function useRefusalColumns() {
  const { t, language } = useTexts()
  return useMemo(
    () => [
      refusalHelper.accessor("gateway_name", { header: t("events.columns.gateway"), size: 160 }),
      refusalHelper.accessor("message", {
        header: t("events.columns.reason"),
        maxSize: 440,
        cell: ({ row: { original } }) => (
          <span dir="auto">{withoutCode(original.message, original.code)}</span>
        ),
      }),
      refusalHelper.accessor("count", { header: t("events.columns.count"), size: 90 }),
      refusalHelper.accessor("first_at", {
        header: t("events.columns.firstAt"),
        size: 170,
        cell: ({ getValue }) => formatMoment(getValue(), language),
      }),
      refusalHelper.accessor("last_at", {
        header: t("events.columns.lastAt"),
        size: 170,
        cell: ({ getValue }) => <LastCell>{formatMoment(getValue(), language)}</LastCell>,
      }),
    ],
    [t, language]
  )
}
