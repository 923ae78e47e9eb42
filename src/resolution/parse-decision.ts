import { z } from "@medusajs/framework/zod"
import type { Attempt } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { Money } from "../core/money"
import { type Decision, RESOLUTION_ACTIONS } from "./resolution"

const text = (longest: number) => z.string().trim().min(1).max(longest).nullish()

const inputSchema = z.strictObject({
  action: z.enum(RESOLUTION_ACTIONS),
  /** Decimal string (or number) in major units. */
  amount: z.union([z.string().min(1).max(60), z.number()]).nullish(),
  order_id: text(80),
  fields: z.record(z.string().max(60), z.string().max(300)).nullish(),
  reference: text(200),
  reason: text(500),
})

/**
 * What staff decided, as the admin sent it.
 *
 * @param input `{action, amount?, order_id?, fields?, reference?, reason?}`
 * @throws {GatewayError} `invalid_input` that names what is not valid
 */
export function parseDecision(input: unknown, attempt: Attempt, decidedBy: string): Decision {
  const parsed = inputSchema.safeParse(input ?? {})
  if (!parsed.success) {
    const names = parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "body")]
    )
    throw invalid(
      `A decision takes action (${RESOLUTION_ACTIONS.join(", ")}), and amount, order_id, fields, reference, reason if needed; not valid here: ${names.join(", ").slice(0, 200)}.`
    )
  }
  const { action, amount, order_id: orderId, fields, reference, reason } = parsed.data
  if (attempt.exception === null) {
    throw new GatewayError({
      code: "not_allowed",
      message: "This payment needs no decision any more: look at its story.",
      retry: false,
    })
  }
  if (action === "attach_to_order" && !orderId) {
    throw invalid("Name the order to be paid: order_id is missing.")
  }
  return {
    action,
    exception: attempt.exception,
    amount: amount == null ? undefined : Money.parse(amount, attempt.due.currency),
    orderId: orderId ?? undefined,
    fields: fields ?? {},
    reference: reference ?? undefined,
    reason: reason ?? undefined,
    decidedBy,
  }
}

function invalid(message: string): GatewayError {
  return new GatewayError({ code: "invalid_input", message, retry: false })
}
