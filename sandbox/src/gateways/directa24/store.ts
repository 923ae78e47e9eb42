import type { JsonObject } from "../../core/json"
import { COUNTRIES } from "./countries"
import type { Directa24Account } from "./options"
import type { Deposit, Refund } from "./entities"

const FIRST_DOCUMENT = 300_000_001
const FIRST_REFUND = 14_311_001

/** An answer that is given again to the same idempotency key. */
export interface KeptAnswer {
  body: string
  answer: JsonObject
}

/** Everything the simulated account has; in memory only. */
export class Directa24Store {
  readonly deposits = new Map<string, Deposit>()
  readonly refunds = new Map<number, Refund>()
  readonly answers = new Map<string, KeptAnswer>()
  private readonly byToken = new Map<string, Deposit>()
  private readonly byDocument = new Map<string, Deposit>()
  private nextDocument = FIRST_DOCUMENT
  private nextRefund = FIRST_REFUND

  constructor(
    /** Changed by the controls while it runs. */
    readonly account: Directa24Account,
    readonly now: () => number
  ) {}

  addDeposit(deposit: Omit<Deposit, "document">): Deposit {
    const numbered = { ...deposit, document: String(this.nextDocument++) }
    this.deposits.set(numbered.invoice, numbered)
    this.byToken.set(numbered.token, numbered)
    this.byDocument.set(numbered.document, numbered)
    return numbered
  }

  addRefund(refund: Omit<Refund, "id">): Refund {
    const numbered = { ...refund, id: this.nextRefund++ }
    this.refunds.set(numbered.id, numbered)
    return numbered
  }

  withToken(token: string): Deposit | undefined {
    return this.byToken.get(token)
  }

  withDocument(document: string): Deposit | undefined {
    return this.byDocument.get(document)
  }

  /** @param reference the merchant's `x_invoice`, or D24's `x_document` @throws Error for others */
  find(reference: string): Deposit {
    const deposit = this.deposits.get(reference) ?? this.byDocument.get(reference)
    if (!deposit) {
      throw new Error(`no invoice ${reference}`)
    }
    return deposit
  }

  refundsOf(deposit: Deposit): Refund[] {
    return [...this.refunds.values()].filter((refund) => refund.deposit === deposit)
  }

  /** What can still be refunded, in hundredths. */
  refundable(deposit: Deposit): bigint {
    return this.refundsOf(deposit)
      .filter(({ status }) => status !== "CANCELLED" && status !== "REJECTED")
      .reduce((left, refund) => left - refund.amount, deposit.paid)
  }

  isExpired(deposit: Deposit): boolean {
    return this.now() >= deposit.expiresAt
  }

  /** Local money for one US dollar. */
  rateIn(country: string): string {
    return this.account.settings.rates[country] ?? COUNTRIES[country]?.rate ?? "1"
  }

  /** Forgets all records; the account keeps its settings. */
  clear(): void {
    for (const records of [
      this.deposits,
      this.refunds,
      this.answers,
      this.byToken,
      this.byDocument,
    ]) {
      records.clear()
    }
    this.nextDocument = FIRST_DOCUMENT
    this.nextRefund = FIRST_REFUND
  }
}
