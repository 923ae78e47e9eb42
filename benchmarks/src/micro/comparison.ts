import { quantile } from "../statistics"

/** The same work, done by this plugin and by what a Medusa shop has without it. */
export interface Comparison {
  readonly name: string
  readonly ours: () => unknown
  /** What `theirs` is, for the reader of the table. */
  readonly against: string
  readonly theirs: () => unknown
}

/** Nanoseconds of one call. */
export interface MicroTime {
  readonly median: number
  readonly p99: number
}

export interface MicroResult {
  readonly name: string
  readonly against: string
  readonly ours: MicroTime
  readonly theirs: MicroTime
}

const ROUND_CPU_NANOSECONDS = 200e6

/**
 * Measures both sides in turns and takes the middle of all rounds.
 *
 * @param rounds how often each side has its turn
 */
export async function measureComparison(
  comparison: Comparison,
  rounds: number
): Promise<MicroResult> {
  const { measure } = await import("mitata")
  const take = async (work: () => unknown) => {
    const { p50, p99 } = await measure(work, { min_cpu_time: ROUND_CPU_NANOSECONDS })
    return { median: p50, p99 }
  }
  const ours: MicroTime[] = []
  const theirs: MicroTime[] = []
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await take(comparison.ours))
    theirs.push(await take(comparison.theirs))
  }
  const { name, against } = comparison
  return { name, against, ours: middle(ours), theirs: middle(theirs) }
}

function middle(times: readonly MicroTime[]): MicroTime {
  return {
    median: quantile(
      times.map(({ median }) => median),
      0.5
    ),
    p99: quantile(
      times.map(({ p99 }) => p99),
      0.5
    ),
  }
}
