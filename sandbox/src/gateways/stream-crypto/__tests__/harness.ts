import { Receiver, type ApiReply } from "../../../core/__tests__/harness"
import { isRecord, parseJson, type JsonObject } from "../../../core/json"
import { createSandbox, type Sandbox } from "../../../sandbox"
import type { StreamCryptoSettings } from "../options"

export const SECRET = "stream_secret_made_up"
export const CLIENT_ID = "client_1"
export const MINUTE = 60_000

export const CREATION = {
  amount_usd: "15.89",
  name: "My Shop payses_01HZX8",
  return_url: "https://shop.example/checkout?x=1",
}

/** Starts a sandbox with a shop for its callbacks. Its clock stands, so that times are exact. */
export async function start(settings: Partial<StreamCryptoSettings> = {}) {
  const shop = new Receiver()
  const sandbox: Sandbox = await createSandbox({
    clockSpeed: 0,
    streamCrypto: {
      clientId: CLIENT_ID,
      clientSecret: SECRET,
      webhookUrl: await shop.start(),
      settings,
    },
  })
  const call = async (
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = { "content-type": "application/json" }
  ): Promise<ApiReply> => {
    const reply = await fetch(sandbox.streamCrypto.baseUrl + path, {
      method,
      headers: body === undefined ? {} : headers,
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    })
    const text = await reply.text()
    return { status: reply.status, headers: reply.headers, text, json: parseJson(text) }
  }
  const idOf = (json: unknown, member: string): string => {
    const id = isRecord(json) ? json[member] : undefined
    if (typeof id !== "string") {
      throw new Error(`no ${member} in ${JSON.stringify(json)}`)
    }
    return id
  }
  return {
    sandbox,
    shop,
    controls: sandbox.streamCrypto,
    call,
    /** Creates a payment over HTTP; returns its id. */
    create: async (body: JsonObject = {}, mode: "page" | "manual" = "manual"): Promise<string> => {
      const { amount_usd: usual, ...rest } = CREATION
      const isPriced = ["amount", "amount_usd", "amount_eur"].some((field) => field in body)
      const whole = { ...(isPriced ? {} : { amount_usd: usual }), ...rest, ...body }
      const path = `/payment/${CLIENT_ID}${mode === "page" ? "/page" : ""}`
      const { json } = await call("POST", path, whole)
      return idOf(json, mode === "page" ? "paymentID" : "payment_id")
    },
    read: async (id: string): Promise<Record<string, unknown>> => {
      const { json } = await call("GET", `/payment/${id}`)
      return isRecord(json) ? json : {}
    },
    callbacks: () => shop.received.map(({ body }) => JSON.parse(body) as Record<string, string>),
    stop: async () => {
      await sandbox.close()
      await shop.stop()
    },
  }
}

export type Setup = Awaited<ReturnType<typeof start>>
