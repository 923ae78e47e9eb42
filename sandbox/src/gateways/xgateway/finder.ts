import { coinOf } from "./currencies"
import type { Invoice, Transaction, Wallet } from "./entities"
import type { XGatewayStore } from "./store"

/** Finds records by what the shop or the gateway calls them. Throws an Error for unknown ones. */
export class Finder {
  constructor(private readonly store: XGatewayStore) {}

  /** By its id, its order id or its customer's; the newest. */
  invoice(reference: string): Invoice {
    const all = [...this.store.invoices.values()]
    const found =
      this.store.invoices.get(reference) ??
      all.findLast(({ orderId }) => orderId === reference) ??
      all.findLast(({ customerId }) => customerId === reference)
    if (!found) {
      throw new Error(
        this.store.walletsOf(reference).length > 0
          ? `${reference} has channels and no invoice: a channel has no price, use deposit`
          : `no invoice ${reference}`
      )
    }
    return found
  }

  transaction(id: string): Transaction {
    const found = this.store.transactions.get(id)
    if (!found) {
      throw new Error(`no transaction ${id}`)
    }
    return found
  }

  deposit(id: string): Transaction {
    const found = this.transaction(id)
    if (found.type !== "deposit") {
      throw new Error(`transaction ${id} is a ${found.type}`)
    }
    return found
  }

  /** The newest deposit of an invoice, or of a customer without invoices. */
  newestDeposit(reference: string): Transaction | undefined {
    const invoice = this.store.walletsOf(reference).length > 0 ? undefined : this.invoice(reference)
    return this.store
      .transactionsWhere(({ type }) => type === "deposit")
      .findLast(({ customerId, countsFor, invoiceId }) =>
        invoice ? [countsFor, invoiceId].includes(invoice.id) : customerId === reference
      )
  }

  /** By its address, or by customer and coin. */
  wallet(named: { address?: string; customerId?: string; currency?: string }): Wallet {
    const { address, customerId, currency } = named
    if (address !== undefined) {
      const found = this.store.wallets.get(address)
      if (!found) {
        throw new Error(`no wallet ${address}`)
      }
      return found
    }
    if (customerId === undefined) {
      throw new Error("address or customerId must be given")
    }
    const wallets = this.store
      .walletsOf(customerId)
      .filter(({ family }) => currency === undefined || family === coinOf(currency).family)
    const [wallet] = wallets
    if (!wallet || wallets.length > 1) {
      throw new Error(
        `customer ${customerId} has ${wallets.length} wallets for ${currency ?? "any currency"}`
      )
    }
    return wallet
  }
}
