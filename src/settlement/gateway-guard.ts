import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  ExponentialBackoff,
  halfJitterGenerator,
  handleWhen,
} from "cockatiel"
import { RateLimiterMemory, RateLimiterQueue } from "rate-limiter-flexible"
import type { BaseProvider } from "../core/base-provider"
import { GatewayError, type GatewayErrorCode } from "../core/errors"
import { metrics } from "../observability"

/** Readings of one provider's payments by one process. */
const READS_PER_SECOND = 20
const FAILURES_UNTIL_OPEN = 5
const PAUSE = { initialDelay: 5_000, maxDelay: 60_000, generator: halfJitterGenerator }

/** Errors that the next payment would run into, too. */
const OUTAGES: ReadonlySet<GatewayErrorCode> = new Set([
  "unavailable",
  "unclear",
  "rate_limited",
  "configuration",
])

/** `open`: the gateway does not answer, and is left alone for a while. */
export type Circuit = "closed" | "half_open" | "open"

interface Guard {
  readonly breaker: CircuitBreakerPolicy
  readonly queue: RateLimiterQueue
}

const guards = new WeakMap<BaseProvider, Guard>()

/**
 * Reads at a gateway no faster than it may be asked, and not at all for a while after it has
 * failed several times in a row.
 *
 * @throws {GatewayError} `unavailable` while the gateway is left alone; else what `read` throws
 */
export async function guarded<Result>(
  provider: BaseProvider,
  read: () => Promise<Result>
): Promise<Result> {
  const { breaker, queue } = guardOf(provider)
  const outcome = await breaker
    .execute(async () => {
      await queue.removeTokens(1, provider.definition.identifier)
      try {
        return { result: await read() }
      } catch (error) {
        if (isOutage(error)) {
          throw error
        }
        // A refusal is an answer, too: the gateway is there.
        return { error }
      }
    })
    .catch((error: unknown) => {
      throw error instanceof BrokenCircuitError
        ? new PausedError(provider.definition.displayName)
        : error
    })
  if ("error" in outcome) {
    throw outcome.error
  }
  return outcome.result
}

function isOutage(error: unknown): boolean {
  return GatewayError.is(error) && OUTAGES.has(error.reason)
}

/** The gateway was not even asked. */
export class PausedError extends GatewayError {
  constructor(gateway: string) {
    super({
      code: "unavailable",
      message: `${gateway} does not answer at present. It is asked again by itself.`,
      detail: "not asked: it failed several times in a row",
      retry: true,
    })
  }
}

/** Whether this process leaves a gateway alone at present. */
export function circuitOf(provider: BaseProvider): Circuit {
  return wordOf(guardOf(provider).breaker.state)
}

function guardOf(provider: BaseProvider): Guard {
  const known = guards.get(provider)
  if (known) {
    return known
  }
  const breaker = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: new ExponentialBackoff(PAUSE),
    breaker: new ConsecutiveBreaker(FAILURES_UNTIL_OPEN),
  })
  breaker.onStateChange((state) => {
    metrics.circuitChanged(provider.definition.identifier, wordOf(state))
  })
  const limiter = new RateLimiterMemory({ points: READS_PER_SECOND, duration: 1 })
  const guard = { breaker, queue: new RateLimiterQueue(limiter) }
  guards.set(provider, guard)
  return guard
}

function wordOf(state: CircuitState): Circuit {
  return state === CircuitState.Closed
    ? "closed"
    : state === CircuitState.HalfOpen
      ? "half_open"
      : "open"
}
