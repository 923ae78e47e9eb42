import type { MedusaContainer } from "@medusajs/framework/types"
import { describeError } from "../core/errors"
import { shopLog } from "./shop-log"

/**
 * Lets work go on that nobody waits for. Medusa's Redis modules run one scheduled job and one event
 * at a time, so whoever waits in them for a gateway keeps all the shop's other jobs and events
 * waiting, too.
 *
 * @param container the application's, or a request's: a job's own ends with the job, and so do the
 *   events that are told through it
 * @param whenItFails what that means, for the log; another run makes up for it
 */
export function inBackground(
  container: MedusaContainer,
  whenItFails: string,
  work: Promise<unknown>
): void {
  work.catch((error: unknown) => {
    shopLog(container).warn(`${whenItFails}: ${describeError(error)}`)
  })
}
