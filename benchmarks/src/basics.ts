import http from "node:http"
import axios from "axios"
import { createPgConnection } from "@medusajs/framework/utils"
import { startFakeGateways } from "./gateways/fake-gateways"
import { summarize } from "./statistics"
async function main() {
  const { startLocalPostgres } = await import("../../scripts/lib/local-postgres.mjs")
  const postgres = await startLocalPostgres({ databases: ["shop"] })
  const knex = createPgConnection({ clientUrl: postgres.url("shop") })
  const gateways = await startFakeGateways(0)
  await knex.raw("create table t (id text primary key, a text, b int, c jsonb)")
  await knex.raw("insert into t select i::text, 'x', 1, '{}' from generate_series(1,1000) i")
  const agent = new http.Agent({ keepAlive: true })
  const bare = () => new Promise<void>((resolve, reject) => { http.get(`${gateways.url}/api/v2/invoices`, { agent }, (r) => { r.on("data", () => 0).on("end", () => resolve()) }).on("error", reject) })
  const client = await knex.client.acquireConnection()
  const tests: Record<string, () => Promise<unknown>> = {
    bareHttp: bare,
    axios: () => axios.get(`${gateways.url}/api/v2/invoices`, { httpAgent: agent, maxRedirects: 0 }),
    pgSelect1: () => client.query("select 1"),
    pgSelectParam: () => client.query("select * from t where id = $1", ["5"]),
    pgUpdate: () => client.query("update t set a = $2 where id = $1", ["5", "y"]),
    knexSelect: () => knex("t").where({ id: "5" }).first("*"),
    knexRaw: () => knex.raw("select * from t where id = ?", ["5"]),
    knexTx: () => knex.transaction(async (t) => { await t("t").where({ id: "5" }).forUpdate().first("*"); await t("t").where({ id: "5" }).update({ a: "z" }) }),
  }
  const times: Record<string, number[]> = {}
  const cpu: Record<string, number> = {}
  for (let round = -3; round < 12; round++) for (const [name, f] of Object.entries(tests)) { const c0 = process.cpuUsage(); for (let i = 0; i < 50; i++) { const s = performance.now(); await f(); if (round >= 0) (times[name] ??= []).push(performance.now() - s) } const c = process.cpuUsage(c0); if (round >= 0) cpu[name] = (cpu[name] ?? 0) + c.user + c.system }
  const held = (await gateways.takeHeldRequests()).map((h) => h.end - h.start)
  console.log("held", summarize(held))
  for (const [n, t] of Object.entries(times)) console.log(n, JSON.stringify(summarize(t)), "cpu", (cpu[n]! / 1000 / t.length).toFixed(3))
  client.end?.(); process.exitCode = 0; await gateways.stop(); await postgres.stop(); process.exit()
}
main().catch((e) => { console.error(e); process.exit(1) })
