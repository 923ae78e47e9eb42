import { ControlInput, refuseControl } from "../../core/control-input"
import { readMishandling } from "../../core/control-readers"
import { controlRoute, readAmounts, settingsRoutes, webhookRoute } from "../../core/control-route"
import type { Route } from "../../core/exchange-types"
import type { StreamCryptoControls } from "./controls-types"
import { TOKENS } from "./entities"
import { readSettings } from "./settings-reader"

const MODES = ["page", "manual"] as const

/** The controls over HTTP, below `/control/stream-crypto`. */
export function streamCryptoControlRoutes(controls: StreamCryptoControls): Route[] {
  return [
    controlRoute("GET", "/account", () => account(controls)),
    controlRoute("GET", "/payments", () => ({ payments: controls.payments() })),
    controlRoute("GET", "/payments/:id", (id) => controls.payment(id)),
    controlRoute("POST", "/payments", (_id, input) => {
      const body = input.require("body", input.object("body"))
      const mode = input.oneOf("mode", MODES)
      input.finish()
      return controls.createPayment(body, mode)
    }),
    controlRoute("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        ...readAmounts(input),
        coinAmount: input.text("coinAmount"),
        coin: input.oneOf("coin", TOKENS),
        callback: input.flag("callback"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    controlRoute("POST", "/payments/:id/pay-in-parts", (id, input) => {
      const options = {
        parts: input.number("parts"),
        coin: input.oneOf("coin", TOKENS),
        evenIfClosed: input.flag("evenIfClosed"),
        callback: input.flag("callback"),
      }
      input.finish()
      return controls.payInParts(id, options)
    }),
    controlRoute("POST", "/payments/:id/expire", (id) => controls.expire(id)),
    controlRoute("PUT", "/payments/:id/status", (id, input) => {
      const isCleared = input.isNull("status")
      const status = input.text("status")
      const event = input.flag("event")
      input.finish()
      const forced = isCleared ? null : input.require("status", status)
      return controls.setStatus(id, forced, { event })
    }),
    controlRoute("POST", "/events", (_id, input) => sendEvent(controls, input)),
    webhookRoute(controls.setWebhookUrl, { secret: controls.setClientSecret }),
    ...settingsRoutes(controls, readSettings),
  ]
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
