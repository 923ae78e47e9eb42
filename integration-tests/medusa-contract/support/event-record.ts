import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

const SENTINEL = "contract.sentinel"

/** Writes down the names of the events that reach subscribers. */
export class EventRecord {
  #seen: string[] = []
  #sentinels: (() => void)[] = []

  constructor(private readonly container: () => MedusaContainer) {}

  /** Listens from now on; call it once the shop has booted. */
  listen(...names: string[]): void {
    const bus = this.container().resolve(Modules.EVENT_BUS)
    for (const name of names) {
      bus.subscribe(name, () => Promise.resolve(void this.#seen.push(name)), {
        subscriberId: `contract-${name}`,
      })
    }
    bus.subscribe(SENTINEL, () => Promise.resolve(this.#sentinels.shift()?.()), {
      subscriberId: "contract-sentinel",
    })
  }

  forget(): void {
    this.#seen = []
  }

  /** The events so far, once all that were emitted before this call have been delivered. */
  async delivered(): Promise<string[]> {
    const arrived = new Promise<void>((resolve) => this.#sentinels.push(resolve))
    await this.container().resolve(Modules.EVENT_BUS).emit({ name: SENTINEL, data: {} })
    await arrived
    return [...this.#seen]
  }
}
