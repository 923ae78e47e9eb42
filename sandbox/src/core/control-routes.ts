import type { SandboxClock } from "./clock"
import { deliveryRoutes } from "./control-delivery-routes"
import { controlBody } from "./control-input"
import { readFault, readMishandling } from "./control-readers"
import { asJson, foundReply, refusing } from "./control-reply"
import { jsonReply, type Route } from "./exchange-types"
import type { Faults } from "./faults"
import type { Gateway } from "./gateway"
import type { RequestLog } from "./request-log"
import type { WebhookDeliveries } from "./webhook-deliveries"

/** What the common control routes steer. */
export interface ControlledParts {
  clock: SandboxClock
  webhooks: WebhookDeliveries
  faults: Faults
  requests: RequestLog
  gateways: Gateway<unknown>[]
  reset(): void
}

/** The control routes that all gateways share, below `/control`. */
export function commonControlRoutes(parts: ControlledParts): Route[] {
  return [
    ...clockRoutes(parts),
    ...requestRoutes(parts),
    ...faultRoutes(parts),
    ...deliveryRoutes(parts.webhooks),
    {
      method: "POST",
      path: "/reset",
      handle: () => {
        parts.reset()
        return jsonReply({ ok: true })
      },
    },
    {
      method: "GET",
      path: "/panel",
      handle: () =>
        asJson({
          now: new Date(parts.clock.now()).toISOString(),
          speed: parts.clock.speed,
          gateways: parts.gateways.map((gateway) => ({
            name: gateway.name,
            title: gateway.title,
            entries: gateway.panel(),
          })),
          holding: parts.webhooks.isHolding,
          deliveries: parts.webhooks.list().slice(-50).reverse(),
          requests: parts.requests.list().slice(-50).reverse(),
          faults: parts.faults.list(),
          webhookFaults: parts.webhooks.faults.list(),
        }),
    },
  ]
}

function clockRoutes({ clock }: ControlledParts): Route[] {
  const state = () => jsonReply({ now: new Date(clock.now()).toISOString(), speed: clock.speed })
  return [
    { method: "GET", path: "/clock", handle: state },
    {
      method: "POST",
      path: "/clock/advance",
      handle: async (request) => {
        const input = controlBody(request)
        const milliseconds = input.require("milliseconds", input.number("milliseconds"))
        input.finish()
        await refusing(() => clock.advance(milliseconds))
        return state()
      },
    },
    {
      method: "PUT",
      path: "/clock/speed",
      handle: async (request) => {
        const input = controlBody(request)
        const speed = input.require("speed", input.number("speed"))
        input.finish()
        await refusing(() => clock.setSpeed(speed))
        return state()
      },
    },
  ]
}

function requestRoutes({ requests }: ControlledParts): Route[] {
  return [
    {
      method: "GET",
      path: "/requests",
      handle: ({ query }) =>
        asJson({
          requests: requests.list({
            gateway: query.get("gateway") ?? undefined,
            method: query.get("method") ?? undefined,
            path: query.get("path") ?? undefined,
            status: query.has("status") ? Number(query.get("status")) : undefined,
          }),
        }),
    },
    {
      method: "DELETE",
      path: "/requests",
      handle: () => {
        requests.clear()
        return jsonReply({ ok: true })
      },
    },
  ]
}

function faultRoutes({ faults, webhooks }: ControlledParts): Route[] {
  return [
    { method: "GET", path: "/faults", handle: () => asJson({ faults: faults.list() }) },
    {
      method: "POST",
      path: "/faults",
      handle: (request) => jsonReply({ id: faults.add(readFault(controlBody(request))) }, 201),
    },
    {
      method: "DELETE",
      path: "/faults",
      handle: () => {
        faults.clear()
        return jsonReply({ ok: true })
      },
    },
    {
      method: "DELETE",
      path: "/faults/:id",
      handle: ({ params }) => foundReply(faults.remove(params.id ?? ""), "no such fault"),
    },
    {
      method: "GET",
      path: "/webhook-faults",
      handle: () => asJson({ faults: webhooks.faults.list() }),
    },
    {
      method: "POST",
      path: "/webhook-faults",
      handle: (request) => {
        const input = controlBody(request)
        const rule = {
          gateway: input.text("gateway"),
          event: input.text("event"),
          times: input.number("times"),
          ...readMishandling(input),
        }
        input.finish()
        return jsonReply({ id: webhooks.faults.add(rule) }, 201)
      },
    },
    {
      method: "DELETE",
      path: "/webhook-faults",
      handle: () => {
        webhooks.faults.clear()
        return jsonReply({ ok: true })
      },
    },
    {
      method: "DELETE",
      path: "/webhook-faults/:id",
      handle: ({ params }) => foundReply(webhooks.faults.remove(params.id ?? ""), "no such rule"),
    },
  ]
}
