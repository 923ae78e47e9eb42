import { controlBody, type ControlInput } from "../../core/control-input"
import { readMishandling } from "../../core/control-readers"
import { asJson, refusing } from "../../core/control-reply"
import type { HttpMethod, Route } from "../../core/exchange-types"
import type { CorefyControls } from "./controls-types"
import { readSettings } from "./settings-reader"

type MakeRoute = (
  method: HttpMethod,
  path: string,
  act: (id: string, input: ControlInput) => unknown
) => Route

/** The controls over HTTP, below `/control/corefy`. */
export function corefyControlRoutes(controls: CorefyControls): Route[] {
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
    route("GET", "/account", () => account(controls)),
    route("GET", "/payments", () => ({ payments: controls.payments() })),
    route("GET", "/payments/:id", (id) => controls.payment(id)),
    route("GET", "/refunds", () => ({ refunds: controls.refunds() })),
    ...payerRoutes(controls, route),
    ...merchantRoutes(controls, route),
    ...webhookRoutes(controls, route),
    route("GET", "/settings", () => controls.settings()),
    route("PATCH", "/settings", (_id, input) => {
      const changes = readSettings(input)
      input.finish()
      return controls.changeSettings(changes)
    }),
    route("PUT", "/currencies", (_id, input) => {
      const enablesAll = input.isNull("currencies")
      const currencies = input.texts("currencies")
      input.finish()
      controls.setEnabledCurrencies(enablesAll ? null : input.require("currencies", currencies))
    }),
  ]
}

function payerRoutes(controls: CorefyControls, route: MakeRoute): Route[] {
  const resolution = (input: ControlInput) => {
    const given = input.text("resolution")
    input.finish()
    return given
  }
  return [
    route("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        amount: input.text("amount"),
        shortBy: input.text("shortBy"),
        overBy: input.text("overBy"),
        evenIfClosed: input.flag("evenIfClosed"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    route("POST", "/payments/:id/open", (id) => controls.open(id)),
    route("POST", "/payments/:id/decline", (id, input) => controls.decline(id, resolution(input))),
    route("POST", "/payments/:id/fail", (id, input) => controls.fail(id, resolution(input))),
    route("POST", "/payments/:id/cancel", (id) => controls.cancel(id)),
    route("POST", "/payments/:id/expire", (id) => controls.expire(id)),
  ]
}

function merchantRoutes(controls: CorefyControls, route: MakeRoute): Route[] {
  const amount = (input: ControlInput) => {
    const given = input.text("amount")
    input.finish()
    return given
  }
  return [
    route("PUT", "/payments/:id/status", (id, input) => {
      const status = input.require("status", input.text("status"))
      const event = input.flag("event")
      input.finish()
      return controls.setStatus(id, status, { event })
    }),
    route("POST", "/payments/:id/refund", (id, input) => controls.refund(id, amount(input))),
    route("POST", "/payments/:id/charge-back", (id, input) =>
      controls.chargeBack(id, amount(input))
    ),
    route("POST", "/refunds/:id/settle", (id, input) => {
      const status = input.text("status")
      input.finish()
      return controls.settleRefund(id, status)
    }),
  ]
}

function webhookRoutes(controls: CorefyControls, route: MakeRoute): Route[] {
  return [
    route("POST", "/events", (_id, input) => {
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
    route("PUT", "/webhook", (_id, input) => {
      const clearsUrl = input.isNull("url")
      const url = input.text("url")
      const secret = input.text("secret")
      const testSecret = input.text("testSecret")
      input.finish()
      if (clearsUrl || url !== undefined) {
        controls.setWebhookUrl(url ?? null)
      }
      if (secret !== undefined) {
        controls.setWebhookSecret(secret)
      }
      if (testSecret !== undefined) {
        controls.setWebhookSecret(testSecret, { test: true })
      }
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
