/** A right that Medusa asks a user's roles for, where its access control is on. */
export interface Policy {
  readonly resource: string
  readonly operation: string
}

const READ: Policy = { resource: "payment_gateways", operation: "read" }
const UPDATE: Policy = { resource: "payment_gateways", operation: "update" }
/** The same right as for a refund in Medusa's own order page. */
const MONEY: Policy = { resource: "refund", operation: "create" }

type Method = "GET" | "POST"

/** What a route of staff's asks for; without an entry it would be open to every user. */
export interface AdminPolicy {
  readonly matcher: string
  readonly methods: Method[]
  readonly policies: Policy[]
}

const ROOT = "/admin/payment-gateways"

/** Everybody who looks needs `read`; whoever changes something needs the other right, too. */
export const ADMIN_POLICIES: readonly AdminPolicy[] = [
  ...of(
    "GET",
    [READ],
    [
      "/attempts",
      "/attempts/counts",
      "/attempts/:id",
      "/attempts/:id/support-bundle",
      "/exceptions",
      "/events",
      "/events/refused",
      "/events/:id",
      "/export",
      "/gateways",
      "/gateways/:provider_id",
      "/health",
      "/statistics",
    ]
  ),
  // Holds a file against the ledger, and changes nothing.
  ...of("POST", [READ], ["/settlements/compare"]),
  ...of(
    "POST",
    [READ, UPDATE],
    [
      "/attempts/check",
      "/attempts/:id/check",
      "/events/replay",
      "/events/:id/replay",
      "/gateways/:provider_id",
      "/gateways/:provider_id/check-credentials",
      "/gateways/:provider_id/test-webhook",
    ]
  ),
  ...of("POST", [READ, MONEY], ["/attempts/:id/refund", "/attempts/:id/resolve"]),
]

function of(method: Method, policies: Policy[], paths: readonly string[]): AdminPolicy[] {
  return paths.map((path) => ({ matcher: `${ROOT}${path}`, methods: [method], policies }))
}
