import { controlBody, type ControlInput } from "../../core/control-input"
import { readMishandling } from "../../core/control-readers"
import { asJson, refusing } from "../../core/control-reply"
import type { HttpMethod, Route } from "../../core/exchange-types"
import type { XGatewayControls } from "./controls-types"
import { readSettings } from "./settings-reader"

type Act = (id: string, input: ControlInput) => unknown
type MakeRoute = (method: HttpMethod, path: string, act: Act) => Route

/** The controls over HTTP, below `/control/xgateway`. */
export function xGatewayControlRoutes(controls: XGatewayControls): Route[] {
  const route: MakeRoute = (method, path, act) => ({
    method,
    path,
    handle: async (request) => {
      const input = controlBody(request)
      const result = await refusing(() => act(request.params.id ?? "", input))
      return asJson(result ?? { ok: true })
    },
  })
  return [
    route("GET", "/account", () => {
      const { baseUrl, apiKey, secretKey } = controls
      return { baseUrl, apiKey, secretKey, settings: controls.settings() }
    }),
    route("GET", "/payments", () => ({ payments: controls.payments() })),
    route("GET", "/payments/:id", (id) => controls.payment(id)),
    route("GET", "/transactions", () => ({ transactions: controls.transactions() })),
    route("GET", "/transactions/:id", (id) => controls.transaction(id)),
    route("GET", "/channels", () => ({ channels: controls.channels() })),
    route("GET", "/withdrawals", () => ({ withdrawals: controls.withdrawals() })),
    ...paymentRoutes(controls, route),
    ...transactionRoutes(controls, route),
    ...callbackRoutes(controls, route),
    ...accountRoutes(controls, route),
  ]
}

function paymentRoutes(controls: XGatewayControls, route: MakeRoute): Route[] {
  return [
    route("POST", "/payments/:id/activate", (id, input) => {
      const currency = input.text("currency")
      input.finish()
      return controls.activate(id, currency)
    }),
    route("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        amount: input.text("amount"),
        shortBy: input.text("shortBy"),
        overBy: input.text("overBy"),
        currency: input.text("currency"),
        status: input.text("status"),
        evenIfClosed: input.flag("evenIfClosed"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    route("POST", "/payments/:id/fail", (id, input) => {
      const currency = input.text("currency")
      input.finish()
      return controls.fail(id, { currency })
    }),
    route("POST", "/payments/:id/cancel", (id) => ({ redirectUrl: controls.cancel(id) })),
    route("POST", "/payments/:id/expire", (id) => controls.expire(id)),
    route("PUT", "/payments/:id/status", (id, input) => setStatus(controls, id, input)),
    route("POST", "/payments/:id/refund", (id, input) => {
      const amount = input.text("amount")
      input.finish()
      return controls.refund(id, amount)
    }),
    route("POST", "/payments/:id/charge-back", (id, input) => {
      const amount = input.text("amount")
      input.finish()
      return { deliveries: controls.chargeBack(id, amount) }
    }),
  ]
}

function transactionRoutes(controls: XGatewayControls, route: MakeRoute): Route[] {
  return [
    route("POST", "/deposits", (_id, input) => {
      const options = {
        address: input.text("address"),
        customerId: input.text("customerId"),
        currency: input.text("currency"),
        amount: input.text("amount"),
        value: input.text("value"),
        valueCurrency: input.text("valueCurrency"),
        status: input.text("status"),
        later: input.number("later"),
      }
      input.finish()
      return controls.deposit(options)
    }),
    route("POST", "/transactions/:id/confirm", (id) => controls.confirm(id)),
    route("POST", "/transactions/:id/fail", (id) => controls.failTransaction(id)),
    route("PUT", "/transactions/:id/status", (id, input) => {
      controls.transaction(id)
      return setStatus(controls, id, input)
    }),
    route("POST", "/withdrawals/:id/settle", (id, input) => {
      const status = input.oneOf("status", ["confirmed", "failed"]) ?? "confirmed"
      input.finish()
      return controls.settleWithdrawal(id, status)
    }),
  ]
}

function setStatus(controls: XGatewayControls, id: string, input: ControlInput) {
  const status = input.require("status", input.text("status"))
  const event = input.flag("event")
  input.finish()
  return controls.setStatus(id, status, { event })
}

function callbackRoutes(controls: XGatewayControls, route: MakeRoute): Route[] {
  return [
    route("POST", "/events", (_id, input) => {
      const event = input.require("event", input.text("event"))
      const options = {
        transactionId: input.text("transactionId"),
        reference: input.text("reference"),
        customerId: input.text("customerId"),
        currency: input.text("currency"),
        members: input.object("members"),
        rawBody: input.text("rawBody"),
        ...readMishandling(input),
      }
      input.finish()
      return { deliveries: controls.sendEvent(event, options) }
    }),
    route("PUT", "/webhook", (_id, input) => {
      const clearsUrl = input.isNull("url")
      const url = input.text("url")
      const secretKey = input.text("secretKey")
      input.finish()
      if (clearsUrl || url !== undefined) {
        controls.setWebhookUrl(url ?? null)
      }
      if (secretKey !== undefined) {
        controls.setSecretKey(secretKey)
      }
    }),
  ]
}

function accountRoutes(controls: XGatewayControls, route: MakeRoute): Route[] {
  return [
    route("GET", "/rates", () => controls.rates()),
    route("PATCH", "/rates", (_id, input) => {
      const table: Record<string, string> = {}
      for (const code of Object.keys(controls.rates())) {
        const usd = input.text(code)
        if (usd !== undefined) {
          table[code] = usd
        }
      }
      input.finish()
      return controls.setRates(table)
    }),
    route("GET", "/balances", () => controls.balances()),
    route("PUT", "/balances/:id", (currency, input) => {
      const amount = input.require("amount", input.text("amount"))
      input.finish()
      controls.setBalance(currency, amount)
    }),
    route("PUT", "/base-currencies", (_id, input) => {
      const currencies = input.require("currencies", input.texts("currencies"))
      input.finish()
      controls.setBaseCurrencies(currencies)
    }),
    route("GET", "/settings", () => controls.settings()),
    route("PATCH", "/settings", (_id, input) => {
      const changes = readSettings(input)
      input.finish()
      return controls.changeSettings(changes)
    }),
  ]
}
