const INTERVAL_MS = 50
const PATIENCE_MS = 15_000

/**
 * Waits until `check` no longer throws: for what another process or a background task does and
 * tells nobody of. Gives up with the last error.
 */
export async function eventually<Value>(check: () => Promise<Value>): Promise<Value> {
  const end = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await check()
    } catch (error) {
      if (Date.now() > end) {
        throw error
      }
      await new Promise((resolve) => setTimeout(resolve, INTERVAL_MS))
    }
  }
}
