import { useCallback, useEffect, useState } from "react"

/** Something that a page has to ask the shop for. */
export interface Loaded<Value> {
  /** `null` until it is there. */
  readonly value: Value | null
  readonly error: Error | null
  readonly reload: () => void
}

/**
 * Loads when the page appears, and again whenever `load` is another function: callers keep it with
 * `useCallback`.
 */
export function useLoaded<Value>(load: () => Promise<Value>): Loaded<Value> {
  const [seen, see] = useState<{
    readonly of: () => Promise<Value>
    readonly value: Value | null
    readonly error: Error | null
  }>({ of: load, value: null, error: null })
  const [round, setRound] = useState(0)
  useEffect(() => {
    let isWanted = true
    load().then(
      (value) => isWanted && see({ of: load, value, error: null }),
      (error: unknown) => isWanted && see({ of: load, value: null, error: errorOf(error) })
    )
    return () => {
      isWanted = false
    }
  }, [load, round])
  const reload = useCallback(() => setRound((before) => before + 1), [])
  const isCurrent = seen.of === load
  return { value: isCurrent ? seen.value : null, error: isCurrent ? seen.error : null, reload }
}

export function errorOf(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
