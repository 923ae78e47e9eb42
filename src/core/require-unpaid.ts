import type { Attempt } from "./attempt"
import { GatewayError } from "./errors"

/** @throws {GatewayError} `not_allowed` when the payment is paid */
export function requireUnpaid(attempt: Attempt, consequence: string): void {
  if (attempt.status === "captured") {
    throw new GatewayError({
      code: "not_allowed",
      message: `This payment of ${attempt.due.toString()} is already paid: ${consequence}. Refund it instead.`,
      retry: false,
    })
  }
}
