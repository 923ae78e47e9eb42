import type { Attempt, ObservedStatus, PaymentException } from "../../core/attempt"
import type { Currency, Money } from "../../core/money"
import { sessionIdOfReference } from "../../core/session-reference"
import { baseValueOf } from "./base-value"
import type { XGatewayClient } from "./client"
import { cutDown, type ExactAmount } from "./exact-amounts"
import type { Transaction } from "./schemas"
import { transactionMeaning } from "./statuses"
import { isSameId, isUuidLike } from "./uuids"

const EVIDENCE_PREFIX = "transaction:"

/** One payment has few deposits; what is beyond these is reported, and not read. */
const MOST_TRANSACTIONS = 50
const AT_ONCE = 10

/** Whose money it is that is looked for. */
export interface Wallet {
  readonly sessionId: string
  readonly customerId: string
  readonly orderId: string
  readonly invoiceId?: string
  /** Every deposit of this customer is for this payment. */
  readonly isOwn: boolean
}

/** All that is known of the transactions of a payment. */
export interface Transactions {
  readonly deposits: readonly Transaction[]
  readonly withdrawals: readonly Transaction[]
  /** Money of an earlier payment of the same session came in on this one's webhook. */
  readonly hasEarlier: boolean
  /** What staff has to know, and what may be money of this payment. */
  readonly unread: readonly string[]
  /** What staff has to know, and is no money of this payment. */
  readonly foreign: readonly string[]
}

/** What the deposits of a payment say together. */
export interface DepositsState {
  readonly received: Money
  /** What is under way, as far as its value is known. */
  readonly inSight: Money
  /** Left out when the deposits decide nothing. */
  readonly status?: ObservedStatus
  readonly words: readonly string[]
  readonly hasFailed: boolean
  readonly heldAs?: PaymentException
  readonly reports: readonly string[]
}

/** A transaction's entry in an attempt's evidence. */
export function evidenceOf(transactionId: string): Readonly<Record<string, unknown>> {
  return { [`${EVIDENCE_PREFIX}${transactionId.toLowerCase()}`]: {} }
}

/** Ids of the transactions that verified webhooks told of. */
export function transactionsInEvidence({ evidence }: Pick<Attempt, "evidence">): string[] {
  return Object.keys(evidence)
    .filter((key) => key.startsWith(EVIDENCE_PREFIX))
    .map((key) => key.slice(EVIDENCE_PREFIX.length))
    .filter(isUuidLike)
    .sort()
}

/**
 * Reads transactions, each by its id, and keeps those of this payment.
 *
 * @param listed ids of this payment's own: of its invoice, of refunds that were sent
 * @param told ids that webhooks told of; what they said of them is not believed
 * @throws {GatewayError} when one of them cannot be read at present
 */
export async function readTransactions(
  client: XGatewayClient,
  wallet: Wallet,
  listed: readonly string[],
  told: readonly string[]
): Promise<Transactions> {
  const isListed = (id: string) => listed.some((one) => isSameId(one, id))
  const ids = [...new Set([...listed, ...told].map((id) => id.toLowerCase()))]
  const unread: string[] = []
  const foreign: string[] = []
  if (ids.length > MOST_TRANSACTIONS) {
    unread.push(`more than ${MOST_TRANSACTIONS} transactions`)
  }
  const own: Transaction[] = []
  let hasEarlier = false
  for (const { id, transaction } of await readAll(client, ids.slice(0, MOST_TRANSACTIONS))) {
    if (!transaction || !isSameId(transaction.id, id)) {
      unread.push(`transaction ${id} cannot be read`)
    } else if (isOf(wallet, transaction, isListed(id))) {
      own.push(transaction)
    } else {
      hasEarlier ||= sessionIdOfReference(transaction.customerId ?? "") === wallet.sessionId
      foreign.push(`transaction ${id} of another payment`)
    }
  }
  const ofType = (type: string) => own.filter((transaction) => transaction.type === type)
  const strange = own.filter(({ type }) => type !== "deposit" && type !== "withdrawal")
  unread.push(...strange.map(({ id, type }) => `transaction ${id} of type ${type || "none"}`))
  return {
    deposits: ofType("deposit"),
    withdrawals: ofType("withdrawal"),
    hasEarlier,
    unread,
    foreign,
  }
}

/**
 * Adds up what is confirmed. A deposit whose value or status is not known is never money, never
 * written off, and always reported.
 *
 * @param isCompleted whether the invoice says that it was paid
 */
export function stateOfDeposits(
  { deposits, hasEarlier, unread, foreign }: Transactions,
  currency: Currency,
  isCompleted: boolean
): DepositsState {
  let total: ExactAmount = 0n
  let underWay: ExactAmount = 0n
  let [confirmed, open, failed] = [0, 0, 0]
  const unvalued: string[] = []
  const unknown: string[] = []
  for (const deposit of deposits) {
    const meaning = transactionMeaning(deposit.status)
    if (meaning === "failed") {
      failed += 1
    } else if (meaning === "open") {
      open += 1
      underWay += baseValueOf(deposit, currency.code) ?? 0n
    } else if (meaning === "confirmed" || (meaning === "completed" && isCompleted)) {
      const value = baseValueOf(deposit, currency.code)
      total += value ?? 0n
      confirmed += 1
      if (value === undefined) {
        unvalued.push(`deposit ${deposit.id} without a value in ${currency.code}`)
      }
    } else {
      unknown.push(`deposit ${deposit.id} ${deposit.status || "without a status"}`)
    }
  }
  const received = cutDown(total, currency)
  const doubts = [...unread, ...unvalued, ...unknown]
  return {
    received,
    inSight: cutDown(underWay, currency),
    status: received.isPositive()
      ? "paid"
      : open > 0 || confirmed > 0 || doubts.length > 0
        ? "pending"
        : undefined,
    words: [
      ...worded(confirmed, "confirmed"),
      ...worded(open, "under way"),
      ...worded(failed, "failed"),
    ],
    hasFailed: failed > 0,
    heldAs: unvalued.length > 0 ? "mismatched" : hasEarlier ? "orphaned" : undefined,
    reports: [...doubts, ...foreign],
  }
}

/** What staff sees of each deposit; private. */
export function depositsForStaff(
  { deposits }: Transactions,
  currency: Currency
): Record<string, unknown>[] {
  return deposits.map((deposit) => {
    const value = baseValueOf(deposit, currency.code)
    return {
      id: deposit.id,
      status: deposit.status,
      coin: deposit.info?.transactionCurrency ?? deposit.currency ?? null,
      value: value === undefined ? null : cutDown(value, currency).toDecimal(),
    }
  })
}

function isOf(wallet: Wallet, transaction: Transaction, isListed: boolean): boolean {
  const { customerId, orderId, invoiceId } = transaction
  const isTied =
    wallet.isOwn ||
    isListed ||
    orderId === wallet.orderId ||
    (wallet.invoiceId !== undefined && isSameId(invoiceId ?? "", wallet.invoiceId))
  return customerId === wallet.customerId && isTied
}

async function readAll(client: XGatewayClient, ids: readonly string[]) {
  const found: { id: string; transaction: Transaction | undefined }[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    const read = some.map(async (id) => ({ id, transaction: await client.findTransaction(id) }))
    found.push(...(await Promise.all(read)))
  }
  return found
}

function worded(count: number, word: string): string[] {
  return count === 0 ? [] : [count === 1 ? `deposit ${word}` : `${count} deposits ${word}`]
}
