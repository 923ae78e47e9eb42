import { toast } from "@medusajs/ui"
import { useCallback, useState } from "react"
import { useSearchParams } from "react-router-dom"
import { EVENT_STATES } from "../../lib/api-types"
import { describeFailure } from "../../lib/describe-failure"
import { useEvents, useRefusals, useReplayEvents } from "../../lib/events-api"
import type { useListState } from "../../lib/use-list-state"
import { useTexts } from "../../lib/use-texts"
import { ErrorNotice } from "../error-notice"
import { EventDrawer } from "../event-drawer"
import { useEventColumns, useRefusalColumns } from "./event-columns"
import { ListTable } from "./list-table"
import { choiceFilter, usePeriodFilter } from "./use-filters"

interface EventListProps {
  readonly state: ReturnType<typeof useListState>
}

/** Webhooks that were accepted, and what became of them. */
export function AcceptedEvents({ state }: EventListProps) {
  const { t } = useTexts()
  const [params] = useSearchParams()
  const [shown, setShown] = useState<string>()
  const list = useEvents({
    ...state.page,
    ...state.query,
    attempt_id: params.get("attempt_id") ?? undefined,
  })
  const replay = useReplayEvents()
  const columns = useEventColumns(useCallback((id: string) => setShown(id), []))
  const filters = [
    choiceFilter(
      "state",
      t("events.filters.state"),
      EVENT_STATES.map((value) => ({ value, label: t(`events.states.${value}`) }))
    ),
    usePeriodFilter(t("events.filters.period")),
  ]
  const replayAll = (ids: readonly string[]) =>
    replay.mutate(ids, {
      onSuccess: ({ replayed }) =>
        toast.success(t("events.done.replayed", { number: replayed.length })),
      onError: (error) => toast.error(describeFailure(error, t)),
    })
  if (list.error) {
    return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
  }
  return (
    <>
      <ListTable
        rows={list.data?.events ?? []}
        count={list.data?.count ?? 0}
        columns={columns}
        state={state}
        isLoading={list.isPending}
        filters={filters}
        command={{ label: t("events.actions.replay"), shortcut: "r", run: replayAll }}
        onRowClick={({ id }) => setShown(id)}
        emptyState={{
          empty: { heading: t("events.empty.heading"), description: t("events.empty.description") },
          filtered: {
            heading: t("events.empty.foundHeading"),
            description: t("events.empty.foundDescription"),
          },
        }}
      />
      {shown !== undefined && <EventDrawer id={shown} onClose={() => setShown(undefined)} />}
    </>
  )
}

/** Webhooks that were turned away, and why; one row for each reason and hour. */
export function RefusedEvents({ state }: EventListProps) {
  const { t } = useTexts()
  const list = useRefusals(state.page)
  const columns = useRefusalColumns()
  if (list.error) {
    return <ErrorNotice error={list.error} onRetry={() => void list.refetch()} />
  }
  const texts = {
    heading: t("events.empty.refusedHeading"),
    description: t("events.empty.refusedDescription"),
  }
  return (
    <ListTable
      rows={list.data?.refusals ?? []}
      count={list.data?.count ?? 0}
      columns={columns}
      state={state}
      isLoading={list.isPending}
      emptyState={{ empty: texts, filtered: texts }}
    />
  )
}
