/** How the shop's answers look, as far as these pages read them. Amounts are decimal strings. */

export type SituationCode =
  | "preparing"
  | "needs_payer_details"
  | "waiting_for_payer"
  | "waiting_for_rest"
  | "confirming"
  | "reserved"
  | "paid"
  | "paid_accepted"
  | "paid_order_pending"
  | "refunded"
  | "partially_refunded"
  | "refund_pending"
  | "refund_failed"
  | "charged_back"
  | "underpaid"
  | "overpaid"
  | "late"
  | "duplicate"
  | "mismatched"
  | "orphaned"
  | "failed"
  | "canceled"
  | "expired"
  | "replaced"

export type Tone = "green" | "orange" | "red" | "blue" | "grey"

export interface Amount {
  readonly amount: string
  readonly currency_code: string
}

export const SITUATION_AMOUNTS = [
  "due",
  "received",
  "missing",
  "excess",
  "refunded",
  "accepted",
  "held",
  "pending_refund",
  "failed_refund",
  "charged_back",
] as const

export type SituationAmountName = (typeof SITUATION_AMOUNTS)[number]

/** What the one plain sentence about a payment is made of. */
export interface Situation {
  readonly code: SituationCode
  readonly tone: Tone
  /** Those that are not zero, and always what is asked. */
  readonly amounts: Readonly<{ due: Amount } & Partial<Record<SituationAmountName, Amount>>>
  /** ISO 8601 */
  readonly expires_at?: string
  /** ISO 8601 */
  readonly since?: string
}

export const EXCEPTIONS = [
  "underpaid",
  "overpaid",
  "late",
  "duplicate",
  "mismatched",
  "orphaned",
] as const

export type ExceptionCode = (typeof EXCEPTIONS)[number]

export type Mode = "live" | "test"

export interface ForeignAmount {
  readonly amount: string
  readonly unit: string
}

export interface AttemptDetails {
  readonly fee?: ForeignAmount
  readonly paid?: ForeignAmount
  readonly rate?: { readonly value: string; readonly from: string; readonly to: string }
  readonly method?: string
  readonly network?: string
  readonly transactions?: readonly { readonly id: string; readonly url?: string }[]
  readonly dashboardUrl?: string
  /** Seen by the gateway and not final: decimal string in major units of the session's currency. */
  readonly inSight?: string
}

export interface AttemptListItem {
  readonly id: string
  readonly session_id: string
  readonly gateway: string
  readonly gateway_name: string
  readonly provider_id: string
  /** `null` when the gateway is no longer configured. */
  readonly mode: Mode | null
  readonly reference: string | null
  readonly status: string
  readonly gateway_status: string | null
  readonly amount: string
  readonly currency_code: string
  readonly received: string
  readonly accepted: string | null
  readonly taken: string | null
  readonly written_off: string
  readonly refunded: string
  readonly refunded_by_hand: string
  readonly failed_refunds: string
  readonly open_refunds: string
  readonly charged_back: string
  readonly exception: ExceptionCode | null
  readonly mismatch: string | null
  readonly details: AttemptDetails
  readonly cart_id: string | null
  readonly order_id: string | null
  readonly order_display_id: number | null
  readonly email: string | null
  readonly expires_at: string | null
  readonly abandoned_at: string | null
  readonly observed_at: string | null
  readonly created_at: string
  readonly situation: Situation
}

export interface TimelineEntry {
  readonly id: string
  readonly type: string
  readonly source: string
  readonly message: string
  readonly data: Readonly<Record<string, unknown>> | null
  readonly created_at: string
}

/** A question to staff, e.g. where a refund goes. */
export interface CollectField {
  readonly name: string
  readonly label: string
  readonly pattern?: string
  readonly options?: readonly { readonly value: string; readonly label: string }[]
  readonly required: boolean
}

export const RESOLUTIONS = [
  "accept",
  "complete_order",
  "attach_to_order",
  "refund",
  "record_refund",
  "dismiss",
] as const

export type ResolutionAction = (typeof RESOLUTIONS)[number]

/** A way out of an exception. */
export interface Resolution {
  readonly action: ResolutionAction
  /** All of it, or the most of it. */
  readonly amount: string
  readonly fields: readonly CollectField[]
  readonly description: string
}

/** Why a payment cannot be refunded. */
export const REFUND_OBSTACLES = [
  "gateway_not_configured",
  "gateway_cannot_refund",
  "not_paid",
  "nothing_left",
  "use_resolution",
] as const

export type RefundObstacle = (typeof REFUND_OBSTACLES)[number]

/** Whether, and how much, can be refunded through the gateway. */
export interface RefundOffer {
  readonly possible: boolean
  /** The most. */
  readonly amount: string
  /** Whether less than that can go back, too. */
  readonly is_partial_possible: boolean
  readonly fields: readonly CollectField[]
  /** Why not. */
  readonly reason_code?: RefundObstacle
}

export interface AttemptDetail extends AttemptListItem {
  readonly timeline: readonly TimelineEntry[]
  readonly resolutions: readonly Resolution[]
  readonly refund: RefundOffer
  /** Where the payer can still pay. */
  readonly payment_page_url: string | null
  /** How many webhooks came for it. */
  readonly events: number
}

interface Page {
  readonly count: number
  readonly offset: number
  readonly limit: number
}

export interface AttemptPage extends Page {
  readonly attempts: readonly AttemptListItem[]
}

export const STATES = ["attention", "open", "paid", "refunded", "ended"] as const

export type AttemptState = (typeof STATES)[number]

export interface AttemptCounts {
  readonly counts: Readonly<Record<AttemptState | "all", number>>
  readonly exceptions: Readonly<Partial<Record<ExceptionCode, number>>>
}

export const EVENT_STATES = ["waiting", "done", "ignored", "dead"] as const

export type EventState = (typeof EVENT_STATES)[number]

/** A received webhook. */
export interface EventListItem {
  readonly id: string
  readonly provider_id: string
  readonly gateway: string
  readonly gateway_name: string
  readonly event_type: string
  readonly state: EventState
  readonly tries: number
  readonly last_error: string | null
  readonly attempt_id: string | null
  readonly session_id: string | null
  readonly reference: string | null
  readonly created_at: string
  readonly due_at: string
  readonly processed_at: string | null
}

export interface EventDetail extends EventListItem {
  /** Redacted. */
  readonly body: string
}

export interface EventPage extends Page {
  readonly events: readonly EventListItem[]
}

/** Webhooks that were refused, summed up. */
export interface Refusal {
  readonly id: string
  readonly provider_id: string
  readonly gateway: string
  readonly gateway_name: string
  readonly code: string
  readonly message: string
  readonly count: number
  readonly first_at: string
  readonly last_at: string
}

export interface RefusalPage extends Page {
  readonly refusals: readonly Refusal[]
}
