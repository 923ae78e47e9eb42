import type { MedusaContainer } from "@medusajs/framework/types"
import type { Attempt } from "../core/attempt"
import { GatewayError } from "../core/errors"
import type { TimelineNote } from "../core/ledger"
import type { Decision } from "./resolution"

/** A decision on an attempt as it was when it was decided upon. */
export interface ResolutionContext {
  readonly container: MedusaContainer
  readonly attempt: Attempt
  readonly decision: Decision
  /** For the story: what was done, by whom and why. */
  readonly note: (message: string, data?: Record<string, unknown>) => TimelineNote
}

/** @throws {GatewayError} `not_allowed` when somebody else was faster */
export function requireUnchanged(attempt: Attempt | undefined): Attempt {
  if (!attempt) {
    throw new GatewayError({
      code: "not_allowed",
      message: "The payment has changed meanwhile. Look at it again and decide anew.",
      retry: true,
    })
  }
  return attempt
}

/** The line of the story for a decision. */
export function noteOf(
  { action, exception, decidedBy, reason }: Decision,
  message: string,
  data?: Record<string, unknown>
): TimelineNote {
  return {
    type: "exception_resolved",
    source: decidedBy === "policy" ? "job" : "admin",
    message: reason ? `${message} Reason: ${reason}` : message,
    data: { action, exception, by: decidedBy, reason: reason ?? null, ...data },
  }
}
