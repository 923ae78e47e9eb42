import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { Attempt } from "../core/attempt"
import { logLine, type ObservedFields } from "../observability"

type Level = "info" | "warn" | "error"

/** Medusa's logger with lines that people and machines can read. */
export function shopLog(
  container: MedusaContainer
): Readonly<Record<Level, (message: string, fields?: ObservedFields) => void>> {
  const logger: Logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const write =
    (level: Level) =>
    (message: string, fields?: ObservedFields): void => {
      logger[level](logLine(`[payment gateways] ${message}`, fields))
    }
  return { info: write("info"), warn: write("warn"), error: write("error") }
}

/** What a line about an attempt names. */
export function fieldsOf(attempt: Attempt): ObservedFields {
  return {
    attempt: attempt.id,
    session: attempt.sessionId,
    order: attempt.orderId,
    gateway: attempt.gateway,
  }
}
