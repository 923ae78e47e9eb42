import { createWriteStream, type WriteStream } from "node:fs"
import path from "node:path"
import type { Readable } from "node:stream"
import { setTimeout as wait } from "node:timers/promises"
import { stripVTControlCharacters } from "node:util"
import { brokenDatabase } from "./database"
import { DemoError } from "./demo-error"
import { medusaEnvironment, type DemoSettings } from "./settings"
import type { ReportProgress } from "./steps"
import { withoutTelemetry } from "./telemetry"
import type { Child, DemoTools } from "./tools"

const READY_LIMIT_MS = 180_000
const READY_POLL_MS = 100
const KEPT_LINES = 400
/** How Postgres complains about its own files. */
const BROKEN_FILES = /could not (open|read|access|write) (file|block|status)|invalid page in block/

/** Runs Medusa's command line as child processes, and keeps all they say in one log file. */
export class Medusa {
  readonly #settings: DemoSettings
  readonly #startChild: DemoTools["startChild"]
  readonly #environment: NodeJS.ProcessEnv
  readonly #log: WriteStream
  #server: Child | undefined

  constructor(settings: DemoSettings, { startChild }: DemoTools, databaseUrl: string) {
    this.#settings = settings
    this.#startChild = startChild
    this.#environment = {
      ...process.env,
      ...withoutTelemetry(settings.dataFolder),
      ...medusaEnvironment(settings, databaseUrl),
    }
    this.#log = createWriteStream(settings.logFile)
  }

  /** Creates and updates all tables. */
  async migrate(report: ReportProgress): Promise<void> {
    await this.#runToEnd("Migrating the database", ["db:migrate"], (line) => {
      const module = /MODULE:\s*(\S+)/.exec(line)?.[1]
      if (module) {
        report(module)
      }
    })
  }

  /** Fills the shop; changes nothing in a shop that is filled. */
  async seed(): Promise<void> {
    await this.#runToEnd("Seeding the shop", ["exec", "demo/src/seed/index.ts"], () => undefined)
  }

  /**
   * Starts the server with its admin.
   *
   * @returns once it answers; `ended` resolves if it ever stops by itself
   * @throws {DemoError} when it ends before it answers, or takes too long
   */
  async start(): Promise<{ ended: Promise<DemoError> }> {
    const { ports, backendUrl } = this.#settings
    const port = String(ports.medusa.port)
    const { child, lines } = this.#spawn(["start", "--host", "localhost", "--port", port])
    this.#server = child
    const ended = child.ended.then(({ code, signal }) =>
      this.#failure(`Medusa ended by itself (${signal ?? `code ${code}`})`, lines)
    )
    const given = new AbortController()
    const outcome = await Promise.race([
      ended,
      answers(`${backendUrl}/health`, given.signal).then(() => "ready" as const),
      wait(READY_LIMIT_MS, "late" as const, { ref: false, signal: given.signal }),
    ]).finally(() => given.abort())
    if (outcome instanceof DemoError) {
      throw outcome
    }
    if (outcome === "late") {
      await child.stop()
      throw this.#failure(`Medusa did not answer within ${READY_LIMIT_MS / 1000} seconds`, lines)
    }
    return { ended }
  }

  /** Asks the server to end, and waits until it has. */
  async stop(): Promise<void> {
    await this.#server?.stop()
  }

  async #runToEnd(task: string, args: string[], onLine: (line: string) => void): Promise<void> {
    const { child, lines } = this.#spawn(args, onLine)
    const { code, signal } = await child.ended
    if (code !== 0) {
      throw this.#failure(`${task} failed (${signal ?? `code ${code}`})`, lines)
    }
  }

  #spawn(
    args: string[],
    onLine: (line: string) => void = () => undefined
  ): { child: Child; lines: string[] } {
    const { projectRoot } = this.#settings
    const cli = require.resolve("@medusajs/cli/cli.js", { paths: [projectRoot] })
    const endWithParent = path.join(projectRoot, "demo", "end-with-parent.cjs")
    const child = this.#startChild(process.execPath, ["--require", endWithParent, cli, ...args], {
      cwd: projectRoot,
      env: this.#environment,
      stdio: ["ignore", "pipe", "pipe", "ipc"],
    })
    const lines: string[] = []
    const keep = (line: string) => {
      lines.push(line)
      lines.splice(0, lines.length - KEPT_LINES)
      onLine(line)
    }
    this.#record(child.process.stdout, keep)
    this.#record(child.process.stderr, keep)
    return { child, lines }
  }

  #record(stream: Readable | null, keep: (line: string) => void): void {
    let rest = ""
    stream?.setEncoding("utf8").on("data", (text: string) => {
      this.#log.write(text)
      const lines = stripVTControlCharacters(`${rest}${text}`).split("\n")
      rest = lines.pop() ?? ""
      lines.forEach(keep)
    })
  }

  #failure(what: string, lines: readonly string[]): DemoError {
    const complaint = lastComplaint(lines)
    if (complaint && BROKEN_FILES.test(complaint)) {
      return brokenDatabase(this.#settings, complaint)
    }
    return new DemoError(
      `${what}${complaint ? `: ${complaint.replace(/\.$/, "")}` : ""}. All it said is in ${this.#settings.logFile}.`
    )
  }
}

/** The first line of the last error in a log of Medusa's. */
export function lastComplaint(lines: readonly string[]): string | undefined {
  return lines
    .findLast((line) => /^\s*error:|\b\w*Error: /.test(line))
    ?.replace(/^\s*error:\s*/, "")
    .trim()
}

async function answers(url: string, given: AbortSignal): Promise<void> {
  while (!given.aborted) {
    const reply = await fetch(url, { signal: given }).catch(() => undefined)
    if (reply?.ok) {
      return
    }
    await wait(READY_POLL_MS)
  }
}
