import { AsyncLocalStorage } from "node:async_hooks"
import type { RefundOrder } from "./refund"

/** What an HTTP request tells besides what Medusa hands to a payment provider. */
export interface RequestFacts {
  /** The payer's address, as the shop's proxy settings tell it. */
  readonly ip?: string
  /** BCP 47 language tag. */
  readonly language?: string
  /** Answers to a gateway's questions, taken out of the session's public data. */
  readonly payerAnswers?: Readonly<Record<string, string>>
  /** Staff's answers to what a refund needs. */
  readonly refundFields?: Readonly<Record<string, string>>
  readonly refundReason?: string
  /** The money has gone back already: Medusa books its refund, and nothing is sent. */
  readonly isRefundOnlyBooked?: boolean
  /** The attempt whose money the session that is being made takes. */
  readonly adoptedAttemptId?: string
}

const storage = new AsyncLocalStorage<RequestFacts>()

/** Runs what a request leads to; below it, `requestFacts()` tells what is known of the request. */
export function withRequestFacts<Result>(facts: RequestFacts, run: () => Result): Result {
  return storage.run({ ...storage.getStore(), ...facts }, run)
}

/** Empty outside of a request, e.g. in a job. */
export function requestFacts(): RequestFacts {
  return storage.getStore() ?? {}
}

/** What staff told of a refund besides its amount. */
export function refundFacts(): Pick<RefundOrder, "fields" | "reason"> {
  const { refundFields: fields, refundReason: reason } = requestFacts()
  return { fields, reason }
}
