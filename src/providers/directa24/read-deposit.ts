import type { Attempt, Mismatch } from "../../core/attempt"
import type { GatewayServices } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import { Money } from "../../core/money"
import { sessionReference } from "../../core/session-reference"
import type { Observation } from "../../core/settle"
import type { Directa24Client } from "./client"
import { MOST_TRIES } from "./create-payment"
import { detailsOfStatus } from "./deposit-details"
import type { Directa24Options } from "./options"
import type { DepositStatus } from "./schemas"
import { isSigned } from "./signatures"
import { describeResult, observedStatusOf } from "./statuses"

/** What a payment is read with. */
export interface ReadingParts {
  readonly client: Directa24Client
  readonly options: Directa24Options
  readonly services: GatewayServices
}

/** An invoice that was just made may not be readable at once. */
const READ_LAG_MS = 10 * 60 * 1000

/** Tries of a creation that ended without an answer: the first one, and the blind repetition. */
const LEAST_TRIES = 2

/** Reads an attempt's invoice at Directa24. Source: Directa24 Streamline API, payment status. */
export async function readDirecta24Deposit(
  parts: ReadingParts,
  attempt: Attempt,
  observedAt: Date
): Promise<Observation> {
  if (attempt.reference === null) {
    return readUnanswered(parts, attempt, observedAt)
  }
  const reply = await parts.client.readStatus(attempt.reference)
  return observationOf(parts, { attempt, invoice: attempt.reference, reply, observedAt })
}

/** Nobody ever got the page of an invoice whose creation was not answered; money decides. */
async function readUnanswered(
  parts: ReadingParts,
  attempt: Attempt,
  observedAt: Date
): Promise<Observation> {
  for (let attemptTry = 1; attemptTry <= MOST_TRIES; attemptTry += 1) {
    const invoice = sessionReference(attempt, attemptTry)
    const reply = await parts.client.readStatus(invoice)
    if (reply.result === "9") {
      const observation = observationOf(parts, { attempt, invoice, reply, observedAt })
      return { ...observation, reference: invoice }
    }
    if (reply.result === "6" && attemptTry >= LEAST_TRIES) {
      break
    }
  }
  const zero = Money.zero(attempt.due.currency)
  return {
    status: isYoung(attempt, observedAt) ? "pending" : "failed",
    gatewayStatus: "not created",
    observedAt,
    received: zero,
    refunded: zero,
  }
}

function observationOf(
  parts: ReadingParts,
  facts: {
    readonly attempt: Attempt
    readonly invoice: string
    readonly reply: DepositStatus
    readonly observedAt: Date
  }
): Observation {
  const { attempt, invoice, reply, observedAt } = facts
  const { currency } = attempt.due
  const result = reply.result ?? ""
  const paid = result === "9" ? amountOf(reply, attempt) : Money.zero(currency)
  const status = observedStatusOf(result, {
    isYoung: isYoung(attempt, observedAt),
    paymentType: reply.x_payment_type ?? undefined,
  })
  const mismatch =
    mismatchOf(parts.options, { reply, invoice, currencyCode: currency.code }) ??
    (paid === undefined ? "amount" : undefined)
  warnOfSignature(parts, invoice, reply)
  const gatewayStatus = describeResult(result)
  return {
    status: status ?? "pending",
    gatewayStatus,
    observedAt,
    received: paid ?? Money.zero(currency),
    refunded: Money.zero(currency),
    ...(status === undefined && { unknownStatus: `result ${gatewayStatus}` }),
    ...(mismatch
      ? { mismatch }
      : { gatewayData: dataOf(reply), details: detailsOfStatus(reply, attempt) }),
  }
}

/** @returns `undefined` for what is no sum of money that can be received */
function amountOf(reply: DepositStatus, { due }: Attempt): Money | undefined {
  try {
    const amount = Money.parse(reply.x_amount, due.currency)
    return amount.minor >= 0n ? amount : undefined
  } catch (error) {
    if (GatewayError.is(error)) {
      return undefined
    }
    throw error
  }
}

/** What is paid has to say whose and in what it is; before that, nothing may say otherwise. */
function mismatchOf(
  options: Directa24Options,
  facts: { readonly reply: DepositStatus; readonly invoice: string; readonly currencyCode: string }
): Mismatch | undefined {
  const { reply, invoice, currencyCode } = facts
  const isPaid = reply.result === "9"
  if ((reply.x_invoice || isPaid) && reply.x_invoice !== invoice) {
    return "reference"
  }
  if (reply.result === "6") {
    return undefined
  }
  if (isTest(reply) && !options.sandbox) {
    return "test_mode"
  }
  return (reply.x_currency || isPaid) && reply.x_currency?.toUpperCase() !== currencyCode
    ? "currency"
    : undefined
}

function isTest({ PT: flag }: DepositStatus): boolean {
  return flag === "1" || flag === "true"
}

/**
 * The connection says who answers, so a wrong `Sign` is only told. The documentation signs it with
 * the deposit key, integrations in production with the web status key.
 */
function warnOfSignature(parts: ReadingParts, invoice: string, reply: DepositStatus): void {
  const { result, x_amount: amount, Sign: sign } = reply
  if (!sign || !result || !amount || result === "6") {
    return
  }
  const { apiKey, statusApiKey, apiSignature: signature } = parts.options
  const isGenuine = [apiKey, statusApiKey].some((login) =>
    isSigned({ result, amount, invoice: reply.x_invoice ?? "" }, sign, { login, signature })
  )
  if (!isGenuine) {
    parts.services.logger?.warn(
      `[Directa24] the status of invoice ${invoice} is not signed with apiSignature; compare it with the panel, Settings > API Access`
    )
  }
}

/** What refunds and people need to know of a deposit; private. */
function dataOf(reply: DepositStatus): Record<string, string> {
  const { x_document: id, x_payment_type: type, x_bank: bank, x_bank_name: bankName } = reply
  return {
    ...(id && isDepositId(id) && { deposit_id: id }),
    ...(type && { payment_type: type }),
    ...(bank && { bank }),
    ...(bankName && { bank_name: bankName }),
  }
}

/** An unknown invoice has the id -1. */
function isDepositId(text: string): boolean {
  return /^[1-9]\d{0,15}$/.test(text) && Number.isSafeInteger(Number(text))
}

/** Since the payer was sent to Directa24, who may have been asked for details long before. */
function isYoung({ gatewayData, createdAt }: Attempt, now: Date): boolean {
  const told = gatewayData.created_at
  const since = typeof told === "string" ? Date.parse(told) : createdAt.getTime()
  return now.getTime() - since < READ_LAG_MS
}
