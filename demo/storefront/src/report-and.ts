/** Lets a promise run that no page waits for; what goes wrong is seen in the browser's console. */
export function reportAnd(work: Promise<unknown>): void {
  work.catch(reportError)
}
