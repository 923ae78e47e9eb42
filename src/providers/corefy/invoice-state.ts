import type { Mismatch, ObservedStatus, PaymentException } from "../../core/attempt"
import { Money } from "../../core/money"
import { type InvoiceMoney, moneyOf, readAmount } from "./amounts"
import type { CorefyOptions } from "./options"
import { namesPaymentPage } from "./payment-page"
import type { Invoice } from "./schemas"
import { type InvoiceMeaning, meaningOf } from "./statuses"

/** What a reading of an invoice says, in the plugin's words. */
export interface InvoiceState {
  readonly status: ObservedStatus
  readonly gatewayStatus: string
  readonly received: Money
  readonly refunded: Money
  readonly chargedBack: Money
  readonly heldAs?: PaymentException
  readonly unknownStatus?: string
  /** Whether the payer has something to do on the payment page; `undefined` when that is unsaid. */
  readonly isPayable?: boolean
}

type Decision = Pick<InvoiceState, "status"> &
  Partial<Omit<InvoiceState, "status" | "unknownStatus">> & {
    /** What is not as documented, for the log. */
    readonly strange?: string
  }

/**
 * The state of an invoice whose facts are those that were asked for (see `mismatchOf`).
 *
 * The status alone proves nothing: paid is what Corefy calls processed, by the amount that it says
 * was processed. What is not documented is pending, and named.
 *
 * @param due what the shop asks
 */
export function stateOf(
  invoice: Invoice,
  due: Money,
  options: Pick<CorefyOptions, "acceptPartial">
): InvoiceState {
  const nothing = Money.zero(due.currency)
  const { strange, received, refunded, chargedBack, ...decision } = decide(invoice, due, options)
  const word = decision.gatewayStatus ?? invoice.status
  const gatewayStatus = strange === undefined ? word : `${word}: ${strange}`
  return {
    ...decision,
    gatewayStatus,
    received: received ?? nothing,
    refunded: refunded ?? nothing,
    chargedBack: chargedBack ?? nothing,
    ...(strange !== undefined && { unknownStatus: gatewayStatus }),
  }
}

function decide(
  invoice: Invoice,
  due: Money,
  { acceptPartial }: Pick<CorefyOptions, "acceptPartial">
): Decision {
  const money = moneyOf(invoice, due.currency)
  const meaning = invoice.payment_flow === "verify" ? "card_check" : meaningOf(invoice.status)
  if (meaning === undefined) {
    return { status: "pending", strange: "not a documented status" }
  }
  if (money.unreadable.length > 0) {
    return { status: "pending", strange: `unreadable ${money.unreadable.join(", ")}` }
  }
  switch (meaning) {
    case "open":
      return { status: "requires_more", isPayable: true }
    case "under_way":
      return namesPaymentPage(invoice)
        ? { status: "requires_more", isPayable: true }
        : { status: "pending" }
    case "processing":
      return { status: "pending" }
    case "partly_paid":
      return partlyPaid(money, due, acceptPartial)
    case "reserved":
      return reserved(money, due)
    case "card_check":
      return { status: "failed", gatewayStatus: `${invoice.status} (check of a card)` }
    case "failed":
    case "canceled":
    case "expired":
      return closed(meaning, invoice, money, due)
    default:
      return paid(meaning, money, due)
  }
}

function partlyPaid({ received }: InvoiceMoney, due: Money, acceptPartial: boolean): Decision {
  if (!acceptPartial) {
    return { status: "pending", received }
  }
  const isShort = !received || received.compare(due) < 0
  return { status: received?.isPositive() ? "paid" : "pending", received, isPayable: isShort }
}

/** An order is made of it, so the amount counts here as it does for money taken. */
function reserved({ reserved: held }: InvoiceMoney, due: Money): Decision {
  return held && held.compare(due) >= 0
    ? { status: "authorized", isPayable: false }
    : { status: "pending", strange: "reserved_amount is less than asked" }
}

/** What came in before the end is the payer's or the shop's: staff decides. */
function closed(
  status: "failed" | "canceled" | "expired",
  { resolution, status: word }: Invoice,
  { received, refunded, chargedBack }: InvoiceMoney,
  due: Money
): Decision {
  const standing = received && standingOf(received, refunded, chargedBack)
  return {
    status,
    isPayable: false,
    gatewayStatus: resolution && resolution !== "ok" ? `${word} (${resolution})` : word,
    received,
    refunded,
    chargedBack,
    ...(standing && standing.compare(due) >= 0 && { heldAs: "late" as const }),
  }
}

function paid(
  meaning: Extract<InvoiceMeaning, "paid" | `${string}refunded` | `${string}charged_back`>,
  money: InvoiceMoney,
  due: Money
): Decision {
  const { received } = money
  if (!received?.isPositive()) {
    // Processed, but nobody says how much: not yet proven.
    return {
      status: "pending",
      ...(meaning !== "paid" && { strange: "no processed_amount" }),
    }
  }
  const told = goneBack(meaning, money, received)
  if (told.isUntold) {
    return { status: "pending", received, strange: "no amount of what went back" }
  }
  const { refunded, chargedBack } = told
  const standing = standingOf(received, refunded, chargedBack)
  const isWhole = standing.equals(received)
  return {
    received,
    refunded,
    chargedBack,
    isPayable: false,
    // What went back before the shop saw it is not there to be taken.
    status: !standing.isPositive()
      ? "canceled"
      : isWhole || standing.compare(due) >= 0
        ? "paid"
        : "pending",
  }
}

/** A word that says "all" needs no amount; what was refunded before, no bank takes back. */
function goneBack(
  meaning: InvoiceMeaning,
  { refunded, chargedBack }: InvoiceMoney,
  received: Money
): { readonly refunded?: Money; readonly chargedBack?: Money; readonly isUntold: boolean } {
  const isTold = (money: Money | undefined) => money?.isPositive() === true
  switch (meaning) {
    case "refunded":
      return { refunded: isTold(refunded) ? refunded : received, chargedBack, isUntold: false }
    case "charged_back":
      return {
        refunded,
        chargedBack: isTold(chargedBack) ? chargedBack : standingOf(received, refunded),
        isUntold: false,
      }
    case "partly_refunded":
      return { refunded, chargedBack, isUntold: !isTold(refunded) }
    case "partly_charged_back":
      return { refunded, chargedBack, isUntold: !isTold(chargedBack) }
    default:
      return { refunded, chargedBack, isUntold: false }
  }
}

function standingOf(received: Money, refunded?: Money, chargedBack?: Money): Money {
  const zero = Money.zero(received.currency)
  return received.subtract(refunded ?? zero).subtract(chargedBack ?? zero)
}

/** What an invoice has to be for a payment that was asked for. */
export interface AskedInvoice {
  readonly amount: Money
  readonly testMode: boolean
  /** Whether a reference is the payment's. */
  readonly isOwnReference: (reference: string) => boolean
}

/** Which fact of an invoice is not the one that was asked for. */
export function mismatchOf(invoice: Invoice, asked: AskedInvoice): Mismatch | undefined {
  const { currency } = asked.amount
  if (!asked.isOwnReference(invoice.reference_id)) {
    return "reference"
  }
  if (invoice.test_mode !== asked.testMode) {
    return "test_mode"
  }
  if (invoice.currency.toUpperCase() !== currency.code) {
    return "currency"
  }
  const { money } = readAmount(invoice.amount, currency)
  return money?.equals(asked.amount) ? undefined : "amount"
}

/** Whether an invoice can still be paid, or is paid; of a closed one the payer has nothing. */
export function isUsable(state: Pick<InvoiceState, "status">): boolean {
  return !CLOSED.has(state.status)
}

const CLOSED: ReadonlySet<ObservedStatus> = new Set(["failed", "canceled", "expired"])
