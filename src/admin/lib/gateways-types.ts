import type { Mode } from "./api-types"

/** How the shop's answers about its gateways look, as far as these pages read them. */

/** Something that is wrong, and what to do about it. */
export interface Problem {
  readonly code: string
  readonly severity: "error" | "warning" | "info"
  readonly message: string
  readonly cure: string
  readonly provider_id?: string
  /** ISO 8601 */
  readonly since?: string
}

/** Why a test webhook did not come through as it was sent. */
export interface TestProblem {
  readonly code: string
  readonly message: string
  readonly cure: string
}

/** A configured option; a secret's value is never told. */
export interface GatewayOption {
  readonly name: string
  readonly kind: "secret" | "value"
  readonly is_set: boolean
  readonly value?: string | number | boolean
}

/** A region of the shop, as far as this gateway has to do with it. */
export interface GatewayRegion {
  readonly id: string
  readonly name: string
  readonly currency_code: string
  readonly countries: readonly string[]
  /** Whether the gateway may be chosen there. */
  readonly is_enabled: boolean
  /** Why it cannot be paid with there. */
  readonly problem: string | null
}

/** The languages that a method's texts are kept in. */
export const METHOD_LOCALES = ["en", "ar", "es", "pt-BR", "zh"] as const

export type MethodLocale = (typeof METHOD_LOCALES)[number]

/** What is left out is taken from another language, or from the gateway's name. */
export interface MethodText {
  readonly title?: string
  readonly description?: string
}

/** How shoppers see the gateway. */
export interface Method {
  readonly texts: Readonly<Partial<Record<MethodLocale, MethodText>>>
  /** Methods are offered in this order, the smallest first. */
  readonly rank: number
  readonly is_hidden: boolean
}

export interface Policies {
  readonly deferred_order: boolean
  readonly underpaid: "hold" | "ask" | "accept"
  readonly overpaid: "hold" | "accept" | "refund"
  readonly duplicate: "hold" | "refund"
  readonly underpayment_tolerance_percent: string
}

export interface Gateway {
  readonly provider_id: string
  readonly gateway: string
  readonly id: string
  readonly name: string
  readonly mode: Mode
  /** Whether the shop leaves the gateway alone at present, because it failed. */
  readonly circuit: "closed" | "open" | "half_open"
  readonly options: readonly GatewayOption[]
  readonly webhook_url: string | null
  readonly webhooks: {
    readonly last_accepted_at: string | null
    readonly last_refused: {
      readonly at: string
      readonly code: string
      readonly message: string
      readonly count: number
    } | null
  }
  readonly credentials: {
    readonly state: "unknown" | "accepted" | "refused" | "unreachable"
    readonly checked_at: string | null
    readonly message: string | null
  }
  readonly test_webhook: {
    readonly state: "never" | "passed" | "failed"
    readonly sent_at: string | null
    readonly problem: TestProblem | null
  }
  readonly capabilities: Readonly<Record<Capability, boolean>>
  /** `null` where it takes any. */
  readonly currencies: readonly string[] | null
  readonly regions: readonly GatewayRegion[]
  readonly policies: Policies
  readonly method: Method
  readonly problems: readonly Problem[]
  /** Payments that are still looked at. */
  readonly watched: number
  readonly checks_failing: number
}

export const CAPABILITIES = [
  "capture",
  "cancel",
  "refund",
  "partial_refund",
  "customers",
  "subscriptions",
] as const

export type Capability = (typeof CAPABILITIES)[number]

/** A gateway that the plugin knows, configured or not. */
export interface AvailableGateway {
  readonly gateway: string
  readonly name: string
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

export interface GatewayList {
  readonly gateways: readonly Gateway[]
  readonly available: readonly AvailableGateway[]
}

/** What staff may set of a method. */
export interface MethodInput {
  readonly texts?: Method["texts"]
  readonly rank?: number
  readonly is_hidden?: boolean
}
