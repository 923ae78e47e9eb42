import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { Modules, PaymentWebhookEvents } from "@medusajs/framework/utils"

interface EventBus {
  readonly eventToSubscribersMap: ReadonlyMap<string | symbol, readonly { readonly id: string }[]>
  unsubscribe(name: string | symbol, subscriber: unknown, context: { subscriberId: string }): void
}

/**
 * Takes off what works on webhooks after the answer, core's and ours alike, as where a worker of
 * its own listens to a shared bus: both routes still tell the bus.
 */
export async function POST(req: MedusaRequest, res: MedusaResponse): Promise<void> {
  const bus = req.scope.resolve<unknown>(Modules.EVENT_BUS) as EventBus
  const silenced = [...bus.eventToSubscribersMap].filter(
    ([name]) =>
      name === PaymentWebhookEvents.WebhookReceived || String(name).startsWith("payment_gateways.")
  )
  const ids = silenced.flatMap(([name, subscribers]) =>
    subscribers.map(({ id: subscriberId }) => {
      bus.unsubscribe(name, () => undefined, { subscriberId })
      return subscriberId
    })
  )
  res.json({ silenced: ids })
}
