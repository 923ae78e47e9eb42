import { metrics, traced } from "../observability"
import type { Attempt } from "./attempt"
import type { CommonOptions } from "./contract"
import { countGatewayError } from "./count-incident"
import { operationMs, withDeadline } from "./deadline"
import { GatewayError } from "./errors"
import { toldToStaff } from "./http-errors"

/** What a gateway can be asked for; one operation may be several requests. */
export type GatewayOperation = "create" | "read" | "capture" | "cancel" | "refund"

/** What no shopper asks for. */
const STAFFS: ReadonlySet<GatewayOperation> = new Set(["capture", "cancel", "refund"])

/**
 * Asks a gateway for something: within its time, measured, and as a span of its own.
 *
 * @throws {GatewayError} what the gateway throws
 */
export function callGateway<Result>(
  operation: GatewayOperation,
  attempt: Pick<Attempt, "id" | "sessionId" | "providerId" | "gateway">,
  options: CommonOptions,
  run: () => Promise<Result>
): Promise<Result> {
  const { id, sessionId, providerId, gateway } = attempt
  const fields = { attempt: id, session: sessionId, gateway, operation, kind: "client" } as const
  return traced("payment_gateways.gateway.call", fields, async () => {
    const begun = performance.now()
    const seconds = () => (performance.now() - begun) / 1000
    try {
      const result = await withDeadline(operationMs(options), run)
      metrics.gatewayCalled(gateway, seconds())
      return result
    } catch (error) {
      if (GatewayError.is(error)) {
        error.message = STAFFS.has(operation) ? toldToStaff(error.message) : error.message
        metrics.gatewayFailed(gateway, error.reason, seconds())
      }
      countGatewayError(providerId, error)
      throw error
    }
  })
}
