import type { PaymentException } from "../core/attempt"
import type { GatewayErrorCode } from "../core/errors"
import { instruments } from "./instruments"
import { ATTRIBUTE } from "./scope"

/** How reconciliation's look at a payment ended. */
export type CheckOutcome =
  /** The gateway told something new, or the shop was put right. */
  | "changed"
  | "unchanged"
  /** Not now: another process works on it, or the gateway's limits do not allow it. */
  | "postponed"
  /** The gateway or the shop did not answer. */
  | "failed"

/** States of a gateway's circuit breaker. */
export type CircuitState = "closed" | "half_open" | "open"

/** Why a webhook was not taken; `unavailable` when it could not be stored. */
export type WebhookRefusal = GatewayErrorCode | "too_large" | "unavailable"

/**
 * What is counted and measured, each function a fact. `gateway` is a gateway's identifier, e.g.
 * `streampay`. Without OpenTelemetry's SDK nothing is done; nothing here throws.
 */
export const metrics = {
  /** A webhook is stored and answered; `isDuplicate` when it had been stored before. */
  webhookStored(gateway: string, isDuplicate: boolean): void {
    instruments()?.webhookStored.add(1, {
      [ATTRIBUTE.gateway]: gateway,
      [ATTRIBUTE.duplicate]: isDuplicate,
    })
  },

  /**
   * A webhook was not taken.
   *
   * @param gateway `null` when the address names none of the shop's: what strangers type is no
   *   attribute
   */
  webhookRefused(gateway: string | null, reason: WebhookRefusal): void {
    instruments()?.webhookRefused.add(1, {
      [ATTRIBUTE.gateway]: gateway ?? "unknown",
      [ATTRIBUTE.error]: reason,
    })
  },

  /** A stored webhook has had its effect, or needed none (`ignored`), this long after it came. */
  webhookProcessed(gateway: string, lagSeconds: number, outcome: "done" | "ignored"): void {
    instruments()?.webhookLag.record(lagSeconds, {
      [ATTRIBUTE.gateway]: gateway,
      [ATTRIBUTE.outcome]: outcome,
    })
  },

  /** A try to process a webhook failed; it is tried again. `reason` as `errorType` gives it. */
  webhookFailed(gateway: string, reason: string): void {
    instruments()?.webhookFailed.add(1, {
      [ATTRIBUTE.gateway]: gateway,
      [ATTRIBUTE.error]: reason,
    })
  },

  /** A webhook is no longer tried and waits for staff. */
  deadLetter(gateway: string): void {
    instruments()?.webhookDead.add(1, { [ATTRIBUTE.gateway]: gateway })
  },

  /** A payment is captured and in the shop's books, this long after it was begun. */
  paymentCompleted(gateway: string, secondsSinceCreated: number): void {
    instruments()?.timeToPaid.record(secondsSinceCreated, { [ATTRIBUTE.gateway]: gateway })
  },

  /** A gateway's API was called and answered. */
  gatewayCalled(gateway: string, seconds: number): void {
    instruments()?.callDuration.record(seconds, { [ATTRIBUTE.gateway]: gateway })
  },

  /** A call of a gateway's API failed. */
  gatewayFailed(gateway: string, reason: GatewayErrorCode, seconds: number): void {
    instruments()?.callDuration.record(seconds, {
      [ATTRIBUTE.gateway]: gateway,
      [ATTRIBUTE.error]: reason,
    })
  },

  /** Money does not match and staff has to look. */
  exceptionOpened(gateway: string, kind: PaymentException): void {
    instruments()?.exceptionOpened.add(1, {
      [ATTRIBUTE.gateway]: gateway,
      [ATTRIBUTE.exception]: kind,
    })
  },

  /** Reconciliation has looked at a payment. */
  checkDone(gateway: string, outcome: CheckOutcome): void {
    instruments()?.checkDone.add(1, {
      [ATTRIBUTE.gateway]: gateway,
      [ATTRIBUTE.outcome]: outcome,
    })
  },

  /** A gateway's circuit breaker has another state. */
  circuitChanged(gateway: string, state: CircuitState): void {
    instruments()?.circuitChanged.add(1, {
      [ATTRIBUTE.gateway]: gateway,
      [ATTRIBUTE.circuit]: state,
    })
  },
}
