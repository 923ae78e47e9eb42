import type { Sandbox } from "../../../../sandbox/src"
import type { Attempt } from "../../../core/attempt"
import { type Currency, Money } from "../../../core/money"
import type { Fault, SimulatedGateway } from "../.."

/** What is the same for every gateway of the sandbox. */
export abstract class SandboxSimulation implements SimulatedGateway {
  constructor(
    readonly sandbox: Sandbox,
    /** The gateway's name in the sandbox. */
    private readonly gateway: string,
    /** Before the path of every request, e.g. `/api/v2`. */
    private readonly apiPath: string
  ) {}

  abstract get options(): Readonly<Record<string, unknown>>
  abstract get secrets(): readonly string[]
  abstract pay(attempt: Attempt, amount?: string): void | Promise<void>
  abstract refunded(attempt: Attempt): string

  reset(): void {
    this.sandbox.reset()
  }

  stop(): Promise<void> {
    return this.sandbox.close()
  }

  async webhooksSent(): Promise<void> {
    await this.sandbox.webhooks.settled()
  }

  break(request: string, effect: Fault, times?: number): void {
    this.sandbox.faults.add({ ...this.filter(request), effect, times })
  }

  repair(): void {
    this.sandbox.faults.clear()
  }

  count(request: string): number {
    return this.sandbox.requests.count(this.filter(request))
  }

  protected sum(amounts: readonly string[], currency: Currency): string {
    return amounts
      .reduce((total, amount) => total.add(Money.parse(amount, currency)), Money.zero(currency))
      .toDecimal()
  }

  private filter(request: string) {
    const [method, path = ""] = request.split(" ")
    return { gateway: this.gateway, method, path: `${this.apiPath}${path}` }
  }
}
