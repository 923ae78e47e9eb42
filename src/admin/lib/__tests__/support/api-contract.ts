import type {
  AttemptCountsView,
  AttemptPage as ServerAttemptPage,
} from "../../../../staff/list-attempts"
import type { AttemptDetail as ServerAttempt } from "../../../../staff/retrieve-attempt"
import type { RefusalView } from "../../../../webhooks/list-refusals"
import type { WebhookEventPage } from "../../../../webhooks/list-webhook-events"
import type {
  AttemptCounts,
  AttemptDetail,
  AttemptPage,
  EventPage,
  Refusal,
  Resolution,
  TimelineEntry,
} from "../../api-types"

/** As it comes over the wire. */
type Json<Value> = Value extends Date
  ? string
  : Value extends readonly (infer Item)[]
    ? readonly Json<Item>[]
    : Value extends object
      ? { readonly [Key in keyof Value]: Json<Value[Key]> }
      : Value

/** The server's ways out and lines of the story have wider words than what is shown. */
type Loose = "resolutions" | "timeline"

// Nothing runs here: what the shop answers has to be what the pages read, or this does not compile.
export type Contract = [
  Fits<Json<ServerAttemptPage>, AttemptPage>,
  Fits<Json<AttemptCountsView>, AttemptCounts>,
  Fits<Json<ServerAttempt>, Omit<AttemptDetail, Loose>>,
  Fits<Json<ServerAttempt>["resolutions"][number], Omit<Resolution, "action">>,
  Fits<Json<ServerAttempt>["timeline"][number], Omit<TimelineEntry, "data">>,
  Fits<Json<WebhookEventPage>, EventPage>,
  Fits<Json<RefusalView>, Refusal>,
]

type Fits<Answer extends Read, Read> = [Answer, Read]
