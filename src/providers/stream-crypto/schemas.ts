import { z } from "@medusajs/framework/zod"
import type { GatewayRefusal } from "../../core/http"
import { isDecimal } from "./decimals"

/**
 * Stream's replies, as far as they are read; other fields pass through unread. Enumerations stay
 * strings: a new value must not break a read.
 * Source: Stream Payment Gateway documentation, API pages.
 */

/** What is not as documented is as good as missing. */
const text = z.string().max(2000).nullish().catch(undefined)
const decimal = z
  .union([z.string(), z.number()])
  .transform(String)
  .refine(isDecimal)
  .nullish()
  .catch(undefined)

/** Stream's id of a payment; it becomes part of a path. */
export const PAYMENT_ID = /^[A-Za-z0-9_-]{8,64}$/

/** A word of Stream's as it may be kept and shown. */
const word = z
  .string()
  .min(1)
  .transform((value) => value.replace(/[^\x20-\x7e]/g, "?").slice(0, 60))

/** `POST /payment/{clientId}/page`, in camel case. */
export const paymentPageSchema = z.object({
  paymentID: z.string().regex(PAYMENT_ID),
  url: z.string().max(2000),
  expiryAt: text,
})

const coinSchema = z.object({
  blockchain: z.string().regex(/^[A-Za-z][A-Za-z0-9 _-]{0,39}$/),
  token: z.string().regex(/^[A-Za-z0-9]{1,20}$/),
  address: z.string().regex(/^[A-Za-z0-9._-]{20,100}$/),
  displayAmount: z.union([z.string(), z.number()]).transform(String).refine(isDecimal),
})

/** A coin that is not as documented cannot be paid with; the others can. */
const coins = z
  .array(z.unknown())
  .nullish()
  .catch(undefined)
  .transform((all) =>
    (all ?? []).flatMap((one) => {
      const { data } = coinSchema.safeParse(one)
      return data ? [data] : []
    })
  )

/** `PaymentObject`: of `POST /payment/{clientId}` and `GET /payment/{paymentId}`. */
export const paymentSchema = z.object({
  payment_id: z.string().regex(PAYMENT_ID),
  status: word,
  network: text,
  name: text,
  return_url: text,
  addresses: coins,
  display_amount: decimal,
  display_amount_usd: decimal,
  display_amount_eur: decimal,
  expiry_at: text,
  processed_at: text,
  transaction_hash: text,
})

/** Says so with HTTP 200 or 404, with or without the payment's other fields. */
export const notFoundSchema = z
  .object({ status: z.literal("not_found") })
  .transform(({ status }) => ({ status }))

export const statusReplySchema = z.union([notFoundSchema, paymentSchema])

export type PaymentPage = z.output<typeof paymentPageSchema>
export type Payment = z.output<typeof paymentSchema>
export type Coin = z.output<typeof coinSchema>
export type StatusReply = z.output<typeof statusReplySchema>

const refusalSchema = z.object({
  message: text,
  error: z
    .union([z.string().max(2000), z.object({ message: text }).transform(({ message }) => message)])
    .nullish()
    .catch(undefined),
})

/** Refusals are not documented: `message` or `error`, else nothing. */
export function readStreamRefusal(body: unknown): GatewayRefusal {
  const { data } = refusalSchema.safeParse(body)
  return {
    message: data?.message ?? data?.error ?? undefined,
    facts: { isNotFoundStatus: notFoundSchema.safeParse(body).success },
  }
}
