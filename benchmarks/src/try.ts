import { CompiledPlugin } from "./compiled-plugin"
import { startFakeGateways } from "./gateways/fake-gateways"
import { measureProviderOverhead, type Operation } from "./provider-overhead"
import { openShop } from "./shop"
import { summarize } from "./statistics"
import path from "node:path"

async function main() {
  const { startLocalPostgres } = await import("../../scripts/lib/local-postgres.mjs")
  const durable = process.argv.includes("--durable")
  const postgres = await startLocalPostgres({ databases: ["shop"], ...(durable && { dataDir: "/tmp/bench-durable" }) })
  const gateways = await startFakeGateways(5)
  const folder = process.env.PLUGIN ?? path.join(__dirname, "../../node_modules/.cache/benchmarks")
  const shop = await openShop({ databaseUrl: postgres.url("shop"), gatewayUrl: gateways.url, plugin: new CompiledPlugin(folder) })
  const result = await measureProviderOverhead(shop, gateways, { blocks: Number(process.env.BLOCKS ?? 10), callsPerBlock: 25, warmUpBlocks: 4 })
  for (const op of ["create", "status", "authorize"] as Operation[]) {
    for (const level of ["provider", "module"] as const) {
      const s = (c: "ours" | "stripe") => summarize(result[c][op].flat().map((o) => o[level]))
      const [a, b] = [s("ours"), s("stripe")]
      console.log(op, level, "ours", a.median.toFixed(2), a.p99.toFixed(2), "stripe", b.median.toFixed(2), b.p99.toFixed(2), "ratio", (a.median / b.median).toFixed(2), (a.p99 / b.p99).toFixed(2))
    }
  }
  await shop.close(); await gateways.stop(); await postgres.stop()
  process.exit()
}
main().catch((e) => { console.error(e); process.exit(1) })
