const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]
const FRAME_MS = 100
const HEARTBEAT_MS = 15_000
const CLEAR_LINE = "\r\u001b[2K"

/** Where the steps are printed: standard output, or what a test puts in its place. */
export interface Terminal {
  write(text: string): unknown
  isTTY?: boolean
  columns?: number
}

/** What a running step may say about how far it is. */
export type ReportProgress = (detail: string) => void

/**
 * Prints long steps while they run. A terminal gets a line that moves; a file or a pipe gets a line
 * at the beginning, one every fifteen seconds, and one at the end.
 */
export class Steps {
  /** @param isStopping whether the whole run is being ended, so that a broken step is no failure */
  constructor(
    private readonly terminal: Terminal = process.stdout,
    private readonly now: () => number = () => performance.now(),
    private readonly isStopping: () => boolean = () => false
  ) {}

  /**
   * Runs one step.
   *
   * @param title what is done, as in "Migrating the database"
   * @param summary what to say of the result, beside the time it took
   * @throws what `work` throws, after saying that the step failed
   */
  async run<Result>(
    title: string,
    work: (report: ReportProgress) => Promise<Result>,
    summary: (result: Result) => string = () => ""
  ): Promise<Result> {
    const started = this.now()
    const elapsed = () => formatSeconds(this.now() - started)
    let detail = ""
    const stopShowing = this.terminal.isTTY
      ? this.#animate(() => [title, elapsed(), detail].filter(Boolean).join("  "))
      : this.#announce(title, () => [elapsed(), detail].filter(Boolean).join("  "))
    try {
      const result = await work((text) => {
        detail = text
      })
      stopShowing()
      this.#print("✓", title, elapsed(), summary(result))
      return result
    } catch (error) {
      stopShowing()
      this.#print("✗", title, elapsed(), this.isStopping() ? "stopped" : "failed")
      throw error
    }
  }

  /** A line of its own. */
  say(text = ""): void {
    this.terminal.write(`${text}\n`)
  }

  #print(mark: string, title: string, time: string, summary: string): void {
    this.say(`  ${mark} ${title.padEnd(34)} ${time.padStart(8)}  ${summary}`.trimEnd())
  }

  #animate(text: () => string): () => void {
    let frame = 0
    const draw = () => {
      const room = (this.terminal.columns ?? 80) - 1
      const line = `  ${FRAMES[frame++ % FRAMES.length]} ${text()}`
      this.terminal.write(`${CLEAR_LINE}${line.slice(0, room)}`)
    }
    draw()
    const timer = setInterval(draw, FRAME_MS)
    return () => {
      clearInterval(timer)
      this.terminal.write(CLEAR_LINE)
    }
  }

  #announce(title: string, progress: () => string): () => void {
    this.say(`  … ${title}`)
    const timer = setInterval(() => this.say(`  … ${title}: ${progress()}`), HEARTBEAT_MS)
    return () => clearInterval(timer)
  }
}

/** A duration as "0.34 s" or "12.1 s". */
export function formatSeconds(milliseconds: number): string {
  const seconds = milliseconds / 1000
  const decimals = seconds < 10 ? 2 : 1
  return `${seconds.toLocaleString("en-US", {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
    useGrouping: false,
  })} s`
}
