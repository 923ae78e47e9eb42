/**
 * `error`: payments are or will be late or stuck. `warning`: they may be, or somebody has to do
 * something. `info`: worth knowing.
 */
export type Severity = "error" | "warning" | "info"

/** Stable names of what can be wrong, for alerts. */
export const PROBLEM_CODES = [
  "locking_in_memory",
  "locking_never_expires",
  "locks_stuck",
  "jobs_not_running",
  "backend_url_missing",
  "storefront_url_missing",
  "no_gateways",
  "provider_removed",
  "credentials_refused",
  "webhooks_refused",
  "webhook_test_failed",
  "currency_not_taken",
  "countries_not_served",
  "test_mode_in_production",
  "circuit_open",
  "checks_failing",
  "checks_late",
  "webhooks_late",
  "webhooks_dead",
  "announcements_late",
  "exceptions_open",
] as const

export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** Something that is wrong with the set-up or the work of the plugin. */
export interface Problem {
  readonly code: ProblemCode
  readonly severity: Severity
  /** What is wrong and what it leads to, in one or two plain sentences. */
  readonly message: string
  /** What to do about it. */
  readonly cure: string
  /** The provider that it is about, e.g. `pp_streampay_streampay`. */
  readonly providerId?: string
  /** Since when, where that is known. */
  readonly since?: Date
}
