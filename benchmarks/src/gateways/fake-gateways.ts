import { fork } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import path from "node:path"
import { pathToFileURL } from "node:url"
import type { Span } from "../statistics"

/** How long one request was in the hands of a gateway. */
export interface HeldRequest extends Span {
  readonly method: string
  readonly path: string
}

/** Both gateways, in a process of their own, so that their work is not measured as ours. */
export interface FakeGateways {
  readonly url: string
  /** The requests since the last call, in the order in which they came in. */
  takeHeldRequests(): Promise<HeldRequest[]>
  stop(): Promise<void>
}

/** @param delayMs how long each gateway thinks before it answers */
export async function startFakeGateways(delayMs: number): Promise<FakeGateways> {
  const child = fork(path.join(__dirname, "server.ts"), [String(delayMs)], {
    execArgv: ["--import", pathToFileURL(createRequire(__filename).resolve("tsx")).href],
  })
  const ended = once(child, "exit")
  const [port] = (await Promise.race([
    once(child, "message"),
    ended.then(([code]) => {
      throw new Error(`The fake gateways did not start (code ${String(code)}).`)
    }),
  ])) as [number]
  return {
    url: `http://127.0.0.1:${port}`,
    async takeHeldRequests() {
      child.send("take")
      const [held] = (await once(child, "message")) as [HeldRequest[]]
      return held
    },
    async stop() {
      child.kill()
      await ended
    },
  }
}
