import http from "node:http"
import axios from "axios"
import axiosRetry from "axios-retry"
import { z } from "@medusajs/framework/zod"
import { logger } from "@medusajs/framework/logger"
import { CompiledPlugin } from "./compiled-plugin"
import { startFakeGateways } from "./gateways/fake-gateways"
import { stripeLibrary } from "./stripe-at-address"
import { summarize } from "./statistics"
async function main() {
  const gateways = await startFakeGateways(5)
  const { hostname, port } = new URL(gateways.url)
  const agent = new http.Agent({ keepAlive: true })
  const bareAgent = new http.Agent({ keepAlive: true })
  const url = `${gateways.url}/api/v2/invoices?payment_link_id=1`
  const bare = () => new Promise<unknown>((resolve, reject) => { http.get(url, { agent: bareAgent }, (r) => { let b = ""; r.setEncoding("utf8"); r.on("data", (d) => (b += d)).on("end", () => resolve(JSON.parse(b))) }).on("error", reject) })
  const plain = axios.create({ baseURL: gateways.url + "/api/v2", httpAgent: agent, maxRedirects: 0, responseType: "text", transformResponse: (x: unknown) => x })
  const noenv = axios.create({ baseURL: gateways.url + "/api/v2", httpAgent: agent, maxRedirects: 0, responseType: "text", transformResponse: (x: unknown) => x, proxy: false })
  const retry = axios.create({ baseURL: gateways.url + "/api/v2", httpAgent: agent, maxRedirects: 0, responseType: "text", transformResponse: (x: unknown) => x, maxContentLength: 2e6 })
  axiosRetry(retry, { retries: 2 })
  const page = z.object({ data: z.array(z.object({ id: z.string() })), pagination: z.object({ has_next_page: z.boolean().nullish() }).nullish() })
  const client = (folder: string, log: any) => { const { HttpClient } = new CompiledPlugin(folder).load<any>("core/http"); const { Secret } = new CompiledPlugin(folder).load<any>("core/secret"); const secrets = ["aaaaaaaaaaaaa", "bbbbbbbbbbb", "ccccccccccccc", "ddddddddddd"].map((s) => new Secret(s)); return new HttpClient({ gateway: "x", baseUrl: gateways.url + "/api/v2", timeoutMs: 10000, headers: () => ({ "x-api-key": "k" }), secrets, readRefusal: () => ({}), logger: log }) }
  const C = "/work/main/node_modules/.cache"
  const a = client(`${C}/b-new`, logger), b = client(`${C}/b-http`, logger), nolog = client(`${C}/b-http`, undefined)
  const req = { method: "GET", path: "/invoices", query: { payment_link_id: "1" }, schema: page, repeatable: true }
  const stripe = new (stripeLibrary())("sk_test_x", { host: hostname, port, protocol: "http" }) as any
  const intent = await stripe.paymentIntents.create({ amount: 100, currency: "sar" })
  const tests: Record<string, () => Promise<unknown>> = {
    bare, plain: () => plain.get("/invoices", { params: { payment_link_id: "1" } }), noenv: () => noenv.get("/invoices", { params: { payment_link_id: "1" } }), retry: () => retry.get("/invoices", { params: { payment_link_id: "1" } }),
    signal: () => retry.get("/invoices", { params: { payment_link_id: "1" }, signal: AbortSignal.timeout(10000) }),
    fetch: () => fetch(url).then((r) => r.json()),
    HttpClientNew: () => a.request(req), HttpClientHttp: () => b.request(req), HttpClientNolog: () => nolog.request(req),
    stripe: () => stripe.paymentIntents.retrieve(intent.id, { expand: ["payment_method"] }),
  }
  await gateways.takeHeldRequests()
  const times: Record<string, number[]> = {}; const cpu: Record<string, number> = {}
  const N = 30, R = 15
  for (let round = -5; round < R; round++) for (const [name, f] of Object.entries(tests)) {
    const walls: number[] = []; const c0 = process.cpuUsage()
    for (let i = 0; i < N; i++) { const t = performance.now(); await f(); walls.push(performance.now() - t) }
    const u = process.cpuUsage(c0)
    const held = await gateways.takeHeldRequests()
    if (round >= 0) { walls.forEach((w, i) => (times[name] ??= []).push(w - (held[i]!.end - held[i]!.start))); cpu[name] = (cpu[name] ?? 0) + (u.user + u.system) / 1000 / N / R }
  }
  for (const [k, v] of Object.entries(times)) { const s = summarize(v); console.log(k.padEnd(16), s.median.toFixed(3), s.p99.toFixed(2), "cpu", cpu[k]!.toFixed(2)) }
  await gateways.stop(); process.exit()
}
main().catch((e) => { console.error(e); process.exit(1) })
