// Started by paying-gateways.ts: the gateways of the other benchmarks, with payers.
import http from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import { answerStreamPay } from "../gateways/streampay"
import { answerStripe } from "../gateways/stripe"
import type { GatewayRequest } from "../gateways/server"
import { PaidPayments } from "./paid-payments"

const delayMs = Number(process.env.GATEWAY_DELAY_MS)
const paid = new PaidPayments()

const server = http.createServer((request, response) => {
  void answer()

  async function answer(): Promise<void> {
    let body = ""
    for await (const part of request.setEncoding("utf8")) {
      body += String(part)
    }
    await wait(delayMs)
    const url = new URL(request.url ?? "/", "http://gateway")
    const asked: GatewayRequest = { method: request.method ?? "GET", url, body }
    const gateway = url.pathname.startsWith("/api/v2/") ? answerStreamPay : answerStripe
    const reply = paid.tell(asked, gateway(asked))
    response.writeHead(reply ? 200 : 404, { "content-type": "application/json" })
    response.end(JSON.stringify(reply ?? { error: { message: `no such route: ${url.pathname}` } }))
  }
})

server.keepAliveTimeout = 60_000
process.on("message", (reference: string) => {
  paid.pay(reference)
  process.send?.("paid")
})
process.on("disconnect", () => process.exit())
server.listen(0, "127.0.0.1", () => {
  process.send?.((server.address() as AddressInfo).port)
})
