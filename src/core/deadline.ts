import { AsyncLocalStorage } from "node:async_hooks"

const storage = new AsyncLocalStorage<number>()

/** Time for an operation of several calls: a lost answer must leave time to ask for it. */
export function operationMs({ timeoutMs }: { readonly timeoutMs: number }): number {
  return Math.floor(timeoutMs * 1.5)
}

/**
 * Calls of one operation share one deadline: Medusa holds the cart's lock meanwhile, for which
 * others wait 30 seconds at most. A deadline inside another can only be shorter.
 *
 * @param milliseconds time for the whole operation
 */
export function withDeadline<Result>(
  milliseconds: number,
  operation: () => Promise<Result>
): Promise<Result> {
  const end = performance.now() + milliseconds
  return storage.run(Math.min(end, storage.getStore() ?? end), operation)
}

/** Milliseconds that are left for a call that may take `longest`; zero when time is up. */
export function timeLeft(longest: number): number {
  const end = storage.getStore()
  const left = end === undefined ? longest : Math.min(longest, end - performance.now())
  return Math.max(0, Math.floor(left))
}
