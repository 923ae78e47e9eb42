interface Waiter<T> {
  matches(value: T): boolean
  resolve(value: T): void
}

/**
 * Promises for "the first value that matches": those that are there already count too, so nothing
 * is missed between an act and the wait for its result.
 */
export class Waiters<T> {
  private readonly waiting = new Set<Waiter<T>>()

  /** To be called for each new or changed value. */
  notify(value: T): void {
    for (const waiter of [...this.waiting]) {
      if (waiter.matches(value)) {
        this.waiting.delete(waiter)
        waiter.resolve(value)
      }
    }
  }

  /**
   * @param present values that exist already
   * @param timeoutMs real milliseconds
   * @param what names the wait in the error
   * @throws Error when nothing matched in time
   */
  async waitFor(
    present: Iterable<T>,
    matches: (value: T) => boolean,
    timeoutMs: number,
    what: string
  ): Promise<T> {
    for (const value of present) {
      if (matches(value)) {
        return value
      }
    }
    return new Promise<T>((resolve, reject) => {
      const waiter: Waiter<T> = {
        matches,
        resolve: (value) => {
          clearTimeout(timer)
          resolve(value)
        },
      }
      const timer = setTimeout(() => {
        this.waiting.delete(waiter)
        reject(new Error(`${what}: nothing matched within ${timeoutMs} ms`))
      }, timeoutMs)
      this.waiting.add(waiter)
    })
  }
}
