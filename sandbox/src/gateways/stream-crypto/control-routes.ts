import { controlBody, ControlInput, refuseControl } from "../../core/control-input"
import { readMishandling } from "../../core/control-readers"
import { asJson, refusing } from "../../core/control-reply"
import type { HttpMethod, Route } from "../../core/exchange-types"
import type { StreamCryptoControls } from "./controls-types"
import { TOKENS } from "./entities"
import { readSettings } from "./settings-reader"

const MODES = ["page", "manual"] as const

/** The controls over HTTP, below `/control/stream-crypto`. */
export function streamCryptoControlRoutes(controls: StreamCryptoControls): Route[] {
  return [
    route("GET", "/account", () => account(controls)),
    route("GET", "/payments", () => ({ payments: controls.payments() })),
    route("GET", "/payments/:id", (id) => controls.payment(id)),
    route("POST", "/payments", (_id, input) => {
      const body = input.require("body", input.object("body"))
      const mode = input.oneOf("mode", MODES)
      input.finish()
      return controls.createPayment(body, mode)
    }),
    route("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        amount: input.text("amount"),
        shortBy: input.text("shortBy"),
        overBy: input.text("overBy"),
        coinAmount: input.text("coinAmount"),
        coin: input.oneOf("coin", TOKENS),
        evenIfClosed: input.flag("evenIfClosed"),
        callback: input.flag("callback"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    route("POST", "/payments/:id/pay-in-parts", (id, input) => {
      const options = {
        parts: input.number("parts"),
        coin: input.oneOf("coin", TOKENS),
        evenIfClosed: input.flag("evenIfClosed"),
        callback: input.flag("callback"),
      }
      input.finish()
      return controls.payInParts(id, options)
    }),
    route("POST", "/payments/:id/expire", (id, input) => {
      input.finish()
      return controls.expire(id)
    }),
    route("PUT", "/payments/:id/status", (id, input) => {
      const isCleared = input.isNull("status")
      const status = input.text("status")
      const event = input.flag("event")
      input.finish()
      const forced = isCleared ? null : input.require("status", status)
      return controls.setStatus(id, forced, { event })
    }),
    route("POST", "/events", (_id, input) => sendEvent(controls, input)),
    route("PUT", "/webhook", (_id, input) => {
      const clearsUrl = input.isNull("url")
      const url = input.text("url")
      const secret = input.text("secret")
      input.finish()
      if (clearsUrl || url !== undefined) {
        controls.setWebhookUrl(url ?? null)
      }
      if (secret !== undefined) {
        controls.setClientSecret(secret)
      }
    }),
    route("GET", "/settings", () => controls.settings()),
    route("PATCH", "/settings", (_id, input) => {
      const changes = readSettings(input)
      input.finish()
      return controls.changeSettings(changes)
    }),
  ]
}

function route(
  method: HttpMethod,
  path: string,
  act: (id: string, input: ControlInput) => unknown
): Route {
  return {
    method,
    path,
    handle: async (request) => {
      const input = controlBody(request)
      const result = await refusing(() => act(request.params.id ?? "", input))
      return asJson(result ?? { ok: true })
    },
  }
}

function sendEvent(controls: StreamCryptoControls, input: ControlInput) {
  const paymentId = input.require("paymentId", input.text("paymentId"))
  const options = {
    fields: readFields(input),
    signature: input.text("signature"),
    extra: input.object("extra"),
    numbers: input.oneOf("numbers", ["strings", "numbers"]),
    rawBody: input.text("rawBody"),
    ...readMishandling(input),
  }
  input.finish()
  return { deliveries: controls.sendEvent(paymentId, options) }
}

function readFields(input: ControlInput): Record<string, string> | undefined {
  const given = input.object("fields")
  if (given === undefined) {
    return undefined
  }
  const fields = new ControlInput(given)
  const known = [
    "payment_id",
    "amount",
    "amount_usd",
    "received_amount",
    "received_amount_usd",
    "current_datetime",
  ]
  const read = known.map((name) => [name, fields.text(name)] as const)
  fields.finish()
  const texts: Record<string, string> = {}
  for (const [name, text] of read) {
    if (text !== undefined) {
      texts[name] = text
    }
  }
  return Object.keys(texts).length > 0 ? texts : refuseControl(`"fields" is empty`)
}

function account(controls: StreamCryptoControls) {
  const { baseUrl, clientId, clientSecret } = controls
  return { baseUrl, clientId, clientSecret, settings: controls.settings() }
}
