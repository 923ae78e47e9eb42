import { z } from "@medusajs/framework/zod"
import type { GatewayRefusal } from "../../core/http"

/**
 * XGateway's replies, as far as they are read. Statuses and types stay strings, and what is not as
 * documented is as good as missing: a strange reply must not break a reading, and is never paid.
 * Source: XGateway API, OpenAPI descriptions of channels, invoices and transactions.
 */
const text = z.string().max(200).nullish().catch(undefined)
const word = z.string().max(80).catch("")

function replyOf<Data extends z.ZodType>(data: Data) {
  // A success that says it is none is not understood.
  return z.object({ success: z.literal(true).nullish(), data })
}

const infoSchema = z.object({
  invoiceBaseCurrency: text,
  transactionAmountBaseCurrency: z.unknown(),
  transactionCurrency: text,
  transactionAmount: z.unknown(),
  referenceCurrency: text,
  referenceAmount: z.unknown(),
  exchangeRate: z.unknown(),
  referenceExchangeRate: z.unknown(),
})

const feesSchema = z
  .object({ processing: z.unknown(), technical: z.unknown() })
  .nullish()
  .catch(undefined)

export const transactionSchema = z.object({
  id: z.string(),
  type: word,
  status: word,
  currency: text,
  customerId: text,
  orderId: text,
  invoiceId: text,
  usd: z.unknown(),
  eur: z.unknown(),
  network: text,
  transactionHash: text,
  fees: feesSchema,
  // Older replies name it so.
  fee: feesSchema,
  info: infoSchema.nullish().catch(undefined),
})

export const invoiceSchema = z.object({
  id: z.string(),
  status: word,
  type: text,
  amount: z.unknown(),
  baseCurrency: text,
  customerId: text,
  orderId: text,
  transactions: z.array(z.object({ id: z.string(), type: word, status: word })).nullish(),
})

// Made once: to make a schema takes longer than to check a reply with it.
export const transactionReplySchema = replyOf(transactionSchema)
export const invoiceReplySchema = replyOf(invoiceSchema)
export const newInvoiceReplySchema = replyOf(z.string().max(2000))
export const rateReplySchema = replyOf(z.union([z.string().max(100), z.number()]))
/** An address of any of the networks: nothing that could be more than an address. */
export const channelReplySchema = replyOf(
  z.object({ address: z.string().regex(/^[A-Za-z0-9]{14,120}$/) })
)

/** What a withdrawal answers besides success is not documented. */
export const withdrawalReplySchema = z.object({
  success: z.literal(true),
  data: z
    .union([
      z.string(),
      z
        .object({ id: text, transactionId: text })
        .transform((data) => data.id ?? data.transactionId),
    ])
    .nullish()
    .catch(undefined),
})

export type Transaction = z.output<typeof transactionSchema>
export type Invoice = z.output<typeof invoiceSchema>

const refusalSchema = z.object({
  errors: z
    .array(
      z.object({
        code: z.string().nullish().catch(undefined),
        message: z.string().nullish().catch(undefined),
      })
    )
    .catch([]),
})

/** XGateway's error shape: `{ success: false, errors: [{ code, message }] }`. */
export function readXGatewayRefusal(body: unknown): GatewayRefusal {
  const errors = refusalSchema.safeParse(body).data?.errors ?? []
  const messages = errors.slice(0, 5).flatMap(({ message }) => message ?? [])
  return {
    code: errors.find(({ code }) => code)?.code ?? undefined,
    message: messages.length > 0 ? messages.join("; ") : undefined,
  }
}
