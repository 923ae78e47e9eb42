import path from "node:path"
import { Session } from "node:inspector/promises"
import { writeFileSync } from "node:fs"
import { CompiledPlugin } from "./compiled-plugin"
import { startFakeGateways } from "./gateways/fake-gateways"
import { openShop } from "./shop"

async function main() {
  const { startLocalPostgres } = await import("../../scripts/lib/local-postgres.mjs")
  const postgres = await startLocalPostgres({ databases: ["shop"] })
  const gateways = await startFakeGateways(0)
  const folder = process.env.PLUGIN ?? path.join(__dirname, "../../node_modules/.cache/benchmarks")
  const shop = await openShop({ databaseUrl: postgres.url("shop"), gatewayUrl: gateways.url, plugin: new CompiledPlugin(folder) })
  const N = 600
  for (const who of (process.env.WHO ?? "pp_streampay_streampay,pp_stripe_stripe").split(",")) {
    const p = shop.provider(who)
    const col = await shop.payments.createPaymentCollections({ amount: 10, currency_code: "sar" })
    const mk = async (n: number) => { const out = []; for (let i = 0; i < n; i++) out.push(await shop.payments.createPaymentSession(col.id, { provider_id: who, amount: 1234.56, currency_code: "sar", data: {} })); return out }
    await mk(200)
    const sessions = await mk(20)
    for (let i = 0; i < 200; i++) await p.getPaymentStatus({ data: sessions[i % 20]!.data })
    const ses = new Session(); ses.connect()
    for (const op of ["create", "status"]) {
      await ses.post("Profiler.enable"); await ses.post("Profiler.setSamplingInterval", { interval: 200 }); await ses.post("Profiler.start")
      const c0 = process.cpuUsage(); const t0 = performance.now()
      if (op === "create") {
        // provider only
        for (let i = 0; i < N; i++) await p.initiatePayment({ amount: 1234.56, currency_code: "sar", data: { session_id: sessions[i % 20]!.id }, context: { idempotency_key: sessions[i % 20]!.id } })
      } else for (let i = 0; i < N; i++) await p.getPaymentStatus({ data: sessions[i % 20]!.data })
      const c = process.cpuUsage(c0)
      console.log(who, op, "cpu ms/call", ((c.user + c.system) / 1000 / N).toFixed(3), "user", (c.user / 1000 / N).toFixed(3), "wall", ((performance.now() - t0) / N).toFixed(3))
      const { profile } = await ses.post("Profiler.stop")
      writeFileSync(`/tmp/prof-${who}-${op}.cpuprofile`, JSON.stringify(profile))
    }
  }
  await gateways.stop(); await postgres.stop(); process.exit()
}
main().catch((e) => { console.error(e); process.exit(1) })
