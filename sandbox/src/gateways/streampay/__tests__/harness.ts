import http from "node:http"
import type { AddressInfo } from "node:net"
import { isRecord } from "../../../core/json"
import { createSandbox, type Sandbox } from "../../../sandbox"
import type { StreamPayOptions } from "../options"

/** An API reply with its body read leniently. */
export interface ApiReply {
  status: number
  headers: Headers
  text: string
  json: unknown
}

/** A small client of the API under test. */
export class ApiClient {
  constructor(
    readonly sandbox: Sandbox,
    private readonly token: string | null = sandbox.streampay.apiToken
  ) {}

  async call(method: string, path: string, body?: unknown): Promise<ApiReply> {
    const reply = await fetch(`${this.sandbox.streampay.baseUrl}/api/v2${path}`, {
      method,
      headers: {
        ...(this.token === null ? {} : { "x-api-key": this.token }),
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, text, json: parse(text) }
  }

  async product(price: Record<string, unknown> = {}, product: Record<string, unknown> = {}) {
    const reply = await this.call("POST", "/products", {
      name: "Order 1",
      type: "ONE_OFF",
      is_one_time: true,
      prices: [{ currency: "SAR", amount: "250.00", ...price }],
      ...product,
    })
    return text(reply.json, "id")
  }

  async link(link: Record<string, unknown> = {}, price: Record<string, unknown> = {}) {
    const productId = await this.product(price)
    const reply = await this.call("POST", "/payment_links", {
      name: "Order 1",
      currency: price.currency ?? "SAR",
      items: [{ product_id: productId, quantity: 1 }],
      max_number_of_payments: 1,
      success_redirect_url: "http://shop.example/return?session=1",
      failure_redirect_url: "http://shop.example/failed",
      custom_metadata: { session_id: "payses_1" },
      ...link,
    })
    return text(reply.json, "id")
  }
}

/** What a receiver of webhooks got. */
export interface Received {
  headers: http.IncomingHttpHeaders
  rawHeaders: string[]
  body: string
}

/** Stands for the merchant's server; answers with the statuses given, then with 200. */
export class Receiver {
  readonly received: Received[] = []
  statuses: number[] = []
  private server: http.Server | undefined

  async start(): Promise<string> {
    const server = http.createServer((request, response) => {
      const chunks: Buffer[] = []
      request.on("data", (chunk: Buffer) => chunks.push(chunk))
      request.on("end", () => {
        this.received.push({
          headers: request.headers,
          rawHeaders: request.rawHeaders,
          body: Buffer.concat(chunks).toString("utf8"),
        })
        response.statusCode = this.statuses.shift() ?? 200
        response.end("ok")
      })
    })
    this.server = server
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  }

  async stop(): Promise<void> {
    const { server } = this
    if (server) {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    }
  }
}

/** Starts a sandbox with a receiver for its webhooks. */
export async function startSandbox(options: StreamPayOptions = {}) {
  const receiver = new Receiver()
  const sandbox = await createSandbox({
    streampay: { webhookUrl: await receiver.start(), ...options },
  })
  return {
    sandbox,
    receiver,
    api: new ApiClient(sandbox),
    stop: async () => {
      await sandbox.close()
      await receiver.stop()
    },
  }
}

/** A member of a JSON value, by a path like `data.0.id`; `undefined` when it is not there. */
export function at(json: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((value, name) => {
    if (Array.isArray(value)) {
      return (value as unknown[])[Number(name)]
    }
    return isRecord(value) ? value[name] : undefined
  }, json)
}

/** A text member of a JSON value. */
export function text(json: unknown, path: string): string {
  const value = at(json, path)
  if (typeof value !== "string") {
    throw new Error(`no text at ${path} in ${JSON.stringify(json)}`)
  }
  return value
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch (error) {
    return error instanceof SyntaxError ? undefined : body
  }
}
