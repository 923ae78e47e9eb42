import { container as applicationContainer } from "@medusajs/framework"
import { GatewayError, type GatewayErrorCode } from "./errors"
import { PAYMENT_GATEWAYS_MODULE } from "./ledger"

/** What is counted of a gateway's failures. */
export type IncidentKind = "gateway_error" | "webhook_refused"

/** A failure: of a call of a gateway's API, or of a webhook that was refused. */
export interface Incident {
  /** `pp_<identifier>_<id>` */
  readonly providerId: string
  readonly kind: IncidentKind
  /** A word of few values, e.g. `invalid_signature`: there is a row for each and hour. */
  readonly code: string
  /** For people. No secret, nothing of the payer. */
  readonly message: string
}

/** Answers to what the shopper or staff asked for: the gateway works as it should. */
const ORDINARY: ReadonlySet<GatewayErrorCode> = new Set([
  "invalid_amount",
  "unsupported_currency",
  "invalid_input",
  "not_found",
  "not_allowed",
])

/** Counts a failure for staff to see, where a shop runs; costs no more than a look into a map. */
export function countIncident(incident: Incident): void {
  const ledger = applicationContainer.resolve<
    { readonly incidents?: { count(incident: Incident): void } } | undefined
  >(PAYMENT_GATEWAYS_MODULE, { allowUnregistered: true })
  ledger?.incidents?.count(incident)
}

/** Counts a failed call of a gateway's API, unless the gateway only said no. */
export function countGatewayError(providerId: string, error: unknown): void {
  if (GatewayError.is(error) && !ORDINARY.has(error.reason)) {
    const { reason: code } = error
    countIncident({ providerId, kind: "gateway_error", code, message: error.toLogLine() })
  }
}
