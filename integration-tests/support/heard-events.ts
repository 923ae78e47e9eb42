import type { IEventBusModuleService, MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { type PaymentGatewayEventData, PaymentGatewayEvents } from "../../src/core/payment-events"

/** What a subscriber in the shop hears of payments. */
export class HeardEvents {
  private heard: { readonly name: string; readonly data: PaymentGatewayEventData }[] = []
  private isListening = false

  /** Forgets what was heard before; the bus outlives a test. */
  listen(container: MedusaContainer): void {
    this.heard = []
    if (this.isListening) {
      return
    }
    this.isListening = true
    const bus: IEventBusModuleService = container.resolve(Modules.EVENT_BUS)
    for (const name of Object.values(PaymentGatewayEvents)) {
      const subscriber = async ({ data }: { data: unknown }): Promise<void> => {
        this.heard.push({ name, data: data as PaymentGatewayEventData })
      }
      bus.subscribe(name, subscriber, { subscriberId: `heard-${name}` })
    }
  }

  /** In the order in which they came, e.g. `captured`. */
  names(): string[] {
    return this.heard.map(({ name }) => name.replace("payment_gateways.", ""))
  }

  /** All with this name, e.g. `captured`. */
  of(name: string): PaymentGatewayEventData[] {
    return this.heard
      .filter((event) => event.name === `payment_gateways.${name}`)
      .map(({ data }) => data)
  }
}
