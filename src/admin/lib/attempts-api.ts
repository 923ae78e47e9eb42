import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type {
  AttemptCounts,
  AttemptDetail,
  AttemptPage,
  ResolutionAction,
  SituationCode,
} from "./api-types"
import { queryKeys } from "./query-keys"
import { download, type Query, read, send } from "./request"

/** While money is awaited or on its way a page looks again by itself. */
const LOOK_AGAIN_MS = 15_000

/** Attempts to pay, a page of them. */
export function useAttempts(query: Query) {
  return useQuery({
    queryKey: queryKeys.attempts(query),
    queryFn: () => read<AttemptPage>("/attempts", query),
    placeholderData: keepPreviousData,
    // A refusal stays one; the dashboard's own client tries again otherwise.
    retry: false,
  })
}

export function useAttemptCounts(query: Query) {
  return useQuery({
    queryKey: queryKeys.attemptCounts(query),
    queryFn: () => read<AttemptCounts>("/attempts/counts", query),
    placeholderData: keepPreviousData,
    retry: false,
  })
}

/** One attempt with its story. */
export function useAttempt(id: string) {
  return useQuery({
    queryKey: queryKeys.attempt(id),
    queryFn: () => read<{ attempt: AttemptDetail }>(`/attempts/${encodeURIComponent(id)}`),
    select: ({ attempt }) => attempt,
    refetchInterval: ({ state }) => (isMoving(state.data?.attempt) ? LOOK_AGAIN_MS : false),
    retry: false,
  })
}

/** What changes by itself, sooner or later: nobody has to ask for it. */
const MOVING: ReadonlySet<SituationCode> = new Set([
  "preparing",
  "needs_payer_details",
  "waiting_for_payer",
  "waiting_for_rest",
  "confirming",
  "paid_order_pending",
  "refund_pending",
])

function isMoving(attempt: AttemptDetail | undefined): boolean {
  return attempt !== undefined && MOVING.has(attempt.situation.code)
}

/** What changes a payment makes its page, the lists and Medusa's own order page look again. */
function useRefresh(): () => void {
  const client = useQueryClient()
  // Not waited for: a drawer whose question is settled is gone by then, and could not say so.
  return () => {
    void Promise.all([
      client.invalidateQueries({ queryKey: queryKeys.all }),
      // Medusa's own key of everything about orders.
      client.invalidateQueries({ queryKey: ["orders"] }),
    ])
  }
}

/** Has the gateway read now. */
export function useCheckAttempt(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => send<{ attempt: AttemptDetail }>(`/attempts/${encodeURIComponent(id)}/check`),
    onSettled: refresh,
  })
}

/** Makes attempts due at once; their gateways are read in the background. */
export function useCheckAttempts() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (ids: readonly string[]) => send<{ checked: string[] }>("/attempts/check", { ids }),
    onSettled: refresh,
  })
}

export interface RefundInput {
  readonly amount: string
  readonly reason?: string
  readonly fields?: Readonly<Record<string, string>>
}

export function useRefundAttempt(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: RefundInput) =>
      send<unknown>(`/attempts/${encodeURIComponent(id)}/refund`, input),
    onSettled: refresh,
  })
}

export interface ResolutionInput {
  readonly action: ResolutionAction
  readonly amount?: string
  readonly order_id?: string
  readonly fields?: Readonly<Record<string, string>>
  readonly reference?: string
  readonly reason?: string
}

export function useResolveAttempt(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (input: ResolutionInput) =>
      send<unknown>(`/attempts/${encodeURIComponent(id)}/resolve`, input),
    onSettled: refresh,
  })
}

/** What the gateway's support may be sent: nothing of the payer, no secret. */
export function downloadSupportBundle(id: string): Promise<void> {
  return download(`/attempts/${encodeURIComponent(id)}/support-bundle`, `payment-${id}.json`)
}

/** The period as CSV. */
export function downloadStatement(query: Query): Promise<void> {
  return download("/export", "payments.csv", query)
}
