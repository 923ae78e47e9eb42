import type { Gateway } from "../../lib/gateways-types"
import type { Tone } from "../../lib/api-types"

/** What a gateway's card says of it at a glance; also names of texts. */
export type GatewayState = "ready" | "unchecked" | "hidden" | "attention" | "broken"

const TONES: Readonly<Record<GatewayState, Tone>> = {
  ready: "green",
  unchecked: "grey",
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
  if (
    credentials.state === "unreachable" ||
    problems.some(({ severity }) => severity === "warning")
  ) {
    return "attention"
  }
  if (method.is_hidden) {
    return "hidden"
  }
  return credentials.state === "unknown" ? "unchecked" : "ready"
}

export function toneOf(state: GatewayState): Tone {
  return TONES[state]
}
