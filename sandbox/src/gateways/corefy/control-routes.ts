import type { ControlInput } from "../../core/control-input"
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
import type { CorefyControls } from "./controls-types"
import { readSettings } from "./settings-reader"

/** The controls over HTTP, below `/control/corefy`. */
export function corefyControlRoutes(controls: CorefyControls): Route[] {
  return [
    controlRoute("GET", "/account", () => account(controls)),
    controlRoute("GET", "/payments", () => ({ payments: controls.payments() })),
    controlRoute("GET", "/payments/:id", (id) => controls.payment(id)),
    controlRoute("GET", "/refunds", () => ({ refunds: controls.refunds() })),
    ...payerRoutes(controls),
    ...merchantRoutes(controls),
    ...webhookRoutes(controls),
    ...settingsRoutes(controls, readSettings),
    controlRoute("PUT", "/currencies", (_id, input) => {
      const enablesAll = input.isNull("currencies")
      const currencies = input.texts("currencies")
      input.finish()
      controls.setEnabledCurrencies(enablesAll ? null : input.require("currencies", currencies))
    }),
  ]
}

function payerRoutes(controls: CorefyControls): Route[] {
  const resolution = (input: ControlInput) => {
    const given = input.text("resolution")
    input.finish()
    return given
  }
  return [
    controlRoute("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        ...readAmounts(input),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    controlRoute("POST", "/payments/:id/open", (id) => controls.open(id)),
    controlRoute("POST", "/payments/:id/decline", (id, input) =>
      controls.decline(id, resolution(input))
    ),
    controlRoute("POST", "/payments/:id/fail", (id, input) => controls.fail(id, resolution(input))),
    controlRoute("POST", "/payments/:id/cancel", (id) => controls.cancel(id)),
    controlRoute("POST", "/payments/:id/expire", (id) => controls.expire(id)),
  ]
}

function merchantRoutes(controls: CorefyControls): Route[] {
  return [
    controlRoute("PUT", "/payments/:id/status", (id, input) =>
      controls.setStatus(id, ...readStatus(input))
    ),
    controlRoute("POST", "/payments/:id/refund", (id, input) =>
      controls.refund(id, readAmount(input))
    ),
    controlRoute("POST", "/payments/:id/charge-back", (id, input) =>
      controls.chargeBack(id, readAmount(input))
    ),
    controlRoute("POST", "/refunds/:id/settle", (id, input) => {
      const status = input.text("status")
      input.finish()
      return controls.settleRefund(id, status)
    }),
  ]
}

function webhookRoutes(controls: CorefyControls): Route[] {
  return [
    controlRoute("POST", "/events", (_id, input) => {
      const event = input.require("event", input.text("event"))
      const options = {
        reference: input.text("reference"),
        type: input.text("type"),
        id: input.text("id"),
        attributes: input.object("attributes"),
        data: input.object("data"),
        rawBody: input.text("rawBody"),
        ...readMishandling(input),
      }
      input.finish()
      return { deliveries: controls.sendEvent(event, options) }
    }),
    webhookRoute(controls.setWebhookUrl, {
      secret: (secret) => controls.setWebhookSecret(secret),
      testSecret: (secret) => controls.setWebhookSecret(secret, { test: true }),
    }),
  ]
}

function account(controls: CorefyControls) {
  const { baseUrl, hppUrl, commerceAccountId, apiKey, callbackSecret, callbackSecretTest } =
    controls
  return {
    baseUrl,
    hppUrl,
    commerceAccountId,
    apiKey,
    callbackSecret,
    callbackSecretTest,
    settings: controls.settings(),
  }
}
