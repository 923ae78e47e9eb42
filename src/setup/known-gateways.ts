import type { GatewayDefinition } from "../core/contract"
import { describeOptions } from "../core/describe-options"
import { corefy } from "../providers/corefy/gateway"
import { directa24 } from "../providers/directa24/gateway"
import { streamCrypto } from "../providers/stream-crypto/gateway"
import { streamPay } from "../providers/streampay/gateway"
import { xgateway } from "../providers/xgateway/gateway"

/** A gateway of this plugin, whether the shop has set it up or not. */
export interface AvailableGateway {
  readonly gateway: string
  readonly name: string
  /** Names of the options without which it does not start. */
  readonly required: readonly string[]
  readonly optional: readonly string[]
}

type Described = Pick<GatewayDefinition, "identifier" | "displayName" | "optionsSchema">

const KNOWN: readonly Described[] = [streamPay, corefy, streamCrypto, directa24, xgateway]

/** All gateways that this plugin offers. */
export function availableGateways(): AvailableGateway[] {
  return KNOWN.map(({ identifier, displayName, optionsSchema }) => {
    const options = describeOptions(optionsSchema)
    const names = (isRequired: boolean) =>
      options.filter((option) => option.isRequired === isRequired).map(({ name }) => name)
    return {
      gateway: identifier,
      name: displayName,
      required: names(true),
      optional: names(false),
    }
  })
}
