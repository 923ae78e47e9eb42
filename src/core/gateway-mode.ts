import type { CommonOptions } from "./contract"

/** `test`: no money moves. */
export type GatewayMode = "live" | "test"

/** Some gateways take payments without money in their live environment, too: option `testMode`. */
export function modeOf(options: CommonOptions & { readonly testMode?: boolean }): GatewayMode {
  return options.sandbox || options.testMode === true ? "test" : "live"
}
