import { describe } from "@jest/globals"
import { describeFaults } from "./describe-faults"
import { describePayments } from "./describe-payments"
import { describeRefunds } from "./describe-refunds"
import { describeSetUp } from "./describe-set-up"
import { describeWebhooks } from "./describe-webhooks"
import type { GatewayUnderTest } from "./gateway-under-test"

/**
 * Holds a gateway to everything that this plugin promises of each gateway. It runs in jest.
 *
 * @example
 * describe.each(gateways)("$name", describeGateway)
 */
export function describeGateway(subject: GatewayUnderTest): void {
  describe("payments", () => {
    describePayments(subject)
  })
  describe("webhooks", () => {
    describeWebhooks(subject)
  })
  describe("refunds", () => {
    describeRefunds(subject)
  })
  describe("set-up", () => {
    describeSetUp(subject)
  })
  describe("faults", () => {
    describeFaults(subject)
  })
}
