import { readMishandling } from "../../core/control-readers"
import {
  controlRoute,
  readAmount,
  readAmounts,
  readStatus,
  settingsRoutes,
  webhookRoute,
} from "../../core/control-route"
import type { Route } from "../../core/exchange-types"
import type { XGatewayControls } from "./controls-types"
import { readSettings } from "./settings-reader"

/** The controls over HTTP, below `/control/xgateway`. */
export function xGatewayControlRoutes(controls: XGatewayControls): Route[] {
  return [
    controlRoute("GET", "/account", () => {
      const { baseUrl, apiKey, secretKey } = controls
      return { baseUrl, apiKey, secretKey, settings: controls.settings() }
    }),
    controlRoute("GET", "/payments", () => ({ payments: controls.payments() })),
    controlRoute("GET", "/payments/:id", (id) => controls.payment(id)),
    controlRoute("GET", "/transactions", () => ({ transactions: controls.transactions() })),
    controlRoute("GET", "/transactions/:id", (id) => controls.transaction(id)),
    controlRoute("GET", "/channels", () => ({ channels: controls.channels() })),
    controlRoute("GET", "/withdrawals", () => ({ withdrawals: controls.withdrawals() })),
    ...paymentRoutes(controls),
    ...transactionRoutes(controls),
    ...callbackRoutes(controls),
    ...accountRoutes(controls),
  ]
}

function paymentRoutes(controls: XGatewayControls): Route[] {
  return [
    controlRoute("POST", "/payments/:id/activate", (id, input) => {
      const currency = input.text("currency")
      input.finish()
      return controls.activate(id, currency)
    }),
    controlRoute("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        ...readAmounts(input),
        currency: input.text("currency"),
        status: input.text("status"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    controlRoute("POST", "/payments/:id/fail", (id, input) => {
      const currency = input.text("currency")
      input.finish()
      return controls.fail(id, { currency })
    }),
    controlRoute("POST", "/payments/:id/cancel", (id) => ({ redirectUrl: controls.cancel(id) })),
    controlRoute("POST", "/payments/:id/expire", (id) => controls.expire(id)),
    controlRoute("PUT", "/payments/:id/status", (id, input) =>
      controls.setStatus(id, ...readStatus(input))
    ),
    controlRoute("POST", "/payments/:id/refund", (id, input) =>
      controls.refund(id, readAmount(input))
    ),
    controlRoute("POST", "/payments/:id/charge-back", (id, input) => ({
      deliveries: controls.chargeBack(id, readAmount(input)),
    })),
  ]
}

function transactionRoutes(controls: XGatewayControls): Route[] {
  return [
    controlRoute("POST", "/deposits", (_id, input) => {
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
    controlRoute("POST", "/transactions/:id/confirm", (id) => controls.confirm(id)),
    controlRoute("POST", "/transactions/:id/fail", (id) => controls.failTransaction(id)),
    controlRoute("PUT", "/transactions/:id/status", (id, input) => {
      controls.transaction(id)
      return controls.setStatus(id, ...readStatus(input))
    }),
    controlRoute("POST", "/withdrawals/:id/settle", (id, input) => {
      const status = input.oneOf("status", ["confirmed", "failed"]) ?? "confirmed"
      input.finish()
      return controls.settleWithdrawal(id, status)
    }),
  ]
}

function callbackRoutes(controls: XGatewayControls): Route[] {
  return [
    controlRoute("POST", "/events", (_id, input) => {
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
    webhookRoute(controls.setWebhookUrl, { secretKey: controls.setSecretKey }),
  ]
}

function accountRoutes(controls: XGatewayControls): Route[] {
  return [
    controlRoute("GET", "/rates", () => controls.rates()),
    controlRoute("PATCH", "/rates", (_id, input) => {
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
    controlRoute("GET", "/balances", () => controls.balances()),
    controlRoute("PUT", "/balances/:id", (currency, input) => {
      const amount = input.require("amount", input.text("amount"))
      input.finish()
      controls.setBalance(currency, amount)
    }),
    controlRoute("PUT", "/base-currencies", (_id, input) => {
      const currencies = input.require("currencies", input.texts("currencies"))
      input.finish()
      controls.setBaseCurrencies(currencies)
    }),
    ...settingsRoutes(controls, readSettings),
  ]
}
