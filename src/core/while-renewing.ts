import { logger } from "@medusajs/framework/logger"
import { describeError } from "./errors"

/**
 * Renews a lease at a third of its length, until it is stopped. One renewal may fail; when all do,
 * the database is gone, and with it what the lease protects.
 *
 * @returns what stops it
 */
export function whileRenewing(seconds: number, renew: () => Promise<unknown>): () => void {
  const timer = setInterval(
    () => {
      renew().catch((error: unknown) => {
        logger.warn(`[payment gateways] a lease was not renewed: ${describeError(error)}`)
      })
    },
    (seconds * 1000) / 3
  )
  timer.unref()
  return () => clearInterval(timer)
}
