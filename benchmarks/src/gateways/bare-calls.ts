import http from "node:http"
import type { Contender } from "../contenders"

/** The gateway calls of one operation alone: no provider, no checks, nothing kept. */
export interface BareCalls {
  create(): Promise<void>
  /** Reads the payment that was created last. */
  read(): Promise<void>
}

/** What no provider can do without, by Node's own HTTP client. */
export function bareCalls(url: string): Record<Contender["name"], BareCalls> {
  const call = caller(url)
  return { ours: streamPayCalls(call), stripe: stripeCalls(call) }
}

type Call = (method: string, path: string, body?: string) => Promise<{ readonly id: string }>

function streamPayCalls(call: Call): BareCalls {
  let link = ""
  return {
    async create() {
      const name = "Order payses_01JCXJ8B3Q6YV1T5R2N4M7K9WD"
      const prices = [{ currency: "SAR", amount: "1234.56", is_price_inclusive_of_vat: true }]
      const product = await call(
        "POST",
        "/api/v2/products",
        JSON.stringify({ name, type: "ONE_OFF", is_one_time: true, prices })
      )
      const created = await call(
        "POST",
        "/api/v2/payment_links",
        JSON.stringify({
          name,
          currency: "SAR",
          items: [{ product_id: product.id, quantity: 1 }],
          valid_until: new Date().toISOString(),
          custom_metadata: { session_id: "payses_01JCXJ8B3Q6YV1T5R2N4M7K9WD" },
        })
      )
      link = created.id
    },
    async read() {
      await call("GET", `/api/v2/payment_links/${link}`)
      await call("GET", `/api/v2/invoices?payment_link_id=${link}&include_payments=true`)
    },
  }
}

function stripeCalls(call: Call): BareCalls {
  let intent = ""
  return {
    async create() {
      const form = new URLSearchParams({
        amount: "123456",
        currency: "sar",
        capture_method: "manual",
        "metadata[session_id]": "payses_01JCXJ8B3Q6YV1T5R2N4M7K9WD",
      })
      intent = (await call("POST", "/v1/payment_intents", form.toString())).id
    },
    async read() {
      await call("GET", `/v1/payment_intents/${intent}`)
    },
  }
}

function caller(url: string): Call {
  const agent = new http.Agent({ keepAlive: true })
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { "content-length": Buffer.byteLength(body) }
      const request = http.request(`${url}${path}`, { agent, method, headers }, (response) => {
        let text = ""
        response.setEncoding("utf8")
        response.on("data", (part: string) => (text += part))
        response.once("error", reject)
        response.once("end", () => resolve(JSON.parse(text) as { readonly id: string }))
      })
      request.once("error", reject)
      request.end(body)
    })
}
