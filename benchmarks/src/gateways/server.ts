// Started by fake-gateways.ts. One server, one code path for every gateway: it reads the request,
// waits, answers, and writes down how long it held the request.
import http from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import type { HeldRequest } from "./fake-gateways"
import { answerStreamPay } from "./streampay"
import { answerStripe } from "./stripe"

/** What a gateway is asked. */
export interface GatewayRequest {
  readonly method: string
  readonly url: URL
  readonly body: string
}

const delayMs = Number(process.argv[2])
let held: HeldRequest[] = []

const server = http.createServer((request, response) => {
  const start = performance.now()
  const method = request.method ?? "GET"
  const url = new URL(request.url ?? "/", "http://gateway")
  response.once("finish", () => {
    held.push({ method, path: url.pathname, start, end: performance.now() })
  })
  void answer()

  async function answer(): Promise<void> {
    let body = ""
    for await (const part of request.setEncoding("utf8")) {
      body += String(part)
    }
    await wait(delayMs)
    const gateway = url.pathname.startsWith("/api/v2/") ? answerStreamPay : answerStripe
    const reply = gateway({ method, url, body })
    response.writeHead(reply ? 200 : 404, { "content-type": "application/json" })
    response.end(JSON.stringify(reply ?? { error: { message: `no such route: ${url.pathname}` } }))
  }
})

server.keepAliveTimeout = 60_000
server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port))

process.on("message", () => {
  process.send?.(held)
  held = []
})
process.on("disconnect", () => process.exit())
