import { execFile } from "node:child_process"
import { promisify } from "node:util"
import {
  MedusaProcess,
  type MedusaSettings,
  runMedusa,
  type WorkerMode,
} from "../../../integration-tests/support/medusa-process"

/** How the processes of one shop are started. */
export interface ShopSettings {
  /** From `layOutShop`. */
  readonly folder: string
  readonly databaseUrl: string
  readonly gatewayUrl: string
}

/** A running Medusa, started as `medusa start` starts a live shop. */
export class ShopProcess {
  private constructor(private readonly medusa: MedusaProcess) {}

  /** @throws {Error} with what Medusa printed, when it does not come up */
  static async start(settings: ShopSettings, workerMode: WorkerMode): Promise<ShopProcess> {
    return new ShopProcess(
      await MedusaProcess.start("the measured shop", workerMode, medusaSettings(settings))
    )
  }

  get url(): string {
    return this.medusa.url
  }

  /** Resident memory in bytes. */
  async residentMemory(): Promise<number> {
    const pid = String(this.medusa.pid)
    const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", pid])
    return Number(stdout.trim()) * 1024
  }

  async post<Answer>(path: string, body: unknown, headers: Record<string, string> = {}) {
    return this.request<Answer>("POST", path, headers, JSON.stringify(body))
  }

  async get<Answer>(path: string, headers: Record<string, string> = {}) {
    return this.request<Answer>("GET", path, headers)
  }

  async stop(): Promise<void> {
    await this.medusa.kill()
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
      const said = this.medusa.output
      throw new Error(`${method} ${path} answered ${answer.status}: ${text}\n${said}`)
    }
    return (text.startsWith("{") ? JSON.parse(text) : {}) as Answer
  }
}

/** Brings the tables up to date. */
export async function migrateShop(settings: ShopSettings): Promise<void> {
  await runMedusa(["db:migrate"], medusaSettings(settings))
}

function medusaSettings({ folder, databaseUrl, gatewayUrl }: ShopSettings): MedusaSettings {
  return {
    folder,
    // Medusa's own default of what is logged.
    environment: { LOG_LEVEL: "http", DATABASE_URL: databaseUrl, GATEWAY_URL: gatewayUrl },
  }
}
