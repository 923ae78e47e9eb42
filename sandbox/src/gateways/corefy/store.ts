import { randomBytes } from "node:crypto"
import type { Invoice, Refund } from "./entities"

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"

/** What the commerce account has. */
export class CorefyStore {
  readonly invoices = new Map<string, Invoice>()
  readonly refunds = new Map<string, Refund>()

  invoiceByReference(referenceId: string): Invoice | undefined {
    return [...this.invoices.values()].find((invoice) => invoice.referenceId === referenceId)
  }

  refundByReference(referenceId: string): Refund | undefined {
    return [...this.refunds.values()].find((refund) => refund.referenceId === referenceId)
  }

  refundsOf(invoiceId: string): Refund[] {
    return [...this.refunds.values()].filter((refund) => refund.invoiceId === invoiceId)
  }

  clear(): void {
    this.invoices.clear()
    this.refunds.clear()
  }
}

/** `cpi_UoIW6RdSYyIRj8vR`: a prefix and 16 letters or digits. */
export function newId(prefix: string): string {
  const letters = Array.from(randomBytes(16), (byte) => ALPHABET.charAt(byte % ALPHABET.length))
  return `${prefix}_${letters.join("")}`
}
