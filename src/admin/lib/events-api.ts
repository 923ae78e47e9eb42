import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type { EventDetail, EventPage, RefusalPage } from "./api-types"
import { queryKeys } from "./query-keys"
import { type Query, read, send } from "./request"

/** Received webhooks, a page of them. */
export function useEvents(query: Query) {
  return useQuery({
    queryKey: queryKeys.events(query),
    queryFn: () => read<EventPage>("/events", query),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** One received webhook with its redacted body. */
export function useEvent(id: string) {
  return useQuery({
    queryKey: queryKeys.event(id),
    queryFn: () => read<{ event: EventDetail }>(`/events/${encodeURIComponent(id)}`),
    select: ({ event }) => event,
    retry: false,
  })
}

/** Webhooks that were turned away. */
export function useRefusals(query: Query) {
  return useQuery({
    queryKey: queryKeys.refusals(query),
    queryFn: () => read<RefusalPage>("/events/refused", query),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** Has webhooks processed once more. */
export function useReplayEvents() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (ids: readonly string[]) => send<{ replayed: string[] }>("/events/replay", { ids }),
    onSettled: () => void client.invalidateQueries({ queryKey: queryKeys.all }),
  })
}
