// usage: exp.ts name=folder name=folder ...   (throw-away)
import { container } from "@medusajs/framework"
import { asValue } from "@medusajs/framework/awilix"
import { logger } from "@medusajs/framework/logger"
import { MedusaApp, MedusaAppMigrateUp } from "@medusajs/framework/modules-sdk"
import { ContainerRegistrationKeys, createPgConnection, Modules } from "@medusajs/framework/utils"
import { CompiledPlugin } from "./compiled-plugin"
import { startFakeGateways } from "./gateways/fake-gateways"
import { stripeAtAddress } from "./stripe-at-address"
import { coveredTime, summarize } from "./statistics"

async function main() {
  const variants = process.argv.slice(2).filter((a) => a.includes("=")).map((a) => a.split("=") as [string, string])
  const { startLocalPostgres } = await import("../../scripts/lib/local-postgres.mjs")
  const durable = process.env.DURABLE
  const postgres = await startLocalPostgres({ databases: ["shop"], ...(durable && { dataDir: durable }) })
  const gateways = await startFakeGateways(Number(process.env.DELAY ?? 5))
  const url = postgres.url("shop")
  const connection = createPgConnection({ clientUrl: url })
  const plugins = variants.map(([name, folder]) => ({ name, plugin: new CompiledPlugin(folder) }))
  const modulesConfig = (): any => ({
    payment_gateways: { resolve: plugins[0]!.plugin.resolve("modules/payment-gateways"), options: { backendUrl: "http://localhost:9000", storefrontUrl: "http://localhost:8000" } },
    [Modules.PAYMENT]: { resolve: "@medusajs/medusa/payment", options: { providers: [
      { resolve: stripeAtAddress(gateways.url), id: "stripe", options: { apiKey: "sk_test_x", webhookSecret: "whsec_x" } },
      ...plugins.map(({ name, plugin }) => ({ resolve: plugin.resolve("providers/streampay"), id: name, options: { id: name, baseUrl: gateways.url, apiKey: "ak_benchmark", apiSecret: "as_benchmark", webhookSecret: "whsec_benchmark" } })),
    ] } },
  })
  const app = { sharedResourcesConfig: { database: { clientUrl: url } }, injectedDependencies: { [ContainerRegistrationKeys.PG_CONNECTION]: connection, [ContainerRegistrationKeys.LOGGER]: logger, [ContainerRegistrationKeys.CONFIG_MODULE]: { modules: modulesConfig() } } }
  const log = console.log; console.log = () => undefined
  await MedusaAppMigrateUp({ ...app, modulesConfig: modulesConfig() })
  console.log = log
  const { modules } = await MedusaApp({ ...app, modulesConfig: modulesConfig() })
  container.register("payment_gateways", asValue(modules.payment_gateways))
  const payments = modules[Modules.PAYMENT] as any
  const contenders = [{ name: "stripe", id: "pp_stripe_stripe", calls: 1 }, ...plugins.map(({ name, plugin }) => {
    const id = `pp_streampay_${name}`
    const { AttemptStore } = plugin.load<any>("modules/payment-gateways/attempt-store")
    const store = new AttemptStore(connection, { backendUrl: "http://localhost:9000", returnPath: "/x" })
    payments.paymentProviderService_.retrieveProvider(id)
    const module = { attempts: store }
    const p = payments.paymentProviderService_.retrieveProvider(id)
    p.ledger = () => (void p.ledgerProbe, module.attempts)
    if (process.env.REAL_LEDGER) delete p.ledger
    return { name, id, calls: 2 }
  })]
  const out: Record<string, Record<string, number[]>> = {}
  const cpu: Record<string, Record<string, number>> = {}
  const add = (op: string, who: string, v: number) => ((out[op] ??= {})[who] ??= []).push(v)
  const N = 20
  const rounds = Number(process.env.BLOCKS ?? 15)
  for (let round = -Number(process.env.WARM ?? 4); round < rounds; round++) {
    const order = round % 2 ? contenders : [...contenders].reverse()
    for (const c of order) {
      const p = payments.paymentProviderService_.retrieveProvider(c.id)
      const col = await payments.createPaymentCollections({ amount: 1234.56, currency_code: "sar" })
      const sessions: any[] = []
      let walls: number[] = []
      const timed = async (f: () => Promise<unknown>) => { const s = performance.now(); await f(); walls.push(performance.now() - s) }
      const collect = async (op: string, c0: NodeJS.CpuUsage) => {
        const u = process.cpuUsage(c0)
        const held = await gateways.takeHeldRequests()
        if (held.length !== N * c.calls) throw new Error(`${c.name} ${op} ${held.length}`)
        if (round >= 0) { walls.forEach((w, i) => add(op, c.name, w - coveredTime(held.slice(i * c.calls, (i + 1) * c.calls)))); ((cpu[op] ??= {})[c.name] ??= 0); cpu[op]![c.name]! += (u.user + u.system) / 1000 / N / rounds }
        walls = []
      }
      for (let i = 0; i < N; i++) sessions.push(await payments.createPaymentSession(col.id, { provider_id: c.id, amount: 1234.56, currency_code: "sar", data: {} }))
      await gateways.takeHeldRequests()
      let c0 = process.cpuUsage()
      for (let i = 0; i < N; i++) await timed(() => p.initiatePayment({ amount: 1234.56, currency_code: "sar", data: { session_id: sessions[i].id }, context: { idempotency_key: sessions[i].id } }))
      await collect("create", c0)
      c0 = process.cpuUsage()
      for (let i = 0; i < N; i++) await timed(() => p.getPaymentStatus({ data: sessions[i].data }))
      await collect("read", c0)
    }
  }
  for (const op of ["create", "read"]) for (const c of contenders) {
    const s = summarize(out[op]![c.name]!), t = summarize(out[op]!.stripe!)
    log(op.padEnd(7), c.name.padEnd(12), "median", s.median.toFixed(2), "p99", s.p99.toFixed(2), "ratio", (s.median / t.median).toFixed(2), "cpu", cpu[op]![c.name]!.toFixed(2))
  }
  await gateways.stop(); await postgres.stop(); process.exit()
}
main().catch((e) => { console.error(e); process.exit(1) })
