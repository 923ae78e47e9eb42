import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { resolveLedgerModule } from "./resolve-gateway"

/**
 * An attempt that staff, or a program, names.
 *
 * @throws {GatewayError} `not_found`
 */
export async function requireAttempt(container: MedusaContainer, id: string): Promise<Attempt> {
  const attempt = await resolveLedgerModule(container).attempts.findById(id)
  if (!attempt) {
    throw new GatewayError({
      code: "not_found",
      message: "There is no such attempt.",
      retry: false,
    })
  }
  return attempt
}
