import { format, inspect } from "node:util"
import type { Logger } from "@medusajs/framework/types"

/** A logger that keeps what would be printed, as a console would print it. */
export function recordingLogger() {
  const lines: { level: string; text: string }[] = []
  const at =
    (level: string) =>
    (...args: unknown[]) => {
      const shown = args.map((arg) =>
        typeof arg === "string" ? arg : inspect(arg, { depth: null, showHidden: true })
      )
      lines.push({ level, text: format(...shown) })
    }
  const logger = {
    debug: at("debug"),
    info: at("info"),
    warn: at("warn"),
    error: at("error"),
  } as unknown as Logger
  return {
    logger,
    lines,
    texts: (level?: string) =>
      lines.filter((line) => level === undefined || line.level === level).map(({ text }) => text),
  }
}
