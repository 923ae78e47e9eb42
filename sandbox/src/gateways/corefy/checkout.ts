import type { SandboxClock } from "../../core/clock"
import { randomUUID } from "node:crypto"
import type { CorefyCallbacks } from "./callbacks"
import type { Invoice } from "./entities"
import type { InvoiceForm } from "./invoice-form"
import { currencyOfService } from "./checks"
import { percentOf } from "./money"
import type { CorefyAccount } from "./options"
import { newId, type CorefyStore } from "./store"

const OPEN_STATUSES: readonly string[] = [
  "created",
  "processing",
  "process_pending",
  "process_error",
  "partially_processed",
  "authorize_required",
]

const MINUTE_MS = 60_000

/** The life of an invoice on the payer's side. Who may do what when is for the caller to decide. */
export class Checkout {
  private nextSerial = 1

  constructor(
    private readonly account: CorefyAccount,
    private readonly store: CorefyStore,
    private readonly callbacks: CorefyCallbacks,
    private readonly clock: SandboxClock
  ) {}

  create(form: InvoiceForm): Invoice {
    const { settings } = this.account
    const now = this.clock.now()
    const feeMinor = percentOf(form.amountMinor, settings.feePercent)
    const { amountMinor, expires, ...given } = form
    const invoice: Invoice = {
      ...given,
      id: newId("cpi"),
      serialNumber: `S${String(this.nextSerial++).padStart(8, "0")}`,
      referenceId: form.referenceId ?? randomUUID(),
      status: settings.statusAfterCreation,
      resolution: "ok",
      serviceCurrency: currencyOfService(form.service ?? "") ?? form.currency,
      amountMinor,
      feeMinor,
      paymentAmountMinor:
        settings.feeStrategy === "external" ? amountMinor + feeMinor : amountMinor,
      processedMinor: null,
      refundedMinor: null,
      chargedBackMinor: 0n,
      flowToken: newId("flow"),
      attempts: [],
      createdAt: now,
      updatedAt: now,
      processedAt: null,
      expiresAt:
        expires === null
          ? now + settings.lifetimeMinutes * MINUTE_MS
          : expires * 1000 + this.clock.ahead(),
    }
    this.store.invoices.set(invoice.id, invoice)
    this.clock.schedule(invoice.expiresAt, () => {
      if (this.whyClosed(invoice) === null) {
        this.end(invoice, "expired")
      }
    })
    return invoice
  }

  /** Why the page takes no payment: the status; `null` when it does. */
  whyClosed(invoice: Invoice): string | null {
    return OPEN_STATUSES.includes(invoice.status) ? null : invoice.status
  }

  /** What is still to pay; on a closed invoice, all of it. */
  openAmount(invoice: Invoice): bigint {
    const paid = this.whyClosed(invoice) === null ? (invoice.processedMinor ?? 0n) : 0n
    return invoice.paymentAmountMinor - paid
  }

  /** The payer sees the page: the service is at work now. */
  open(invoice: Invoice): void {
    if (invoice.status === "created" || invoice.status === "processing") {
      this.change(invoice, "process_pending")
      this.callbacks.tell(invoice)
    }
  }

  /** @param amountMinor what is open, unless given */
  pay(invoice: Invoice, amountMinor = this.openAmount(invoice)): void {
    const processed = (invoice.processedMinor ?? 0n) + amountMinor
    invoice.processedMinor = processed
    invoice.processedAt = this.clock.now()
    invoice.resolution = "ok"
    this.attempt(invoice, amountMinor, "processed", "ok")
    this.change(invoice, this.statusOfPaid(invoice, processed))
    this.callbacks.tell(invoice)
  }

  /** The payer did what there was to do; the bank has not answered yet. */
  leavePending(invoice: Invoice): void {
    this.attempt(invoice, this.openAmount(invoice), "process_pending", "ok")
    const isNew = invoice.status !== "process_pending"
    this.change(invoice, "process_pending")
    if (isNew) {
      this.callbacks.tell(invoice)
    }
  }

  /** One declined try; the invoice has failed with the last one that it allows. */
  decline(invoice: Invoice, resolution: string): void {
    this.attempt(invoice, this.openAmount(invoice), "process_failed", resolution)
    const declined = invoice.attempts.filter(({ status }) => status === "process_failed").length
    if (declined >= this.account.settings.attemptsLimit) {
      this.fail(invoice, resolution)
      return
    }
    invoice.resolution = resolution
    this.change(invoice, "process_error")
    this.callbacks.tell(invoice)
  }

  /** Over and not paid. */
  fail(invoice: Invoice, resolution: string): void {
    invoice.resolution = resolution
    this.end(invoice, "process_failed")
  }

  end(invoice: Invoice, status: string): void {
    this.change(invoice, status)
    this.callbacks.tell(invoice)
  }

  /** The payer's bank takes money back. */
  chargeBack(invoice: Invoice, amountMinor: bigint): void {
    invoice.chargedBackMinor += amountMinor
    const gone = invoice.chargedBackMinor + (invoice.refundedMinor ?? 0n)
    const isWhole = gone >= (invoice.processedMinor ?? 0n)
    this.end(invoice, isWhole ? "charged_back" : "partially_charged_back")
  }

  change(invoice: Invoice, status: string): void {
    invoice.status = status
    invoice.updatedAt = this.clock.now()
  }

  private statusOfPaid(invoice: Invoice, processed: bigint): string {
    if (processed >= invoice.paymentAmountMinor) {
      return "processed"
    }
    return invoice.allowPartially ? "partially_processed" : this.account.settings.shortPaymentStatus
  }

  private attempt(invoice: Invoice, amountMinor: bigint, status: string, resolution: string): void {
    invoice.attempts.push({ id: newId("cpr"), amountMinor, status, resolution })
  }
}
