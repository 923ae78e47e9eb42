/** Milliseconds between the first two looks. */
export const SHORTEST_INTERVAL_MS = 1_500
/** Milliseconds between two looks when nothing has happened for long. */
export const LONGEST_INTERVAL_MS = 15_000

const GROWTH = 1.5
/** The largest part of an interval that is left to chance, so that not all browsers ask at once. */
const JITTER = 0.25

/**
 * How long to wait before the next look.
 *
 * @param looks how many looks in a row brought nothing new
 * @param chance from 0 up to 1, as `Math.random()` gives it
 * @returns milliseconds, from 1.5 s to 15 s
 */
export function pollingInterval(looks: number, chance: number): number {
  const full = Math.min(LONGEST_INTERVAL_MS, SHORTEST_INTERVAL_MS * GROWTH ** looks)
  return Math.max(SHORTEST_INTERVAL_MS, Math.round(full * (1 - JITTER * chance)))
}
