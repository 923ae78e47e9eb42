import type { ControlInput } from "../../core/control-input"
import { readMishandling } from "../../core/control-readers"
import { controlRoute, readAmount, readAmounts, settingsRoutes } from "../../core/control-route"
import type { Route } from "../../core/exchange-types"
import type { StreamPayControls } from "./controls-types"
import { PAYMENT_METHODS } from "./entities"
import { readSettings } from "./settings-reader"

const PART_TYPES = ["INSTALLMENT", "SPLIT_PREPAID"] as const

/** The controls over HTTP, below `/control/streampay`. */
export function streamPayControlRoutes(controls: StreamPayControls): Route[] {
  return [
    controlRoute("GET", "/account", () => account(controls)),
    controlRoute("GET", "/links", () => ({ links: controls.links() })),
    controlRoute("GET", "/links/:id", (id) => ({
      ...controls.link(id),
      invoices: controls.invoices(id),
    })),
    controlRoute("GET", "/payments", () => ({ payments: controls.payments() })),
    controlRoute("GET", "/invoices", () => ({ invoices: controls.invoices() })),
    ...payerRoutes(controls),
    ...merchantRoutes(controls),
    ...webhookRoutes(controls),
    ...settingsRoutes(controls, readSettings),
    controlRoute("PUT", "/currencies", (_id, input) => {
      const currencies = input.require("currencies", input.texts("currencies"))
      input.finish()
      controls.setEnabledCurrencies(currencies)
    }),
    controlRoute("PUT", "/sandbox-flag", (_id, input) => {
      const sandbox = input.require("sandbox", input.flag("sandbox"))
      input.finish()
      controls.setSandboxFlag(sandbox)
    }),
  ]
}

function payerRoutes(controls: StreamPayControls): Route[] {
  return [
    controlRoute("POST", "/links/:id/pay", (id, input) => {
      const options = {
        ...readAmounts(input),
        method: input.oneOf("method", PAYMENT_METHODS),
        status: input.text("status"),
        newInvoice: input.flag("newInvoice"),
      }
      input.finish()
      return controls.pay(id, options)
    }),
    controlRoute("POST", "/links/:id/pay-in-parts", (id, input) => {
      const options = {
        parts: input.require("parts", input.number("parts")),
        payNow: input.number("payNow"),
        type: input.oneOf("type", PART_TYPES),
        method: input.oneOf("method", PAYMENT_METHODS),
        evenIfClosed: input.flag("evenIfClosed"),
      }
      input.finish()
      return controls.payInParts(id, options)
    }),
    controlRoute("POST", "/links/:id/pay-next-part", (id, input) => {
      const count = input.number("count")
      input.finish()
      return controls.payNextPart(id, count)
    }),
    controlRoute("POST", "/links/:id/fail", (id, input) => {
      const message = input.text("message")
      input.finish()
      return controls.fail(id, message)
    }),
    controlRoute("POST", "/links/:id/cancel", (id) => ({ redirectUrl: controls.cancel(id) })),
  ]
}

function merchantRoutes(controls: StreamPayControls): Route[] {
  const status = (input: ControlInput) => {
    const given = input.require("status", input.text("status"))
    const event = input.text("event")
    input.finish()
    return [given, { event }] as const
  }
  return [
    controlRoute("POST", "/links/:id/expire", (id) => controls.expire(id)),
    controlRoute("POST", "/links/:id/deactivate", (id, input) => {
      const message = input.text("message")
      input.finish()
      return controls.deactivate(id, message)
    }),
    controlRoute("PUT", "/links/:id/status", (id, input) =>
      controls.setLinkStatus(id, ...status(input))
    ),
    controlRoute("PUT", "/invoices/:id/status", (id, input) =>
      controls.setInvoiceStatus(id, ...status(input))
    ),
    controlRoute("PUT", "/payments/:id/status", (id, input) =>
      controls.setPaymentStatus(id, ...status(input))
    ),
    controlRoute("POST", "/links/:id/mark-as-paid", (id, input) => markAsPaid(controls, id, input)),
    controlRoute("POST", "/payments/:id/mark-as-paid", (id, input) =>
      markAsPaid(controls, id, input)
    ),
    controlRoute("POST", "/payments/:id/settle", (id) => controls.settle(id)),
    controlRoute("POST", "/payments/:id/refund", (id, input) =>
      controls.refund(id, readAmount(input))
    ),
  ]
}

function markAsPaid(controls: StreamPayControls, id: string, input: ControlInput) {
  const method = input.oneOf("method", PAYMENT_METHODS)
  input.finish()
  return controls.markAsPaid(id, method)
}

function webhookRoutes(controls: StreamPayControls): Route[] {
  return [
    controlRoute("POST", "/events", (_id, input) => {
      const eventType = input.require("eventType", input.text("eventType"))
      const options = {
        linkId: input.text("linkId"),
        invoiceId: input.text("invoiceId"),
        paymentId: input.text("paymentId"),
        subscriptionId: input.text("subscriptionId"),
        entityType: input.text("entityType"),
        entityId: input.text("entityId"),
        status: input.text("status"),
        metadata: input.isNull("metadata") ? null : input.object("metadata"),
        data: input.object("data"),
        rawBody: input.text("rawBody"),
        ...readMishandling(input),
      }
      input.finish()
      return { deliveries: controls.sendEvent(eventType, options) }
    }),
    controlRoute("PUT", "/webhook", (_id, input) => {
      const clearsUrl = input.isNull("url")
      const clearsEvents = input.isNull("events")
      const url = input.text("url")
      const secret = input.text("secret")
      const events = input.texts("events")
      input.finish()
      if (clearsUrl || url !== undefined) {
        controls.setWebhookUrl(url ?? null)
      }
      if (secret !== undefined) {
        controls.setWebhookSecret(secret)
      }
      if (clearsEvents || events !== undefined) {
        controls.setWebhookEvents(events ?? null)
      }
    }),
  ]
}

function account(controls: StreamPayControls) {
  const { baseUrl, apiKey, apiSecret, webhookSecret } = controls
  return { baseUrl, apiKey, apiSecret, webhookSecret, settings: controls.settings() }
}
