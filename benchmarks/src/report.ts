import { OURS, THEIRS } from "./contenders"
import type { MicroResult } from "./micro/comparison"
import { type Measurements, type Operation, OPERATIONS } from "./provider-overhead"
import { quantile, summarize, type Summary } from "./statistics"

/** One line of the provider table, in milliseconds beside the gateway's own time. */
export interface ProviderResult {
  readonly name: string
  readonly ours: Summary
  readonly theirs: Summary
  /** Ours by theirs. */
  readonly ratio: { readonly median: number; readonly p99: number }
  /** The ratio of the medians in the blocks: a quarter of them is below, a quarter above. */
  readonly blockRatios: { readonly quarter: number; readonly threeQuarters: number }
  /** The ratio of the medians by one request to the gateway. */
  readonly ratioPerRequest: number
}

const NAMES: Readonly<Record<Operation, { provider: string; module?: string }>> = {
  create: {
    provider: "create: initiatePayment",
    module: "create: all of createPaymentSession",
  },
  status: { provider: "read: getPaymentStatus" },
  authorize: {
    provider: "read: authorizePayment, unpaid",
    module: "read: all of authorizePaymentSession, unpaid",
  },
}

/** What the providers add, what the shop as a whole adds, and what the bare requests take. */
export function providerResults(ours: Measurements, theirs: Measurements): ProviderResult[] {
  const level = (operation: Operation, name: string, of: "provider" | "module") =>
    compare(
      name,
      ours.operations[operation].map((block) => block.map((call) => call[of])),
      theirs.operations[operation].map((block) => block.map((call) => call[of]))
    )
  const providers = OPERATIONS.map((one) => level(one, NAMES[one].provider, "provider"))
  const modules = OPERATIONS.flatMap((one) => {
    const { module } = NAMES[one]
    return module === undefined ? [] : [level(one, module, "module")]
  })
  return [
    ...providers,
    compare("the requests of create alone", ours.bare.create, theirs.bare.create),
    compare("the requests of read alone", ours.bare.read, theirs.bare.read),
    ...modules,
  ]
}

function compare(name: string, ours: number[][], theirs: number[][]): ProviderResult {
  const [left, right] = [summarize(ours.flat()), summarize(theirs.flat())]
  const ratios = ours.map((block, index) => median(block) / median(theirs[index] ?? []))
  const ratio = left.median / right.median
  return {
    name,
    ours: left,
    theirs: right,
    ratio: { median: ratio, p99: left.p99 / right.p99 },
    blockRatios: { quarter: quantile(ratios, 0.25), threeQuarters: quantile(ratios, 0.75) },
    ratioPerRequest: (ratio * THEIRS.gatewayCalls) / OURS.gatewayCalls,
  }
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The tables as the terminal and the README show them. */
export function formatReport(providers: readonly ProviderResult[], micro: readonly MicroResult[]) {
  const milliseconds = (value: number) => value.toFixed(2)
  const microseconds = (nanoseconds: number) => (nanoseconds / 1000).toFixed(2)
  return [
    `What is added to the gateway's own time, in ms: ${OURS.title} (2 requests) and ${THEIRS.title} (1 request)`,
    "",
    table(
      ["", "ours", "p99", "Stripe", "p99", "ratio", "p99", "per request", "blocks"],
      providers.map(({ name, ours, theirs, ratio, ratioPerRequest, blockRatios }) => [
        name,
        milliseconds(ours.median),
        milliseconds(ours.p99),
        milliseconds(theirs.median),
        milliseconds(theirs.p99),
        ratio.median.toFixed(2),
        ratio.p99.toFixed(2),
        ratioPerRequest.toFixed(2),
        `${blockRatios.quarter.toFixed(2)}–${blockRatios.threeQuarters.toFixed(2)}`,
      ])
    ),
    "",
    "Work without I/O, in µs",
    "",
    table(
      ["", "ours", "p99", "theirs", "p99", "ratio", "theirs is"],
      micro.map(({ name, ours, theirs, against }) => [
        name,
        microseconds(ours.median),
        microseconds(ours.p99),
        microseconds(theirs.median),
        microseconds(theirs.p99),
        (ours.median / theirs.median).toFixed(2),
        against,
      ])
    ),
  ].join("\n")
}

const TEXTS = ["", "theirs is", "found by"]

/** Columns one below the other: texts to the left, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [head, ...rows]
  const widths = head.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0))
  )
  const isText = (column: number) => TEXTS.includes(head[column] ?? "")
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isText(column) ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)
        )
        .join("  ")
        .trimEnd()
    )
    .join("\n")
}
