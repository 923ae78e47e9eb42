import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { GatewayError } from "../core/errors"
import { inBackground } from "./in-background"
import { mendCompletion } from "./mend-completion"
import { resolveLedgerModule } from "./resolve-gateway"

/** As long as Medusa itself waits for a cart's lock. */
const PATIENCE_MS = 30_000

/** What a request to one of Medusa's own routes is about to work on. */
export interface Turn {
  readonly collectionId: string | undefined
  /** Whose completion is mended when the process before died over it. */
  readonly findCart: () => Promise<string | undefined>
  /** For whoever had to wait for too long. */
  readonly busyMessage: string
}

/**
 * Lets a route of Medusa's own and our work on the same payment run one after the other, over all
 * processes. Payments that are not ours are passed on at once.
 *
 * @throws {GatewayError} `not_allowed` when somebody else is at it for too long
 */
export async function takeTurn(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction,
  { collectionId, findCart, busyMessage }: Turn
): Promise<void> {
  const { leases, attempts } = resolveLedgerModule(req.scope)
  if (collectionId === undefined || !(await attempts.hasAttempts(collectionId))) {
    next()
    return
  }
  const lease = await leases.take(collectionId, { waitMs: PATIENCE_MS })
  if (!lease) {
    throw new GatewayError({ code: "not_allowed", message: busyMessage, retry: true })
  }
  if (lease.isTakenOver) {
    try {
      const cartId = await findCart()
      await (cartId === undefined ? undefined : mendCompletion(req.scope, cartId))
    } catch (error) {
      await lease.abandon()
      throw error
    }
  }
  // The answer ends the work; a browser that hangs up does not.
  const end = res.end.bind(res) as (...args: unknown[]) => typeof res
  res.end = (...args: unknown[]) => {
    inBackground(req.scope, "a lease runs out by itself", lease.release())
    return end(...args)
  }
  next()
}
