import type { CircuitState } from "../observability"
import type { ProviderChecks } from "./read-queues"

/** A gateway as the shop's configuration has it. */
export interface ConfiguredGateway {
  readonly providerId: string
  /** The gateway's identifier, e.g. `streampay`. */
  readonly gateway: string
  /** The name that people read, e.g. `StreamPay`. */
  readonly name: string
  /** Whether it is set up for the gateway's test environment. */
  readonly sandbox: boolean
  /** Whether this process leaves it alone at present. */
  readonly circuit: CircuitState
}

/** A configured gateway, and what is known of its work. */
export interface GatewayHealth extends ConfiguredGateway {
  /** Payments that are still looked at, now or later. */
  readonly watched: number
  readonly checksDue: number
  readonly checksFailing: number
  /** `null` when none of the shop's last thousand webhooks is from it. */
  readonly lastWebhookAt: Date | null
}

export function gatewayHealth(
  gateway: ConfiguredGateway,
  checks: ProviderChecks | undefined,
  lastWebhookAt: Date | undefined
): GatewayHealth {
  return {
    ...gateway,
    watched: checks?.watched ?? 0,
    checksDue: checks?.due ?? 0,
    checksFailing: checks?.failing ?? 0,
    lastWebhookAt: lastWebhookAt ?? null,
  }
}
