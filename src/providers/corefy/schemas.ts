import { z } from "@medusajs/framework/zod"
import type { GatewayRefusal } from "../../core/http"

/**
 * Corefy's replies, as far as they are read; other fields pass through unread. Enumerations stay
 * strings: a new value must not break a read.
 * Source: Corefy documentation, callbacks (the invoice's fields) and release notes 1.66 to 1.75.
 */
const amount = z.union([z.number(), z.string().max(60)])

/** Postgres takes no NUL in a text. */
const word = z
  .string()
  .min(1)
  .max(100)
  .refine((text) => !text.includes("\0"))

/** What is not as expected is as good as missing. */
const optionalWord = word.nullish().catch(undefined)
const unixSeconds = z.number().int().positive().nullish().catch(undefined)

/** PHP writes an empty object as `[]`. */
function phpObject<Schema extends z.ZodType>(schema: Schema) {
  return z.preprocess((value) => (Array.isArray(value) && value.length === 0 ? {} : value), schema)
}

/** Values of a form or of a query: what is no plain value cannot be sent by a browser. */
const plainFields = phpObject(
  z.record(z.string().max(200), z.union([z.string().max(8000), z.number(), z.boolean(), z.null()]))
)

const flowDataSchema = phpObject(
  z.object({
    action: z.string().max(4000).nullish().catch(undefined),
    method: z.string().max(20).nullish().catch(undefined),
    // Unlike a missing one, a form that cannot be read must not be left out: `false`.
    params: plainFields.nullish().or(z.literal(false)).catch(false),
    metadata: phpObject(z.object({ action: z.string().max(4000).nullish().catch(undefined) }))
      .nullish()
      .catch(undefined),
  })
)

const relatedSchema = z
  .object({ data: z.object({ id: word }) })
  .nullish()
  .catch(undefined)

const relationshipsSchema = phpObject(
  z.object({ "payment-method": relatedSchema, "payment-service": relatedSchema })
)
  .nullish()
  .catch(undefined)

/** An invoice's id, safe in a path. */
export const INVOICE_ID = /^cpi_[A-Za-z0-9_-]{1,100}$/

export const invoiceSchema = z
  .object({
    id: z.string().regex(INVOICE_ID),
    attributes: z.object({
      status: word,
      resolution: optionalWord,
      amount,
      payment_amount: amount.nullish(),
      currency: word,
      reference_id: word,
      test_mode: z.boolean(),
      processed_amount: amount.nullish(),
      processed_fee: amount.nullish().catch(undefined),
      refunded_amount: amount.nullish(),
      charged_back_amount: amount.nullish(),
      reserved_amount: amount.nullish(),
      payment_flow: optionalWord,
      rrn: optionalWord,
      metadata: phpObject(z.object({ session_id: optionalWord, attempt_id: optionalWord }))
        .nullish()
        .catch(undefined),
      flow_data: flowDataSchema.nullish().catch(undefined),
      hpp_url: z.string().max(4000).nullish().catch(undefined),
      expires: unixSeconds,
      reserve_expires: unixSeconds,
    }),
    relationships: relationshipsSchema,
  })
  .transform(({ id, attributes, relationships }) => ({ ...attributes, id, relationships }))

export const invoiceReplySchema = z.object({ data: invoiceSchema })
export const invoiceListSchema = z.object({ data: z.array(invoiceSchema) })

/** A refund's id, safe in a path. */
export const REFUND_ID = /^[A-Za-z0-9_-]{1,100}$/

/** Where a refund says that it can be read: a path and nothing more. */
const REFUND_LINK = /^(?:\/[A-Za-z0-9_-]{1,40}){0,4}\/refunds\/[A-Za-z0-9_-]{1,100}$/

const refundLinks = phpObject(
  z.object({ self: z.string().regex(REFUND_LINK).nullish().catch(undefined) })
)
  .nullish()
  .catch(undefined)

export const refundReplySchema = z.object({
  data: z
    .object({
      id: word,
      attributes: z.object({
        status: word,
        amount: amount.nullish(),
        currency: optionalWord,
        reference_id: optionalWord,
        original_id: optionalWord,
      }),
      links: refundLinks,
    })
    .transform(({ id, attributes, links }) => ({
      ...attributes,
      id,
      link: links?.self ?? undefined,
    })),
})

export type Invoice = z.output<typeof invoiceSchema>
export type FlowData = NonNullable<Invoice["flow_data"]>
export type Refund = z.output<typeof refundReplySchema>["data"]

const text = z.string().nullish().catch(undefined)

const refusalSchema = z.object({
  request_id: text,
  error_type: text,
  error_codes: z.array(z.string()).nullish().catch(undefined),
  errors: z
    .array(z.object({ code: text, title: text, detail: text }))
    .nullish()
    .catch(undefined),
})

/**
 * Corefy's error shapes: `{ request_id, error_type, error_codes }`, and JSON:API's `errors`.
 * Source: Corefy documentation, play with API.
 */
export function readCorefyRefusal(body: unknown): GatewayRefusal {
  const {
    error_codes: codes,
    error_type: type,
    errors,
    request_id: id,
  } = refusalSchema.safeParse(body).data ?? {}
  const told = errors?.slice(0, 5).map(({ detail, title, code }) => detail ?? title ?? code)
  const message = told?.filter(Boolean).join("; ") || codes?.slice(0, 5).join(", ") || type
  return {
    code: codes?.[0] ?? errors?.[0]?.code ?? type ?? undefined,
    message: [message, id && `request ${id}`].filter(Boolean).join(" · ") || undefined,
  }
}
