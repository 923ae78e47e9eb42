const isHidden = () => typeof document !== "undefined" && document.visibilityState === "hidden"

/** Whether somebody can see the page. Outside of a browser it counts as seen. */
export function isPageShown(): boolean {
  return !isHidden()
}

/**
 * Tells when the page is shown or hidden, and when the browser is online again.
 *
 * @returns ends it
 */
export function onPageChange(listener: () => void): () => void {
  if (typeof document === "undefined" || typeof window === "undefined") {
    return () => undefined
  }
  const page = document
  const browser = window
  page.addEventListener("visibilitychange", listener)
  browser.addEventListener("online", listener)
  browser.addEventListener("pageshow", listener)
  return () => {
    page.removeEventListener("visibilitychange", listener)
    browser.removeEventListener("online", listener)
    browser.removeEventListener("pageshow", listener)
  }
}

/**
 * Resolves when the page is shown, at once when it is; also when `signal` aborts.
 *
 * @returns whether it was hidden
 */
export async function whenPageShown(signal: AbortSignal): Promise<boolean> {
  const wasHidden = isHidden()
  while (isHidden() && !signal.aborted) {
    await pageChangeOrTimeout(undefined, signal)
  }
  return wasHidden
}

/** Resolves when the page is shown once more, or the browser is online again. */
export async function whenPageReturns(signal: AbortSignal): Promise<void> {
  await pageChangeOrTimeout(undefined, signal)
}

/**
 * Waits, but no longer than until the page is shown again or the browser is online again.
 *
 * @returns whether the wait was cut short by that
 */
export async function waitOnPage(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return pageChangeOrTimeout(milliseconds, signal)
}

function pageChangeOrTimeout(
  milliseconds: number | undefined,
  signal: AbortSignal
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isPageChange: boolean) => {
      clearTimeout(timer)
      stopListening()
      signal.removeEventListener("abort", abort)
      resolve(isPageChange)
    }
    const abort = () => end(false)
    const timer =
      milliseconds === undefined ? undefined : setTimeout(() => end(false), milliseconds)
    const stopListening = onPageChange(() => {
      if (isPageShown()) {
        end(true)
      }
    })
    signal.addEventListener("abort", abort)
    if (signal.aborted) {
      abort()
    }
  })
}
