import { refuseControl, type ControlInput } from "../../core/control-input"
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
import type { Directa24Controls } from "./controls-types"
import { readSettings } from "./settings-reader"

/** The controls over HTTP, below `/control/directa24`. */
export function directa24ControlRoutes(controls: Directa24Controls): Route[] {
  return [
    controlRoute("GET", "/account", () => account(controls)),
    controlRoute("GET", "/payments", () => ({ payments: controls.payments() })),
    controlRoute("GET", "/payments/:id", (id) => ({
      ...controls.payment(id),
      refunds: controls.refunds(id),
    })),
    controlRoute("GET", "/refunds", () => ({ refunds: controls.refunds() })),
    ...paymentRoutes(controls),
    ...refundRoutes(controls),
    ...webhookRoutes(controls),
    ...settingsRoutes(controls, readSettings),
  ]
}

function paymentRoutes(controls: Directa24Controls): Route[] {
  return [
    controlRoute("POST", "/payments/:id/pay", (id, input) => {
      const options = {
        ...readAmounts(input),
        unmatched: input.flag("unmatched"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    controlRoute("POST", "/payments/:id/approve", (id) => controls.approve(id)),
    controlRoute("POST", "/payments/:id/take-slip", (id) => controls.takeSlip(id)),
    controlRoute("POST", "/payments/:id/fail", (id) => controls.fail(id)),
    controlRoute("POST", "/payments/:id/cancel", (id) => controls.cancel(id)),
    controlRoute("POST", "/payments/:id/expire", (id) => controls.expire(id)),
    controlRoute("PUT", "/payments/:id/status", (id, input) =>
      controls.setStatus(id, ...readStatus(input))
    ),
  ]
}

function refundRoutes(controls: Directa24Controls): Route[] {
  return [
    controlRoute("POST", "/payments/:id/refund", (id, input) =>
      controls.refund(id, readAmount(input))
    ),
    controlRoute("PUT", "/refunds/:id/status", (id, input) =>
      controls.setRefundStatus(Number(id), ...readStatus(input))
    ),
  ]
}

function webhookRoutes(controls: Directa24Controls): Route[] {
  return [
    controlRoute("POST", "/events", (_id, input) => {
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
    webhookRoute(controls.setWebhookUrl, { secret: controls.setWebhookSecret }),
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
