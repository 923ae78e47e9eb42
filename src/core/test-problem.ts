/** What spoils webhooks on their way from the internet into this shop; stable names. */
export const TEST_PROBLEM_CODES = [
  "no_public_url",
  "unreachable",
  "tls",
  "timeout",
  "redirected",
  "not_found",
  "proxy_changed_body",
  "refused_signature",
  "wrong_shop",
  "not_received",
] as const

export type TestProblemCode = (typeof TEST_PROBLEM_CODES)[number]

/** Why a test webhook did not arrive, and what to do about it. */
export interface TestProblem {
  readonly code: TestProblemCode
  /** What is wrong, in one plain sentence or two. */
  readonly message: string
  readonly cure: string
}
