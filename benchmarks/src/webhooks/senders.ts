import { type ChildProcess } from "node:child_process"
import { once } from "node:events"
import path from "node:path"
import { forkTypeScript } from "./fork-typescript"

/** Webhooks that are sent as fast as the shop answers. */
export interface Batch {
  readonly url: string
  readonly kind: "streampay" | "stripe" | "forged"
  readonly count: number
  /** How many send at the same time. */
  readonly senders: number
  /** The same webhook each time, instead of one that was never sent before. */
  readonly isOneEvent?: boolean
}

export interface SentBatch {
  /** Milliseconds until the answer, in the order of the answers. */
  readonly times: readonly number[]
  /** How often each HTTP status was answered. */
  readonly statuses: Readonly<Record<string, number>>
  readonly seconds: number
}

/** The gateways' side, in a process of its own: signing and sending is no work of the shop. */
export class Senders {
  private constructor(private readonly child: ChildProcess) {}

  static async start(): Promise<Senders> {
    const { child } = await forkTypeScript(path.join(__dirname, "sender-process.ts"))
    return new Senders(child)
  }

  async send(batch: Batch): Promise<SentBatch> {
    this.child.send(batch)
    const [answer] = (await once(this.child, "message")) as [SentBatch | { readonly error: string }]
    if ("error" in answer) {
      throw new Error(answer.error)
    }
    return answer
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit")
    this.child.kill()
    await ended
  }
}
