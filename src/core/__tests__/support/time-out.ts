/** A time-out that nothing else has. */
export const TIMEOUT_MS = 4999

/**
 * Takes over the timer of every call whose time-out is `TIMEOUT_MS`, so that a test says when time
 * is up. Ends with `jest.restoreAllMocks()`.
 *
 * @returns lets the time of the present call run out
 */
export function takeOverTimeOut(): () => void {
  const setTimer = global.setTimeout
  let runOut: () => void = () => undefined
  jest.spyOn(global, "setTimeout").mockImplementation(((run: () => void, wait = 0) => {
    if (wait === TIMEOUT_MS) {
      runOut = run
      return setTimer(() => undefined, 0)
    }
    return setTimer(run, wait)
  }) as typeof setTimeout)
  return () => runOut()
}
