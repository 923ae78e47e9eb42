import { type ChildProcess, execFile, spawn } from "node:child_process"
import { once } from "node:events"
import { createRequire } from "node:module"
import net from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import { promisify } from "node:util"

const BOOT_LIMIT_MS = 120_000

/** How the processes of one shop are started. */
export interface ShopSettings {
  /** From `layOutShop`. */
  readonly folder: string
  readonly databaseUrl: string
  readonly gatewayUrl: string
}

/** A running Medusa, started as `medusa start` starts a live shop. */
export class ShopProcess {
  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
    private readonly output: () => string
  ) {}

  /** @throws {Error} with what Medusa printed, when it does not come up */
  static async start(
    settings: ShopSettings,
    workerMode: "server" | "worker" | "shared"
  ): Promise<ShopProcess> {
    const port = await freePort()
    const { child, output } = runMedusa(settings, ["start", "-p", String(port)], {
      WORKER_MODE: workerMode,
    })
    const shop = new ShopProcess(child, `http://127.0.0.1:${port}`, output)
    await shop.untilHealthy()
    return shop
  }

  /** Resident memory in bytes. */
  async residentMemory(): Promise<number> {
    const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(this.child.pid)])
    return Number(stdout.trim()) * 1024
  }

  async post<Answer>(path: string, body: unknown, headers: Record<string, string> = {}) {
    return this.request<Answer>("POST", path, headers, JSON.stringify(body))
  }

  async get<Answer>(path: string, headers: Record<string, string> = {}) {
    return this.request<Answer>("GET", path, headers)
  }

  async stop(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) {
      const ended = once(this.child, "exit")
      this.child.kill("SIGTERM")
      const force = setTimeout(() => this.child.kill("SIGKILL"), 15_000)
      await ended
      clearTimeout(force)
    }
  }

  private async request<Answer>(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string
  ): Promise<Answer> {
    const answer = await fetch(`${this.url}${path}`, {
      method,
      headers: { "content-type": "application/json", ...headers },
      body,
    })
    const text = await answer.text()
    if (!answer.ok) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${text}\n${this.output()}`)
    }
    return (text.startsWith("{") ? JSON.parse(text) : {}) as Answer
  }

  private async untilHealthy(): Promise<void> {
    const deadline = Date.now() + BOOT_LIMIT_MS
    // Refused for as long as nobody listens.
    while (!(await fetch(`${this.url}/health`).catch(() => undefined))?.ok) {
      if (this.child.exitCode !== null || Date.now() > deadline) {
        await this.stop()
        throw new Error(`The shop did not come up:\n${this.output()}`)
      }
      await wait(200)
    }
  }
}

/** Brings the tables up to date. */
export async function migrateShop(settings: ShopSettings): Promise<void> {
  const { child, output } = runMedusa(settings, ["db:migrate"])
  const [code] = (await once(child, "exit")) as [number | null]
  if (code !== 0) {
    throw new Error(`db:migrate ended with code ${String(code)}:\n${output()}`)
  }
}

function runMedusa(
  { folder, databaseUrl, gatewayUrl }: ShopSettings,
  command: readonly string[],
  environment: Readonly<Record<string, string>> = {}
): { child: ChildProcess; output: () => string } {
  const cli = createRequire(__filename).resolve("@medusajs/cli/cli.js")
  const child = spawn(process.execPath, [cli, ...command], {
    cwd: folder,
    // Its log is read, as that of a live shop, by somebody.
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...process.env,
      // Medusa's own default.
      LOG_LEVEL: "http",
      DATABASE_URL: databaseUrl,
      GATEWAY_URL: gatewayUrl,
      ...environment,
    },
  })
  // Not even a run that is broken off leaves a shop behind.
  const end = () => child.kill("SIGKILL")
  process.once("exit", end)
  child.once("exit", () => process.off("exit", end))
  let printed = ""
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk.toString("utf8")).slice(-10_000)
  }
  child.stdout.on("data", keep)
  child.stderr.on("data", keep)
  return { child, output: () => printed }
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as net.AddressInfo
  probe.close()
  await once(probe, "close")
  return port
}
