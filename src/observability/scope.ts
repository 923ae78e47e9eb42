/** Under this name OpenTelemetry knows what comes from the plugin. */
export const SCOPE = "medusa-payment-gateways"

/** Attributes of the plugin's spans and metrics. */
export const ATTRIBUTE = {
  operation: "payment_gateways.operation",
  gateway: "payment_gateways.gateway",
  queue: "payment_gateways.queue",
  exception: "payment_gateways.exception",
  outcome: "payment_gateways.outcome",
  duplicate: "payment_gateways.webhook.duplicate",
  circuit: "payment_gateways.circuit.state",
  /** OpenTelemetry's own name: why something failed, as a word of few values. */
  error: "error.type",
} as const

/** What the plugin's spans are about. Few names: ids are attributes. */
export const SPAN_NAMES = [
  /** A webhook is verified and stored. */
  "payment_gateways.webhook.receive",
  /** A stored webhook has its effect. */
  "payment_gateways.webhook.process",
  /** Reconciliation looks at a payment. */
  "payment_gateways.attempt.check",
  /** A payment is read at its gateway, settled, and told to Medusa. */
  "payment_gateways.attempt.settle",
  "payment_gateways.attempt.refund",
  /** The rest of the shop is told what happened. */
  "payment_gateways.announce",
  /** One call of a gateway's API. */
  "payment_gateways.gateway.call",
] as const

export type SpanName = (typeof SPAN_NAMES)[number]
