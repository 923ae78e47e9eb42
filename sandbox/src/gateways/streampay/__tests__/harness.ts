import { at, Receiver, text, type ApiReply } from "../../../core/__tests__/harness"
import { parseJson } from "../../../core/json"
import { createSandbox, type Sandbox } from "../../../sandbox"
import type { StreamPayOptions } from "../options"

export { at, text }

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
    return { status: reply.status, headers: reply.headers, text, json: parseJson(text) }
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
