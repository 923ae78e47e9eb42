import type { GatewayUnderTest } from ".."
import { streamPayUnderTest } from "../../providers/streampay/__tests__/support/conformance"

/** The gateways of this plugin; a new one is held to the suite by its line here. */
export const gateways: readonly GatewayUnderTest[] = [streamPayUnderTest]
