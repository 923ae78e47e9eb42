/** The middle of the values, and what only one in a hundred exceeds. */
export interface Summary {
  readonly count: number
  readonly median: number
  readonly p99: number
}

/** @throws {RangeError} when there is nothing to summarize */
export function summarize(values: readonly number[]): Summary {
  return { count: values.length, median: quantile(values, 0.5), p99: quantile(values, 0.99) }
}

/**
 * The value below which `share` of all values lie, between two neighbours in proportion.
 *
 * @param share from 0 to 1
 * @throws {RangeError} when there are no values
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)]
  const above = sorted[Math.ceil(place)]
  if (below === undefined || above === undefined) {
    throw new RangeError("There is no quantile of nothing.")
  }
  return below + (above - below) * (place - Math.floor(place))
}

/** A span of time, in milliseconds by any one clock. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Time that lies in at least one of the spans: two requests held at once count once. */
export function coveredTime(spans: readonly Span[]): number {
  let covered = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { start, end } of [...spans].sort((left, right) => left.start - right.start)) {
    covered += Math.max(0, end - Math.max(start, reached))
    reached = Math.max(reached, end)
  }
  return covered
}
