import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import { leaseOf, type WaitOptions } from "../modules/payment-gateways/lease-store"
import { readMedusaFacts } from "./medusa-facts"
import { mendCompletion } from "./mend-completion"
import { resolveLedgerModule } from "./resolve-gateway"

/**
 * Works on an attempt while no other process works on it, or on another one for the same cart.
 * When the process before died over it, what that left of an order is mended first.
 *
 * @param run gets the attempt as it is then
 * @returns `undefined` when another process kept the lease; then nothing was done
 */
export async function holdAttempt<Result>(
  container: MedusaContainer,
  attempt: Attempt,
  run: (current: Attempt) => Promise<Result>,
  options: WaitOptions = {}
): Promise<{ readonly result: Result } | undefined> {
  const { attempts, leases } = resolveLedgerModule(container)
  const work = async ({ isTakenOver }: { readonly isTakenOver: boolean }): Promise<Result> => {
    if (isTakenOver) {
      const { cartId } = await readMedusaFacts(container, attempt)
      await (cartId === null ? undefined : mendCompletion(container, cartId))
    }
    return run((await attempts.findById(attempt.id)) ?? attempt)
  }
  return leases.hold(leaseOf(attempt), work, options)
}
