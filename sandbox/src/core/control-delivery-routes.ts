import { controlBody } from "./control-input"
import { asJson, refusing } from "./control-reply"
import { jsonReply, type Route, type SandboxRequest } from "./exchange-types"
import type { WebhookDeliveries } from "./webhook-deliveries"
import { DELIVERY_STATES, type Delivery } from "./webhook-types"

/** Waiting, sent and failed webhooks, below `/control/deliveries`. */
export function deliveryRoutes(webhooks: WebhookDeliveries): Route[] {
  const one = (request: SandboxRequest) => request.params.id ?? ""
  return [
    {
      method: "GET",
      path: "/deliveries",
      handle: ({ query }) =>
        asJson({
          deliveries: webhooks.list({
            gateway: query.get("gateway") ?? undefined,
            event: query.get("event") ?? undefined,
            state: DELIVERY_STATES.find((state) => state === query.get("state")),
            entityId: query.get("entity_id") ?? undefined,
          }),
        }),
    },
    {
      method: "GET",
      path: "/deliveries/pending",
      handle: () => asJson({ deliveries: webhooks.pending() }),
    },
    {
      method: "POST",
      path: "/deliveries/hold",
      handle: () => {
        webhooks.hold()
        return jsonReply({ ok: true })
      },
    },
    {
      method: "POST",
      path: "/deliveries/release",
      handle: () => {
        webhooks.release()
        return jsonReply({ ok: true })
      },
    },
    {
      method: "POST",
      path: "/deliveries/reorder",
      handle: async (request) => {
        const input = controlBody(request)
        const ids = input.require("ids", input.texts("ids"))
        input.finish()
        await refusing(() => webhooks.reorder(ids))
        return jsonReply({ ok: true })
      },
    },
    {
      method: "POST",
      path: "/deliveries/settled",
      handle: async () => {
        await webhooks.settled()
        return jsonReply({ ok: true })
      },
    },
    {
      method: "POST",
      path: "/deliveries/wait",
      handle: async (request) => {
        const input = controlBody(request)
        const event = input.text("event")
        const entityId = input.text("entityId")
        const state = input.oneOf("state", DELIVERY_STATES) ?? "delivered"
        const timeoutMs = input.number("timeoutMs")
        input.finish()
        const matches = (delivery: Delivery) =>
          delivery.state === state &&
          (event === undefined || delivery.event === event) &&
          (entityId === undefined || delivery.entityId === entityId)
        return asJson(await refusing(() => webhooks.waitForDelivery(matches, { timeoutMs })))
      },
    },
    {
      method: "POST",
      path: "/deliveries/:id/deliver",
      handle: async (request) => asJson(await refusing(() => webhooks.deliverNow(one(request)))),
    },
    {
      method: "POST",
      path: "/deliveries/:id/drop",
      handle: async (request) => asJson(await refusing(() => webhooks.drop(one(request)))),
    },
  ]
}
