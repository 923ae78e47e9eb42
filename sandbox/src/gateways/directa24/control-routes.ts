import { controlBody, refuseControl, type ControlInput } from "../../core/control-input"
import { readMishandling } from "../../core/control-readers"
import { asJson, refusing } from "../../core/control-reply"
import type { HttpMethod, Route } from "../../core/exchange-types"
import type { Directa24Controls } from "./controls-types"
import { readSettings } from "./settings-reader"

type MakeRoute = (
  method: HttpMethod,
  path: string,
  act: (id: string, input: ControlInput) => unknown
) => Route

/** The controls over HTTP, below `/control/directa24`. */
export function directa24ControlRoutes(controls: Directa24Controls): Route[] {
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
    route("GET", "/payments/:id", (id) => ({
      ...controls.payment(id),
      refunds: controls.refunds(id),
    })),
    route("GET", "/refunds", () => ({ refunds: controls.refunds() })),
    ...paymentRoutes(controls, route),
    ...refundRoutes(controls, route),
    ...webhookRoutes(controls, route),
    route("GET", "/settings", () => controls.settings()),
    route("PATCH", "/settings", (_id, input) => {
      const changes = readSettings(input)
      input.finish()
      return controls.changeSettings(changes)
    }),
  ]
}

function paymentRoutes(controls: Directa24Controls, route: MakeRoute): Route[] {
  const plain = (path: string, act: (reference: string) => unknown) =>
    route("POST", `/payments/:id/${path}`, (id, input) => {
      input.finish()
      return act(id)
    })
  return [
    route("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        amount: input.text("amount"),
        shortBy: input.text("shortBy"),
        overBy: input.text("overBy"),
        evenIfClosed: input.flag("evenIfClosed"),
        unmatched: input.flag("unmatched"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    plain("approve", controls.approve),
    plain("take-slip", controls.takeSlip),
    plain("fail", controls.fail),
    plain("cancel", controls.cancel),
    plain("expire", controls.expire),
    route("PUT", "/payments/:id/status", (id, input) =>
      controls.setStatus(id, ...statusFrom(input))
    ),
  ]
}

function refundRoutes(controls: Directa24Controls, route: MakeRoute): Route[] {
  return [
    route("POST", "/payments/:id/refund", (id, input) => {
      const amount = input.text("amount")
      input.finish()
      return controls.refund(id, amount)
    }),
    route("PUT", "/refunds/:id/status", (id, input) =>
      controls.setRefundStatus(Number(id), ...statusFrom(input))
    ),
  ]
}

function statusFrom(input: ControlInput): [string, { event?: boolean }] {
  const status = input.require("status", input.text("status"))
  const event = input.flag("event")
  input.finish()
  return [status, { event }]
}

function webhookRoutes(controls: Directa24Controls, route: MakeRoute): Route[] {
  return [
    route("POST", "/events", (_id, input) => {
      const reference = input.require("reference", input.text("reference"))
      const options = {
        result: input.text("result"),
        amount: input.text("amount"),
        currency: input.text("currency"),
        fields: fieldsFrom(input),
        rawBody: input.text("rawBody"),
        ...readMishandling(input),
      }
      input.finish()
      return { deliveries: controls.sendEvent(reference, options) }
    }),
    route("PUT", "/webhook", (_id, input) => {
      const clearsUrl = input.isNull("url")
      const url = input.text("url")
      const secret = input.text("secret")
      input.finish()
      if (clearsUrl || url !== undefined) {
        controls.setWebhookUrl(url ?? null)
      }
      if (secret !== undefined) {
        controls.setWebhookSecret(secret)
      }
    }),
  ]
}

function fieldsFrom(input: ControlInput): Record<string, string | null> | undefined {
  const fields = input.object("fields")
  if (fields === undefined) {
    return undefined
  }
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      value === null || typeof value === "string"
        ? value
        : refuseControl(`"fields.${name}" must be a string or null`),
    ])
  )
}

function account(controls: Directa24Controls) {
  const { baseUrl, apiKey, apiPassphrase, apiSignature } = controls
  const { statusApiKey, statusApiPassphrase, readOnlyKey } = controls
  return {
    baseUrl,
    apiKey,
    apiPassphrase,
    apiSignature,
    statusApiKey,
    statusApiPassphrase,
    readOnlyKey,
    settings: controls.settings(),
  }
}
