import type { GatewayUnderTest } from ".."
import { corefyUnderTest } from "../../providers/corefy/__tests__/support/conformance"
import { directa24UnderTest } from "../../providers/directa24/__tests__/support/conformance"
import {
  streamManualUnderTest,
  streamPageUnderTest,
} from "../../providers/stream-crypto/__tests__/support/conformance"
import { streamPayUnderTest } from "../../providers/streampay/__tests__/support/conformance"
import {
  xgatewayChannelUnderTest,
  xgatewayInvoiceUnderTest,
} from "../../providers/xgateway/__tests__/support/conformance"

/** The gateways of this plugin; a new one is held to the suite by its line here. */
export const gateways: readonly GatewayUnderTest[] = [
  streamPayUnderTest,
  corefyUnderTest,
  streamPageUnderTest,
  streamManualUnderTest,
  directa24UnderTest,
  xgatewayChannelUnderTest,
  xgatewayInvoiceUnderTest,
]
