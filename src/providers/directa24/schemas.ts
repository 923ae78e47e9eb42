import { z } from "@medusajs/framework/zod"
import type { GatewayRefusal } from "../../core/http"

/**
 * Directa24's replies, as far as they are read; other fields pass through unread. Results stay
 * texts: a new value must not break a read.
 * Sources: Directa24 Streamline API (deposit creation, payment status), Deposits API v3, Java client.
 */

/** A value that comes as text here and as a number there. What is neither counts as missing. */
const word = z
  .union([z.string().max(500), z.number().transform(String), z.boolean().transform(String)])
  .transform((text) => text.trim())
  .nullish()
  .catch(undefined)

/** How v1 refuses (`status`, `desc`, `error_code`), and v3 (`code`, `description`). */
const refusalSchema = z.object({
  status: word,
  desc: word,
  error_code: word,
  code: word,
  description: word,
  message: word,
})

export const newInvoiceSchema = refusalSchema
  .extend({ link: word })
  .refine(({ status }) => status, { path: ["status"] })
  // Without its page nobody can pay an invoice.
  .refine(({ status, link }) => status !== "0" || link, { path: ["link"] })

export const depositStatusSchema = refusalSchema
  .extend({
    result: word,
    x_invoice: word,
    x_amount: word,
    x_currency: word,
    x_document: word,
    x_payment_type: word,
    x_bank: word,
    x_bank_name: word,
    PT: word,
    Sign: word,
  })
  .refine(({ result, status, desc, error_code }) => {
    const says = [result, status, desc, error_code]
    return says.some((text) => text !== undefined && text !== null)
  })

export const paymentMethodsSchema = z.array(
  z.object({ code: word, name: word, country: word }).catch({})
)

/** v1 may refuse with HTTP 200. */
export const paymentMethodsReplySchema = z.union([
  paymentMethodsSchema,
  refusalSchema.refine(({ status, desc, error_code }) => status || desc || error_code),
])

/** The reply is the bare number. */
export const exchangeRateSchema = z
  .string()
  .transform((text) => text.trim())
  .pipe(z.string().regex(/^\d{1,15}(\.\d{1,10})?$/))

/** Ids of refunds become part of a path. */
const numericId = word.pipe(z.string().regex(/^\d{1,18}$/))

export const refundSchema = z.object({
  refund_id: numericId,
  refund_info: z.object({ result: word, reason: word, reason_code: word }).nullish().catch(null),
})

export const refundStatusSchema = z.object({ status: word.pipe(z.string()) })

const decimal = word.pipe(
  z
    .string()
    .regex(/^\d{1,18}(\.\d{1,10})?$/)
    .nullish()
    .catch(undefined)
)

/** What only v3 tells of a deposit. Its payer is not read. */
export const depositSchema = z.object({
  deposit_id: word,
  invoice_id: word,
  local_amount: decimal,
  fee_amount: decimal,
  fee_currency: word,
})

export type NewInvoiceReply = z.output<typeof newInvoiceSchema>
export type DepositStatus = z.output<typeof depositStatusSchema>
export type Deposit = z.output<typeof depositSchema>
export type RefundReply = z.output<typeof refundSchema>

/** How a refusal is worded. It may repeat the payer's details, so it is cleaned before it is shown. */
export interface RefusalWords {
  readonly code?: string
  readonly words?: string
}

/** The refusal in a reply of either version. */
export function refusalWords(body: unknown): RefusalWords {
  const { data } = refusalSchema.safeParse(body)
  return {
    code: data?.error_code || data?.code || undefined,
    words: data?.desc || data?.description || data?.message || undefined,
  }
}

/** Words go into `facts`, which are never logged: they may repeat what the payer told. */
export function readDirecta24Refusal(body: unknown): GatewayRefusal {
  const { code, words } = refusalWords(body)
  return { code: code && /^[\w.-]{1,40}$/.test(code) ? code : undefined, facts: { code, words } }
}
