import {
  type Counter,
  createNoopMeter,
  type Histogram,
  type MeterProvider,
  metrics as openTelemetry,
  type ObservableGauge,
  type Meter,
} from "@opentelemetry/api"
import { SCOPE } from "./scope"

/** The plugin's instruments, as one meter provider made them. */
export interface Instruments {
  readonly meter: Meter
  readonly webhookStored: Counter
  readonly webhookRefused: Counter
  readonly webhookFailed: Counter
  readonly webhookDead: Counter
  readonly webhookLag: Histogram
  readonly timeToPaid: Histogram
  readonly callDuration: Histogram
  readonly exceptionOpened: Counter
  readonly checkDone: Counter
  readonly circuitChanged: Counter
  readonly queueDepth: ObservableGauge
  readonly queueAge: ObservableGauge
}

let known: { readonly provider: MeterProvider; readonly made: Instruments | undefined } | undefined

/**
 * The instruments; made at first use, and anew when another meter provider is registered, since
 * those that were made before a registration stay without effect.
 *
 * @returns `undefined` while nobody measures
 */
export function instruments(): Instruments | undefined {
  const provider = openTelemetry.getMeterProvider()
  if (known?.provider !== provider) {
    const meter = provider.getMeter(SCOPE)
    known = { provider, made: meter === createNoopMeter() ? undefined : makeInstruments(meter) }
  }
  return known.made
}

/** Seconds, from a kick at once to a night of retries. */
const LAG_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200, 43200]
/** Seconds, from a card to a voucher that is paid days later. */
const PAYING_SECONDS = [5, 15, 30, 60, 120, 300, 900, 1800, 3600, 21600, 86400, 259200, 604800]
/** Seconds, up to the longest time limit that makes sense for a gateway. */
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10, 15, 30]

function makeInstruments(meter: Meter): Instruments {
  const seconds = (name: string, description: string, explicitBucketBoundaries: number[]) =>
    meter.createHistogram(name, { unit: "s", description, advice: { explicitBucketBoundaries } })
  return {
    meter,
    webhookStored: meter.createCounter("payment_gateways.webhook.stored", {
      unit: "{webhook}",
      description: "Webhooks that were verified, stored and answered as taken.",
    }),
    webhookRefused: meter.createCounter("payment_gateways.webhook.refused", {
      unit: "{webhook}",
      description: "Webhooks that were not taken: signature, content, or no database.",
    }),
    webhookFailed: meter.createCounter("payment_gateways.webhook.failed", {
      unit: "{try}",
      description: "Tries to process a stored webhook that failed and are repeated.",
    }),
    webhookDead: meter.createCounter("payment_gateways.webhook.dead", {
      unit: "{webhook}",
      description: "Webhooks that are no longer tried and wait for staff.",
    }),
    webhookLag: seconds(
      "payment_gateways.webhook.lag",
      "From a webhook's arrival to its effect in the shop.",
      LAG_SECONDS
    ),
    timeToPaid: seconds(
      "payment_gateways.time_to_paid",
      "From the beginning of a payment to the paid order.",
      PAYING_SECONDS
    ),
    callDuration: seconds(
      "payment_gateways.gateway.call.duration",
      "Calls of a gateway's API, failed ones with the reason.",
      CALL_SECONDS
    ),
    exceptionOpened: meter.createCounter("payment_gateways.exception.opened", {
      unit: "{exception}",
      description: "Payments whose money does not match and that staff has to look at.",
    }),
    checkDone: meter.createCounter("payment_gateways.check.done", {
      unit: "{check}",
      description: "Payments that reconciliation has looked at.",
    }),
    circuitChanged: meter.createCounter("payment_gateways.circuit.changed", {
      unit: "{change}",
      description: "Changes of a gateway's circuit breaker.",
    }),
    queueDepth: meter.createObservableGauge("payment_gateways.queue.depth", {
      unit: "{item}",
      description: "What waits in the shop's database. Every process reports the same number.",
    }),
    queueAge: meter.createObservableGauge("payment_gateways.queue.age", {
      unit: "s",
      description: "For how long the oldest item of a queue has been due.",
    }),
  }
}
