import type { ChildProcess, SpawnOptions } from "node:child_process"

/** A program that was started, and everything it started. */
export interface Child {
  process: ChildProcess
  ended: Promise<{ code: number; signal: NodeJS.Signals | null }>
  stop(): Promise<void>
}

/** A Postgres server of the demo's own; ends with this process, however that ends. */
export interface LocalPostgres {
  port: number
  /** Where the data really is. */
  dataDir: string
  url(database: string): string
  stop(): Promise<void>
}

/** What the entry script lends: the parts that work before anything is installed. */
export interface DemoTools {
  projectRoot: string
  startChild(command: string, args: string[], options: SpawnOptions): Child
  /** Every failure is an `Error` whose message is one sentence for the person at the terminal. */
  startLocalPostgres(options: {
    dataDir: string
    databases: string[]
    log: (line: string) => void
  }): Promise<LocalPostgres>
  /** Has `close` called before the process ends; the last one first. */
  beforeExit(close: () => Promise<void>): void
  /** Whether the run is being ended from outside. */
  isStopping(): boolean
  /** From here on, ending the demo by hand is its good end. */
  onStaysUp(): void
}
