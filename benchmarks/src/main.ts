import fs from "node:fs/promises"
import os from "node:os"
import path from "node:path"
import { CompiledPlugin } from "./compiled-plugin"
import { OURS, THEIRS } from "./contenders"
import { startFakeGateways } from "./gateways/fake-gateways"
import { type Comparison, measureComparison, type MicroResult } from "./micro/comparison"
import { moneyComparisons } from "./micro/money"
import { statusComparisons } from "./micro/statuses"
import { webhookComparison } from "./micro/webhooks"
import { measureProviderOverhead, type Plan } from "./provider-overhead"
import { formatReport, providerResults } from "./report"
import type { Summary } from "./statistics"
import { chooseParts } from "./webhooks/choose-parts"
import { openShop, type Shop } from "./shop"
import { measureDiskFlush } from "./webhooks/disk-flush"
import { measureWebhooks, WEBHOOK_PLAN, type WebhookPart } from "./webhooks/webhook-benchmarks"
import { formatWebhookReport } from "./webhooks/webhook-report"

const GATEWAY_DELAY_MS = 5
const MICRO_ROUNDS = 5
const PLAN: Plan = { blocks: 24, callsPerBlock: 25, warmUpBlocks: 16 }

/** What the starting script has to give. */
export interface BenchmarkRun {
  /** The folder with the compiled plugin. */
  readonly pluginFolder: string
  /** Below the project's `node_modules`; a shop is laid out there. */
  readonly cacheFolder: string
  /** Two empty databases: one for the payment module alone, one for a whole shop. */
  readonly databaseUrls: { readonly payments: string; readonly shop: string }
  readonly resultsFile: string
  /** What is to be measured, as the command line names it; everything when empty. */
  readonly chosen: readonly string[]
}

/** Measures what was chosen, prints the tables and writes the results. */
export async function runBenchmarks(run: BenchmarkRun): Promise<void> {
  const choice = chooseParts(run.chosen)
  const startedOn = machine()
  const plugin = new CompiledPlugin(run.pluginFolder)
  const providers = choice.providers ? await benchmarkProviders(run, plugin) : undefined
  const webhooks =
    choice.webhooks.length > 0 ? await benchmarkWebhooks(run, plugin, choice.webhooks) : undefined
  const results = {
    measuredAt: new Date().toISOString(),
    machine: { ...startedOn, loadAfter: load(), diskFlushAfter: measureDiskFlush() },
    ...providers,
    webhooks,
  }
  console.log(`\n${tellMachine(results.machine)}`)
  await fs.writeFile(run.resultsFile, `${JSON.stringify(results, undefined, 2)}\n`)
  console.log(`\nWritten to ${path.relative(process.cwd(), run.resultsFile)}`)
}

async function benchmarkProviders(run: BenchmarkRun, plugin: CompiledPlugin) {
  const gateways = await startFakeGateways(GATEWAY_DELAY_MS)
  const databaseUrl = run.databaseUrls.payments
  const shop = await openShop({ databaseUrl, gatewayUrl: gateways.url, plugin })
  try {
    console.log(`Creating and reading ${PLAN.blocks * PLAN.callsPerBlock} payments with each …`)
    const { ours, stripe } = await measureProviderOverhead(shop, gateways, PLAN)
    const providers = providerResults(ours, stripe)
    console.log("Measuring the work without I/O …\n")
    const micro = await measureAll(comparisonsOf(plugin, shop))
    console.log(`${formatReport(providers, micro)}\n`)
    return {
      gatewayDelayMs: GATEWAY_DELAY_MS,
      plan: PLAN,
      unit: { providers: "ms", micro: "ns" },
      contenders: { ours: OURS.title, theirs: THEIRS.title },
      providers,
      micro,
    }
  } finally {
    await shop.close()
    await gateways.stop()
  }
}

async function benchmarkWebhooks(
  run: BenchmarkRun,
  plugin: CompiledPlugin,
  parts: readonly WebhookPart[]
) {
  const results = await measureWebhooks({
    plugin,
    databaseUrl: run.databaseUrls.shop,
    cacheFolder: run.cacheFolder,
    parts,
    log: (line) => console.log(line),
  })
  console.log(`\n${formatWebhookReport(results)}`)
  return { plan: WEBHOOK_PLAN, unit: { time: "ms", memory: "bytes" }, ...results }
}

function comparisonsOf(plugin: CompiledPlugin, shop: Shop): Comparison[] {
  const stripe = shop.provider(THEIRS.providerId)
  return [
    ...moneyComparisons(plugin),
    ...statusComparisons(plugin, stripe),
    webhookComparison(plugin, stripe),
  ]
}

async function measureAll(comparisons: readonly Comparison[]): Promise<MicroResult[]> {
  const results: MicroResult[] = []
  for (const comparison of comparisons) {
    results.push(await measureComparison(comparison, MICRO_ROUNDS))
  }
  return results
}

function machine() {
  const [cpu] = os.cpus()
  return {
    cores: os.cpus().length,
    cpu: cpu?.model.trim(),
    memoryGb: Math.round(os.totalmem() / 2 ** 30),
    platform: `${os.platform()} ${os.arch()}`,
    node: process.version,
    /** Over 1, 5 and 15 minutes. */
    loadBefore: load(),
    diskFlushBefore: measureDiskFlush(),
  }
}

/** What the machine did beside the benchmarks: where that is much, the figures say little. */
function tellMachine(facts: {
  readonly loadBefore: string
  readonly loadAfter: string
  readonly diskFlushBefore: Summary
  readonly diskFlushAfter: Summary
}): string {
  const flush = ({ median, p99 }: Summary) => `${median.toFixed(2)} ms (p99 ${p99.toFixed(2)})`
  return [
    `Load average: ${facts.loadBefore} before, ${facts.loadAfter} after`,
    `One flush to the disk: ${flush(facts.diskFlushBefore)} before, ${flush(facts.diskFlushAfter)} after`,
  ].join("\n")
}

function load(): string {
  return os
    .loadavg()
    .map((average) => average.toFixed(1))
    .join(" ")
}
