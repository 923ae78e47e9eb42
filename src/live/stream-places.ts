import { GatewayError } from "../core/errors"

const MOST_OF_A_PROCESS = 2_000
const MOST_OF_A_SESSION = 10

/** Bounds how many streams are open: each holds a connection of the shop's. */
export class StreamPlaces {
  private readonly taken = new Map<string, number>()
  private all = 0

  /**
   * @returns gives the place back, once, however often it is called
   * @throws {GatewayError} `rate_limited` when there is none left; browsers then ask by the clock
   */
  take(sessionId: string): () => void {
    const own = this.taken.get(sessionId) ?? 0
    if (own >= MOST_OF_A_SESSION || this.all >= MOST_OF_A_PROCESS) {
      throw new GatewayError({
        code: "rate_limited",
        message: "Too many follow this payment at once. Ask for its state instead.",
        retry: true,
      })
    }
    this.taken.set(sessionId, own + 1)
    this.all += 1
    let isTaken = true
    return () => {
      if (!isTaken) {
        return
      }
      isTaken = false
      const left = (this.taken.get(sessionId) ?? 1) - 1
      this.all -= 1
      if (left > 0) {
        this.taken.set(sessionId, left)
      } else {
        this.taken.delete(sessionId)
      }
    }
  }
}
