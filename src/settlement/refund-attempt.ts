import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"
import { Money } from "../core/money"
import { withRequestFacts } from "../core/request-facts"
import { bookRefund } from "./book-refund"
import { refundInTurn } from "./refund-in-turn"
import { requireAttempt } from "./require-attempt"
import { resolveGateway } from "./resolve-gateway"

const inputSchema = z.strictObject({
  /** Decimal string (or number) in major units. */
  amount: z.union([z.string().min(1).max(60), z.number()]),
  reason: z.string().max(500).nullish(),
  fields: z.record(z.string().max(60), z.unknown()).nullish(),
})

/**
 * Refunds a payment with what its gateway needs to know besides the amount. Where Medusa has a
 * payment, its own workflow books the refund; money that Medusa has no place for goes back all the
 * same.
 *
 * @param input `{amount, reason?, fields?}` as the admin sent it
 * @param createdBy Medusa's id of the user
 * @throws {GatewayError} `not_found`; `invalid_input` that names fields; what the refund throws
 */
export async function refundAttempt(
  container: MedusaContainer,
  id: string,
  input: unknown,
  createdBy?: string
): Promise<void> {
  const parsed = inputSchema.safeParse(input ?? {})
  if (!parsed.success) {
    const names = parsed.error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0] ?? "body")]
    )
    throw refused(
      `A refund takes amount, and reason and fields if needed; not valid here: ${names.join(", ").slice(0, 200)}.`
    )
  }
  const attempt = await requireAttempt(container, id)
  const { reason, fields } = parsed.data
  const amount = Money.parse(parsed.data.amount, attempt.due.currency)
  const texts = Object.entries(fields ?? {}).filter(([, value]) => typeof value === "string")
  if (texts.length < Object.keys(fields ?? {}).length) {
    throw refused("The fields of a refund must be texts.")
  }
  const facts = {
    refundFields: Object.fromEntries(texts) as Record<string, string>,
    refundReason: reason ?? undefined,
  }
  await refundInTurn(container, attempt, async (current, { payment, order }) => {
    await withRequestFacts(facts, async () => {
      if (!payment) {
        await resolveGateway(container, current.providerId).refund(current, amount)
        return
      }
      const note = reason ?? undefined
      await bookRefund(container, payment.id, { order }, { amount, createdBy, note })
    })
  })
}

function refused(message: string): GatewayError {
  return new GatewayError({ code: "invalid_input", message, retry: false })
}
