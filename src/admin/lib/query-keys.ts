/** Names of what is kept by react-query; everything of ours lies under the first. */
export const queryKeys = {
  all: ["payment-gateways"] as const,
  attempts: (query: object) => ["payment-gateways", "attempts", query] as const,
  attemptCounts: (query: object) => ["payment-gateways", "attempt-counts", query] as const,
  attempt: (id: string) => ["payment-gateways", "attempt", id] as const,
  events: (query: object) => ["payment-gateways", "events", query] as const,
  event: (id: string) => ["payment-gateways", "event", id] as const,
  refusals: (query: object) => ["payment-gateways", "refusals", query] as const,
  gateways: () => ["payment-gateways", "gateways"] as const,
  gateway: (providerId: string) => ["payment-gateways", "gateways", providerId] as const,
  health: () => ["payment-gateways", "health"] as const,
  statistics: (query: object) => ["payment-gateways", "statistics", query] as const,
}
