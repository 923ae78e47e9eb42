import { z } from "@medusajs/framework/zod"
import type { GatewayRefusal } from "../../core/http"

/**
 * StreamPay's replies, as far as they are read; other fields pass through unread. Enumerations
 * stay strings: a new value must not break a read.
 * Source: StreamPay API reference (OpenAPI 3.1 of the v2 API).
 */
const amount = z.union([z.string(), z.number()])
const smallestUnit = z.union([z.number().int(), z.string().regex(/^\d+$/)])

/** Whose key it is. */
export const ownerSchema = z.object({
  organization: z.object({ sandbox: z.boolean().nullish().catch(undefined) }),
})

export const productSchema = z.object({ id: z.guid() })

export const paymentLinkSchema = z.object({
  id: z.guid(),
  url: z.string(),
  status: z.string(),
  currency: z.string(),
  amount: amount.nullish(),
  amount_in_smallest_unit: smallestUnit.nullish(),
  amount_collected_in_smallest_unit: smallestUnit.nullish(),
  valid_until: z.string().nullish(),
  custom_metadata: z.record(z.string(), z.unknown()).nullish(),
})

export const paymentSchema = z
  .object({
    id: z.guid(),
    amount: amount.nullish(),
    amount_in_smallest_unit: smallestUnit.nullish(),
    currency: z.string().nullish(),
    current_status: z.string().nullish(),
    // The vendor's guide reads `status`; the API reference has `current_status`.
    status: z.string().nullish(),
    payment_method: z.string().nullish(),
    payed_at: z.string().nullish(),
    scheduled_on: z.string().nullish(),
    amount_refunded: amount.nullish(),
  })
  .transform(({ status, current_status, ...payment }) => ({
    ...payment,
    status: current_status ?? status ?? "",
  }))

export const invoiceSchema = z.object({
  id: z.guid(),
  status: z.string(),
  currency: z.string().nullish(),
  paid_amount_in_smallest_unit: smallestUnit.nullish(),
  payments: z.array(paymentSchema).nullish(),
})

export const consumerSchema = z.object({
  id: z.guid(),
  email: z.string().nullish(),
  phone_number: z.string().nullish(),
  is_deleted: z.boolean().nullish(),
})

/** What a refund answers differs between accounts; the payment is read again for the truth. */
export const refundReplySchema = z.object({ id: z.string().nullish() })

export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    data: z.array(item),
    pagination: z.object({ has_next_page: z.boolean().nullish() }).nullish(),
  })
}

// Made once: to make a schema takes longer than to check a reply with it.
export const paymentLinkPageSchema = pageOf(paymentLinkSchema)
export const invoicePageSchema = pageOf(invoiceSchema)
export const consumerPageSchema = pageOf(consumerSchema)

/** One page of a list. */
export interface Page<Item> {
  readonly data: readonly Item[]
  readonly pagination?: { readonly has_next_page?: boolean | null } | null
}

export type PaymentLink = z.output<typeof paymentLinkSchema>
export type Payment = z.output<typeof paymentSchema>
export type Invoice = z.output<typeof invoiceSchema>
export type Consumer = z.output<typeof consumerSchema>

/** What of a refusal is not as documented must not hide the rest of it. */
const word = z.string().nullish().catch(undefined)

const refusalSchema = z.object({
  detail: z
    .union([
      z.string(),
      z.array(
        z.object({
          loc: z
            .array(z.union([z.string(), z.number()]))
            .nullish()
            .catch(undefined),
          msg: word,
        })
      ),
    ])
    .nullish()
    .catch(undefined),
  error: z.object({ code: word, message: word }).nullish().catch(undefined),
  payment_ids: z.array(z.string()).nullish().catch(undefined),
  total_amount: amount.nullish().catch(undefined),
})

/**
 * StreamPay's error shapes: `{ detail: [...] }` for validation, `{ error: {...} }` for the rest,
 * and `{ detail: "…" }` for an address that does not exist.
 */
export function readStreamPayRefusal(body: unknown): GatewayRefusal {
  const { data } = refusalSchema.safeParse(body)
  const { detail, error } = data ?? {}
  const fields = typeof detail === "string" ? detail : detail?.slice(0, 5).map(tellField).join("; ")
  return {
    code: error?.code ?? undefined,
    message: error?.message ?? fields,
    facts: data?.payment_ids
      ? { paymentIds: data.payment_ids, totalAmount: data.total_amount }
      : undefined,
  }
}

/** The first element of a place is the part of the request (`body`, `query`). */
function tellField(field: {
  readonly loc?: readonly (string | number)[] | null
  readonly msg?: string | null
}): string {
  return `${field.loc?.slice(1).join(".") ?? "body"}: ${field.msg ?? "invalid"}`
}
