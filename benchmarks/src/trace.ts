import { createPgConnection } from "@medusajs/framework/utils"
import { CompiledPlugin } from "./compiled-plugin"
import { startFakeGateways } from "./gateways/fake-gateways"
import { openShop } from "./shop"
import { summarize } from "./statistics"
async function main() {
  const { startLocalPostgres } = await import("../../scripts/lib/local-postgres.mjs")
  const postgres = await startLocalPostgres({ databases: ["shop"] })
  const gateways = await startFakeGateways(Number(process.env.DELAY ?? 5))
  const plugin = new CompiledPlugin(process.env.PLUGIN!)
  const log = console.log; console.log = () => undefined
  const shop = await openShop({ databaseUrl: postgres.url("shop"), gatewayUrl: gateways.url, plugin })
  console.log = log
  const knex = createPgConnection({ clientUrl: postgres.url("shop") })
  const p = shop.provider("pp_streampay_streampay") as any
  const col = await shop.payments.createPaymentCollections({ amount: 10, currency_code: "sar" })
  const s: any[] = []
  for (let i = 0; i < 30; i++) s.push(await shop.payments.createPaymentSession(col.id, { provider_id: "pp_streampay_streampay", amount: 1234.56, currency_code: "sar", data: {} }))
  const ledger = p.ledger()
  const times: Record<string, number[]> = {}
  const wrap = (o: any, name: string, label = name) => { const f = o[name].bind(o); o[name] = async (...a: any[]) => { const t = performance.now(); try { return await f(...a) } finally { (times[label] ??= []).push(performance.now() - t) } } }
  for (const n of ["findBySession", "observe", "query", "openAttempt", "recordCreated"]) if (ledger[n]) wrap(ledger, n)
  wrap(p.gateway.client.http, "request")
  wrap(p, "getPaymentStatus")
  wrap(p, "initiatePayment")
  await gateways.takeHeldRequests()
  for (let i = 0; i < 1500; i++) { if (i === 900) { for (const k of Object.keys(times)) delete times[k]; await gateways.takeHeldRequests() } await p.getPaymentStatus({ data: s[i % 30].data }) }
  const held = (await gateways.takeHeldRequests()).map((h) => h.end - h.start)
  const idle = async (f: () => Promise<unknown>, label: string) => { for (let i = 0; i < 300; i++) { const t = performance.now(); await f(); (times[label] ??= []).push(performance.now() - t) } }
  await idle(() => knex.raw("select 1"), "other pool select 1")
  await idle(async () => { await new Promise((r) => setTimeout(r, 6)); const t = performance.now(); await knex.raw("select 1"); (times["select 1 after sleep"] ??= []).push(performance.now() - t) }, "x")
  console.log("held", summarize(held))
  for (const [k, v] of Object.entries(times)) console.log(k, JSON.stringify(summarize(v)))
  await gateways.stop(); await postgres.stop(); process.exit()
}
main().catch((e) => { console.error(e); process.exit(1) })
