import { formatSeconds } from "./steps"

/** Prints what happens in one purchase, each with the time since it began. */
export class Timeline {
  readonly #started: number

  constructor(
    title: string,
    private readonly say: (line: string) => void,
    private readonly now: () => number = () => performance.now()
  ) {
    this.#started = now()
    say("")
    say(title)
  }

  /** Something has just happened. */
  mark(what: string, detail: string): void {
    const elapsed = `+${formatSeconds(this.now() - this.#started)}`
    this.say(`  ${elapsed.padStart(9)}  ${what.padEnd(24)} ${detail}`)
  }
}
