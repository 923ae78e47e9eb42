import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"

/** From `from` on, up to but without `to`; `null` where it is open. */
export interface Period {
  readonly from: Date | null
  readonly to: Date | null
}

/** A day (its first moment in UTC), or an instant with its offset from UTC. */
const moment = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .transform((text) => new Date(text))

/** The parameters of a period: `from=2026-01-01&to=2026-02-01` is January. */
export const PERIOD = { from: moment.optional(), to: moment.optional() }

/** @throws {GatewayError} `invalid_input` when it ends before it begins */
export function periodOf({ from, to }: { readonly from?: Date; readonly to?: Date }): Period {
  if (from && to && from >= to) {
    throw new GatewayError({
      code: "invalid_input",
      message: "The period ends before it begins: to is the first moment that is left out.",
      retry: false,
    })
  }
  return { from: from ?? null, to: to ?? null }
}
