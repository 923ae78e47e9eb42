import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import net from "node:net"
import path from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { stripVTControlCharacters } from "node:util"

const PROJECT_ROOT = path.resolve(__dirname, "../..")
const BOOT_LIMIT_MS = 120_000
const POLL_MS = 50
const KEPT_CHARACTERS = 60_000

export type WorkerMode = "server" | "worker" | "shared"

/** What a Medusa process runs with. */
export interface MedusaSettings {
  readonly environment: Readonly<Record<string, string>>
  /** The folder of `medusa-config.ts`; this project's own unless given. */
  readonly folder?: string
}

/** A real Medusa process, which can be killed at any moment and started again. */
export class MedusaProcess {
  private child: ChildProcess | undefined
  private said = ""

  private constructor(
    readonly name: string,
    readonly mode: WorkerMode,
    readonly port: number,
    private readonly settings: MedusaSettings
  ) {}

  /** Starts a process and waits until it answers. */
  static async start(
    name: string,
    mode: WorkerMode,
    settings: MedusaSettings
  ): Promise<MedusaProcess> {
    const medusa = new MedusaProcess(name, mode, await freePort(), settings)
    await medusa.boot()
    return medusa
  }

  get url(): string {
    return `http://localhost:${this.port}`
  }

  /** Of the process that runs now, or ran last. */
  get pid(): number | undefined {
    return this.child?.pid
  }

  get isRunning(): boolean {
    return this.child?.exitCode === null && this.child.signalCode === null
  }

  /** What it printed lately. */
  get output(): string {
    return this.said
  }

  /** Starts it (again) on the port it had. */
  async boot(): Promise<void> {
    const child = medusaCommand(["start", "--host", "localhost", "--port", String(this.port)], {
      ...this.settings,
      environment: { ...this.settings.environment, WORKER_MODE: this.mode },
    })
    this.child = child
    this.said = ""
    const keep = (chunk: Buffer) => {
      this.said = (this.said + stripVTControlCharacters(String(chunk))).slice(-KEPT_CHARACTERS)
    }
    child.stdout?.on("data", keep)
    child.stderr?.on("data", keep)
    const deadline = Date.now() + BOOT_LIMIT_MS
    while (!(await this.isHealthy())) {
      if (!this.isRunning || Date.now() > deadline) {
        await this.kill()
        throw new Error(`${this.name} does not come up:\n${this.said}`)
      }
      await wait(POLL_MS)
    }
  }

  /** kill -9 of the process and all that it started. */
  async kill(): Promise<void> {
    const child = this.child
    if (!child?.pid || !this.isRunning) {
      return
    }
    const gone = once(child, "exit")
    process.kill(-child.pid, "SIGKILL")
    await gone
  }

  private async isHealthy(): Promise<boolean> {
    // Refused for as long as nobody listens.
    const answer = await fetch(`${this.url}/health`).catch(() => undefined)
    return answer?.ok === true
  }
}

/**
 * Runs a command of Medusa's to its end.
 *
 * @throws with what it printed when it fails
 */
export async function runMedusa(args: readonly string[], settings: MedusaSettings): Promise<void> {
  const child = medusaCommand(args, settings)
  let output = ""
  const keep = (chunk: Buffer) => (output += String(chunk))
  child.stdout?.on("data", keep)
  child.stderr?.on("data", keep)
  const [code] = (await once(child, "exit")) as [number | null]
  if (code !== 0) {
    throw new Error(`medusa ${args.join(" ")} ended with ${String(code)}:\n${output}`)
  }
}

function medusaCommand(args: readonly string[], settings: MedusaSettings): ChildProcess {
  const cli = require.resolve("@medusajs/cli/cli.js", { paths: [PROJECT_ROOT] })
  const endWithParent = path.join(PROJECT_ROOT, "demo/end-with-parent.cjs")
  return spawn(process.execPath, ["--require", endWithParent, cli, ...args], {
    cwd: settings.folder ?? PROJECT_ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      NODE_ENV: "production",
      LOG_LEVEL: "warn",
      TS_NODE_TRANSPILE_ONLY: "true",
      MEDUSA_DISABLE_TELEMETRY: "true",
      DISABLE_MEDUSA_ADMIN: "true",
      ...settings.environment,
    },
  })
}

async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as net.AddressInfo
  probe.close()
  await once(probe, "close")
  return port
}
