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
import { openShop, type Shop } from "./shop"

const GATEWAY_DELAY_MS = 5
const MICRO_ROUNDS = 5
const PLAN: Plan = { blocks: 24, callsPerBlock: 25, warmUpBlocks: 16 }

/** What the starting script has to give. */
export interface BenchmarkRun {
  /** The folder with the compiled plugin. */
  readonly pluginFolder: string
  /** An empty database. */
  readonly databaseUrl: string
  readonly resultsFile: string
}

/** Measures everything, prints the tables and writes the results. */
export async function runBenchmarks(run: BenchmarkRun): Promise<void> {
  const startedOn = machine()
  const plugin = new CompiledPlugin(run.pluginFolder)
  const gateways = await startFakeGateways(GATEWAY_DELAY_MS)
  const { databaseUrl } = run
  const shop = await openShop({ databaseUrl, gatewayUrl: gateways.url, plugin })
  try {
    console.log(`Creating and reading ${PLAN.blocks * PLAN.callsPerBlock} payments with each …`)
    const { ours, stripe } = await measureProviderOverhead(shop, gateways, PLAN)
    const providers = providerResults(ours, stripe)
    console.log("Measuring the work without I/O …\n")
    const micro = await measureAll(comparisonsOf(plugin, shop))
    console.log(formatReport(providers, micro))
    const results = {
      measuredAt: new Date().toISOString(),
      machine: startedOn,
      gatewayDelayMs: GATEWAY_DELAY_MS,
      plan: PLAN,
      unit: { providers: "ms", micro: "ns" },
      contenders: { ours: OURS.title, theirs: THEIRS.title },
      providers,
      micro,
    }
    await fs.writeFile(run.resultsFile, `${JSON.stringify(results, undefined, 2)}\n`)
    console.log(`\nWritten to ${path.relative(process.cwd(), run.resultsFile)}`)
  } finally {
    await shop.close()
    await gateways.stop()
  }
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
    loadBefore: os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(" "),
  }
}
