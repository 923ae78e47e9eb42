import { randomUUID } from "node:crypto"
import { multiply, roundCoins } from "./amounts"
import { COIN_CODES, coinOf } from "./currencies"
import type { Activation, Invoice } from "./entities"
import { whyClosed } from "./invoice-state"
import type { XGatewayStore } from "./store"

const MINUTE_MS = 60_000
const FLOATING_MS = 24 * 60 * MINUTE_MS
const MOST_ACTIVATED = 10

export type NewInvoice = Omit<
  Invoice,
  "id" | "createdAt" | "activation" | "canceledAt" | "forcedStatus"
>

/** Makes, activates and ends invoices. */
export class Invoices {
  constructor(private readonly store: XGatewayStore) {}

  create(invoice: NewInvoice): Invoice {
    if (invoice.strategy === "floating") {
      this.cancelFloating(invoice.customerId)
    }
    const created: Invoice = {
      ...invoice,
      id: randomUUID(),
      createdAt: this.store.now(),
      activation: null,
      canceledAt: null,
      forcedStatus: null,
    }
    this.store.invoices.set(created.id, created)
    return created
  }

  /** The currencies that the payer may choose from, in their order. */
  offered(invoice: Invoice): readonly string[] {
    return invoice.presetCurrency
      ? [invoice.presetCurrency]
      : (invoice.displayCurrencies ?? COIN_CODES)
  }

  /**
   * The payer chose a currency and went on: the clock starts. A second choice changes nothing.
   *
   * @throws Error when it is not offered, or the customer has too many active invoices
   */
  activate(invoice: Invoice, currency = this.offered(invoice)[0] ?? ""): Activation {
    if (invoice.activation) {
      return invoice.activation
    }
    if (!this.offered(invoice).includes(currency)) {
      throw new Error(`invoice ${invoice.id} does not offer ${currency}`)
    }
    if (invoice.strategy === "fixed" && this.countActivated(invoice.customerId) >= MOST_ACTIVATED) {
      throw new Error(`the customer has ${MOST_ACTIVATED} active invoices already`)
    }
    const { rates, settings } = this.store.account
    const rate = rates.rate(invoice.baseCurrency, currency)
    const isFixed = invoice.strategy === "fixed"
    invoice.activation = {
      currency,
      rate,
      coins: roundCoins(multiply(invoice.amount, rate), coinOf(currency).decimals),
      address: this.store.walletOf(invoice.customerId, currency).address,
      expiresAt: this.store.now() + (isFixed ? settings.activeMinutes * MINUTE_MS : FLOATING_MS),
    }
    return invoice.activation
  }

  /** The clock has run out now; one without a clock is canceled. */
  expire(invoice: Invoice): void {
    if (invoice.activation) {
      invoice.activation.expiresAt = this.store.now()
    } else {
      invoice.canceledAt ??= this.store.now()
    }
  }

  private countActivated(customerId: string): number {
    return this.store
      .invoicesOf(customerId)
      .filter(
        (invoice) =>
          invoice.strategy === "fixed" && invoice.activation && !whyClosed(this.store, invoice)
      ).length
  }

  /** A customer has one open floating invoice; a new one cancels the older. */
  private cancelFloating(customerId: string): void {
    for (const invoice of this.store.invoicesOf(customerId)) {
      if (invoice.strategy === "floating" && !whyClosed(this.store, invoice)) {
        invoice.canceledAt = this.store.now()
      }
    }
  }
}
