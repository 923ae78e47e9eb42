import type { SandboxClock } from "./clock"
import type { JsonObject, JsonValue } from "./json"
import type { Reply, Route } from "./exchange-types"
import type { WebhookDeliveries } from "./webhook-deliveries"

/** What the house gives each gateway. */
export interface GatewayContext {
  clock: SandboxClock
  webhooks: WebhookDeliveries
  /** The gateway's base URL, known once the server listens. */
  baseUrl(): string
}

/** One thing to pay, as the control panel lists it. */
export interface PanelEntry {
  id: string
  title: string
  amount: string
  currency: string
  status: string
  detail: string
  /** The payer's page; `null` when there is none. */
  url: string | null
  actions: PanelAction[]
}

/** A button of the control panel: a POST to the control API. */
export interface PanelAction {
  label: string
  /** Below `/control`. */
  path: string
  body?: JsonObject
  tone: "good" | "bad" | "plain"
}

/** How a vendor words what every server has to say sometime. */
export interface Refusals {
  notFound(): Reply
  methodNotAllowed(): Reply
  bodyTooLarge(): Reply
  broken(): Reply
}

/** Wrong answers that only the gateway can make, knowing which members are money. */
export interface GatewayDistortions {
  wrongAmount(body: JsonValue, by: bigint): JsonValue
  wrongCurrency(body: JsonValue, currency: string | undefined): JsonValue
  unknownEnum(body: JsonValue, value: string): JsonValue
  /** The vendor's error body for a failure of its own; APIs of several ages word it differently. */
  errorBody(status: number, path?: string): JsonValue
}

/** One simulated gateway. `Controls` is what scripts and tests steer it with. */
export interface Gateway<Controls> {
  /** Path of its base URL and of its controls: `/<name>` and `/control/<name>`. */
  readonly name: string
  readonly title: string
  /** API and pages, below the base URL. */
  readonly routes: Route[]
  /** Below `/control/<name>`. */
  readonly controlRoutes: Route[]
  readonly controls: Controls
  readonly refusals: Refusals
  readonly distortions: GatewayDistortions
  /** Members of request bodies that hold the merchant's keys: the log never shows their values. */
  readonly secretMembers?: readonly string[]
  /** What every answer of this path carries besides its own headers. */
  replyHeaders(path: string): Record<string, string>
  panel(): PanelEntry[]
  /** Back to the state after start, but for the registered webhook URL. */
  reset(): void
}
