import { Receiver, type ApiReply } from "../../../core/__tests__/harness"
import { isRecord, parseJson } from "../../../core/json"
import { createSandbox, type Sandbox } from "../../../sandbox"
import type { Directa24Options } from "../options"
import { invoiceControl, v3Authorization } from "../signature"

export const CPF = "52998224725"

export type Fields = Record<string, string | undefined>

const V3_DATE = "2026-01-15T10:20:30Z"

/** A small client of the API under test. */
export class ApiClient {
  constructor(readonly sandbox: Sandbox) {}

  private get controls() {
    return this.sandbox.directa24
  }

  /** Fields of a sound invoice; `undefined` leaves one out. The control is right unless given. */
  invoiceFields(changes: Fields = {}): Record<string, string> {
    const fields = given({
      x_login: this.controls.apiKey,
      x_trans_key: this.controls.apiPassphrase,
      x_invoice: "payses_1",
      x_amount: "100.50",
      x_currency: "BRL",
      x_country: "BR",
      x_bank: "TE",
      x_iduser: "12345678901",
      x_cpf: CPF,
      x_name: "Jane Roe",
      x_email: "jane+shop@example.com",
      x_address: "Av. Paulista 1000",
      x_zip: "01310100",
      x_city: "São Paulo",
      x_state: "SP",
      x_return: "https://shop.example/return",
      x_description: "Order 1",
      type: "json",
      ...changes,
    })
    const control = invoiceControl(this.controls.apiSignature, fields)
    return given({ ...fields, control: "control" in changes ? changes.control : control })
  }

  invoice(changes: Fields = {}): Promise<ApiReply> {
    return this.form("/api_curl/streamline/NewInvoice", this.invoiceFields(changes))
  }

  /** Makes an invoice. @returns its hosted page */
  async link(changes: Fields = {}): Promise<string> {
    const { json } = await this.invoice(changes)
    if (!isRecord(json) || typeof json.link !== "string") {
      throw new Error(`no invoice: ${JSON.stringify(json)}`)
    }
    return json.link
  }

  status(invoice = "payses_1", changes: Fields = {}): Promise<ApiReply> {
    const { statusApiKey, statusApiPassphrase } = this.controls
    return this.form("/apd/webpaystatus", {
      x_login: statusApiKey,
      x_trans_key: statusApiPassphrase,
      x_invoice: invoice,
      type: "json",
      ...changes,
    })
  }

  form(path: string, fields: Fields, contentType = "application/x-www-form-urlencoded") {
    const body = new URLSearchParams(given(fields)).toString()
    return this.send("POST", path, { "content-type": contentType }, body)
  }

  /** A v3 call with the headers that it takes; `undefined` leaves one out. */
  v3(method: string, path: string, body?: unknown, headers: Fields = {}): Promise<ApiReply> {
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body)
    const { apiKey: login, apiSignature } = this.controls
    const all = given({
      "X-Login": login,
      "X-Date": V3_DATE,
      Authorization: v3Authorization(apiSignature, { date: V3_DATE, login, body: text }),
      ...(method === "POST"
        ? { "Content-Type": "application/json", "X-Idempotency-Key": "refund_1" }
        : {}),
      ...headers,
    })
    return this.send(method, path, all, body === undefined ? undefined : text)
  }

  list(path: string, key = this.controls.readOnlyKey): Promise<ApiReply> {
    return this.send("GET", `/v3/${path}`, { Authorization: `Bearer ${key}` })
  }

  async send(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string
  ): Promise<ApiReply> {
    const reply = await fetch(this.controls.baseUrl + path, { method, headers, body })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, text, json: parseJson(text) }
  }
}

/** Starts a sandbox with a receiver for its confirmations. */
export async function startSandbox(options: Directa24Options = {}) {
  const receiver = new Receiver()
  const webhookUrl = await receiver.start()
  const sandbox = await createSandbox({ directa24: { webhookUrl, ...options } })
  return {
    sandbox,
    receiver,
    webhookUrl,
    api: new ApiClient(sandbox),
    controls: sandbox.directa24,
    stop: async () => {
      await sandbox.close()
      await receiver.stop()
    },
  }
}

export type Setup = Awaited<ReturnType<typeof startSandbox>>

/** What a page of the sandbox would post to the shop. */
export function returnFormIn(html: string): { url: string; fields: Record<string, string> } {
  const form = /<form id="return" method="post" action="([^"]*)">(.*?)<button/s.exec(html)
  const inputs = [...(form?.[2] ?? "").matchAll(/name="([^"]*)" value="([^"]*)"/g)]
  return {
    url: unescapeHtml(form?.[1] ?? ""),
    fields: Object.fromEntries(
      inputs.map(([, name = "", value = ""]) => [unescapeHtml(name), unescapeHtml(value)])
    ),
  }
}

function unescapeHtml(text: string): string {
  return text
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&")
}

function given(fields: Fields): Record<string, string> {
  return Object.fromEntries(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined)
  )
}
