import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../core/errors"
import type { ProcessStore } from "../modules/payment-gateways/process-store"
import { logLine } from "../observability"
import { describeProcess, type RunningProcess } from "./describe-process"
import type { Problem, Severity } from "./problem"
import { findProcessProblems } from "./process-problems"

const BEAT_MS = 15_000

const LEVELS = { error: "error", warning: "warn", info: "info" } as const satisfies Record<
  Severity,
  keyof Logger
>

/**
 * Lets the shop's other processes know of this one for as long as it runs, and says in the log
 * what is unsafe about them together: at the boot, and when it comes up later.
 */
export class Presence {
  private self: RunningProcess | undefined
  private timer: NodeJS.Timeout | undefined
  private beating: Promise<void> | undefined
  private ranJobs = false
  private isSilent = false
  private told: ReadonlySet<string> = new Set()

  constructor(
    private readonly store: Pick<ProcessStore, "beat" | "remove">,
    private readonly logger: Pick<Logger, "error" | "warn" | "info">
  ) {}

  /**
   * Call when the application has started. Does nothing where none runs.
   *
   * @param container Medusa's application container
   */
  async begin(container: MedusaContainer): Promise<void> {
    this.self = describeProcess(container)
    if (this.self && !this.timer) {
      // It keeps no process alive, and no beat waits for the one before.
      this.timer = setInterval(() => void this.beat(), BEAT_MS).unref()
      await this.beat()
    }
  }

  /** Call when the application ends. */
  async end(): Promise<void> {
    clearInterval(this.timer)
    this.timer = undefined
    await this.beating
    if (this.self) {
      const { id } = this.self
      this.self = undefined
      try {
        await this.store.remove(id)
      } catch (error) {
        this.logger.info(
          logLine(`[payment gateways] this process ends unannounced: ${describeError(error)}`)
        )
      }
    }
  }

  /** Call when scheduled jobs have run in this process. Costs nothing; the next beat tells it. */
  jobsRan(): void {
    this.ranJobs = true
  }

  /** Tells of this process now. Never throws. */
  async beat(): Promise<void> {
    this.beating ??= this.tell().finally(() => {
      this.beating = undefined
    })
    await this.beating
  }

  private async tell(): Promise<void> {
    const { self, ranJobs } = this
    if (!self) {
      return
    }
    this.ranJobs = false
    try {
      this.report(findProcessProblems(self, await this.store.beat(self, ranJobs)))
      this.isSilent = false
    } catch (error) {
      this.ranJobs ||= ranJobs
      if (!this.isSilent) {
        this.isSilent = true
        this.logger.warn(
          logLine(
            `[payment gateways] the registry of processes cannot be written; it is tried again every ${BEAT_MS / 1000} seconds: ${describeError(error)}`
          )
        )
      }
    }
  }

  private report(problems: readonly Problem[]): void {
    for (const { code, severity, message, cure } of problems) {
      if (!this.told.has(`${code} ${severity}`)) {
        this.logger[LEVELS[severity]](logLine(`[payment gateways] ${message} ${cure}`))
      }
    }
    this.told = new Set(problems.map(({ code, severity }) => `${code} ${severity}`))
  }
}
