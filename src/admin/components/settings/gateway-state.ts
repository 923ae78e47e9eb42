import type { Gateway } from "../../lib/gateways-types"
import type { Tone } from "../../lib/api-types"

/** What a gateway's card says of it at a glance; also names of texts. */
export type GatewayState = "ready" | "hidden" | "attention" | "broken"

const TONES: Readonly<Record<GatewayState, Tone>> = {
  ready: "green",
  hidden: "grey",
  attention: "orange",
  broken: "red",
}

/** The worst that is known of a gateway; what is only worth knowing is not bad. */
export function gatewayState({
  problems,
  credentials,
  method,
}: Pick<Gateway, "problems" | "credentials" | "method">): GatewayState {
  if (credentials.state === "refused" || problems.some(({ severity }) => severity === "error")) {
    return "broken"
  }
  if (problems.some(({ severity }) => severity === "warning")) {
    return "attention"
  }
  return method.is_hidden ? "hidden" : "ready"
}

export function toneOf(state: GatewayState): Tone {
  return TONES[state]
}
