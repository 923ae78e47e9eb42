interface Run {
  /** The run that is under way, and the one more that was asked for meanwhile. */
  promise: Promise<void>
  isAskedAgain: boolean
}

/**
 * Makes a function that looks for work run once at a time: who asks while it runs gets one more run
 * after it, however many ask. So a flood of hints costs no more than a few looks.
 *
 * @param work finds by itself what there is to do
 * @returns takes what `work` takes, and what the work belongs to, e.g. one of the
 *   ledger's stores; not a Medusa module, which is another object at each turn within workflows
 */
export function onceAtATime<Input>(
  work: (input: Input) => Promise<void>
): (input: Input, owner: object) => Promise<void> {
  const runs = new WeakMap<object, Run>()
  return (input, owner) => {
    const running = runs.get(owner)
    if (running) {
      running.isAskedAgain = true
      return running.promise
    }
    const run: Run = { promise: Promise.resolve(), isAskedAgain: true }
    // Before it begins: work that fails at once must leave nothing behind.
    runs.set(owner, run)
    run.promise = (async () => {
      try {
        while (run.isAskedAgain) {
          run.isAskedAgain = false
          await work(input)
        }
      } finally {
        runs.delete(owner)
      }
    })()
    return run.promise
  }
}
