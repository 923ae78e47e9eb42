interface Task {
  at: number
  run(): void | Promise<void>
}

const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * The sandbox's own time: it starts as the real time, may run faster and can be moved on.
 * Everything with a date (expiry, retries, signatures, timestamps) goes by it.
 */
export class SandboxClock {
  private anchorReal = Date.now()
  private anchorSandbox = this.anchorReal
  private currentSpeed: number
  /** In order of time; of those for the same time, the one planned first comes first. */
  private tasks: Task[] = []
  private readonly running = new Set<Promise<void>>()
  private timer: NodeJS.Timeout | undefined
  private closed = false

  /** @param speed sandbox seconds per real second; 0 stops the clock */
  constructor(speed = 1) {
    this.currentSpeed = checkSpeed(speed)
  }

  /** Milliseconds since 1970, in sandbox time. */
  now(): number {
    return this.anchorSandbox + Math.floor((Date.now() - this.anchorReal) * this.currentSpeed)
  }

  /** Milliseconds that sandbox time is ahead of real time, by `advance` or by speed. */
  ahead(): number {
    return this.now() - Date.now()
  }

  get speed(): number {
    return this.currentSpeed
  }

  /** Sandbox seconds per real second; 0 stops the clock, `advance` still moves it. */
  setSpeed(speed: number): void {
    checkSpeed(speed)
    this.jumpTo(this.now())
    this.currentSpeed = speed
    this.arm()
  }

  /**
   * Moves the clock on and runs, in order of time, what falls due on the way (retries too, also
   * those that are planned only on the way). Resolves when all of it is done. What is due already is
   * done first, and what it plans counts from then: the way does not depend on how fast it is.
   *
   * @param milliseconds sandbox milliseconds
   */
  async advance(milliseconds: number): Promise<void> {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) {
      throw new RangeError("the clock only moves forward: milliseconds must be 0 or more")
    }
    await this.settled()
    const target = this.now() + milliseconds
    for (let task = this.takeDue(target); task && !this.closed; task = this.takeDue(target)) {
      this.jumpTo(Math.max(this.now(), task.at))
      await this.start(task)
      await this.finishRunning()
    }
    this.jumpTo(Math.max(this.now(), target))
    this.arm()
  }

  /** Plans a task; returns what takes it back. */
  schedule(at: number, run: () => void | Promise<void>): () => void {
    const task: Task = { at, run }
    this.tasks.splice(this.positionAfter(at), 0, task)
    this.arm()
    return () => {
      this.tasks = this.tasks.filter((other) => other !== task)
    }
  }

  /** Resolves when nothing runs and nothing is due. */
  async settled(): Promise<void> {
    for (;;) {
      await this.finishRunning()
      const due = this.takeDue(this.now())
      if (!due || this.closed) {
        return
      }
      await this.start(due)
    }
  }

  /** Forgets what is planned. */
  clear(): void {
    this.tasks = []
    clearTimeout(this.timer)
  }

  close(): void {
    this.closed = true
    this.clear()
  }

  private jumpTo(sandboxTime: number): void {
    this.anchorReal = Date.now()
    this.anchorSandbox = sandboxTime
  }

  private takeDue(until: number): Task | undefined {
    const next = this.tasks[0]
    return next && next.at <= until ? this.tasks.shift() : undefined
  }

  private positionAfter(at: number): number {
    let low = 0
    let high = this.tasks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const task = this.tasks[middle]
      if (task && task.at <= at) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    return low
  }

  private async start(task: Task): Promise<void> {
    const run = Promise.resolve()
      .then(() => task.run())
      .catch((error: unknown) => {
        process.stderr.write(`sandbox: a planned task failed: ${String(error)}\n`)
      })
    this.running.add(run)
    await run
    this.running.delete(run)
  }

  private async finishRunning(): Promise<void> {
    while (this.running.size > 0) {
      await Promise.all(this.running)
    }
  }

  private arm(): void {
    clearTimeout(this.timer)
    const next = this.tasks[0]
    if (!next || this.closed) {
      return
    }
    const wait = next.at - this.now()
    if (wait > 0 && this.currentSpeed === 0) {
      return
    }
    const real = wait <= 0 ? 0 : Math.ceil(wait / this.currentSpeed)
    this.timer = setTimeout(
      () => {
        for (let due = this.takeDue(this.now()); due; due = this.takeDue(this.now())) {
          void this.start(due)
        }
        this.arm()
      },
      Math.min(real, LONGEST_TIMER_MS)
    )
  }
}

function checkSpeed(speed: number): number {
  if (!Number.isFinite(speed) || speed < 0) {
    throw new RangeError("clock speed must be 0 or more")
  }
  return speed
}
