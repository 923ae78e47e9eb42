import { type ChildProcess } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { forkTypeScript } from "./fork-typescript"

/** Both gateways in a process of their own, where payments can be paid. */
export class PayingGateways {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string
  ) {}

  /** @param delayMs how long each gateway thinks before it answers */
  static async start(delayMs: number): Promise<PayingGateways> {
    const file = path.join(__dirname, "gateway-process.ts")
    const { child, message } = await forkTypeScript(file, { GATEWAY_DELAY_MS: String(delayMs) })
    return new PayingGateways(child, `http://127.0.0.1:${String(message)}`)
  }

  /** The payer pays all that is asked. */
  async pay(reference: string): Promise<void> {
    this.child.send(reference)
    await once(this.child, "message")
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit")
    this.child.kill()
    await ended
  }
}
