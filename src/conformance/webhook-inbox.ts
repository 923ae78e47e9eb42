import http from "node:http"
import type { AddressInfo } from "node:net"
import type { WebhookDelivery } from "../core/contract"

/** Stands where the shop's webhook address is, and keeps what comes, as it came. */
export class WebhookInbox {
  private readonly deliveries: WebhookDelivery[] = []
  private waiting: (() => void)[] = []
  private readonly server = http.createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      response.writeHead(200).end("{}")
      if (request.method === "POST") {
        const rawBody = Buffer.concat(chunks)
        this.deliveries.push({ rawBody, headers: request.headers, now: new Date() })
        this.waiting.splice(0).forEach((wake) => {
          wake()
        })
      }
    })
  })

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve))
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** All that came since `clear()`; they are gone then. */
  take(): WebhookDelivery[] {
    return this.deliveries.splice(0)
  }

  clear(): void {
    this.deliveries.length = 0
  }

  /** The first delivery since `clear()` that matches, now or when it comes. */
  async next(
    matches: (delivery: WebhookDelivery) => boolean = () => true
  ): Promise<WebhookDelivery> {
    for (;;) {
      const found = this.deliveries.find(matches)
      if (found) {
        return found
      }
      await new Promise<void>((resolve) => this.waiting.push(resolve))
    }
  }
}
