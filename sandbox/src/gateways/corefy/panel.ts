import type { PanelAction, PanelEntry } from "../../core/gateway"
import { exponentOf } from "./currencies"
import type { Invoice } from "./entities"
import { toMajor } from "./money"
import { COREFY, type CorefyService } from "./service"

const LISTED = 100

/** The invoices as the control panel lists them, newest first. */
export function corefyPanel(service: CorefyService): PanelEntry[] {
  return [...service.store.invoices.values()]
    .slice(-LISTED)
    .reverse()
    .map((invoice) => entry(service, invoice))
}

function entry(service: CorefyService, invoice: Invoice): PanelEntry {
  const { currency, processedMinor, refundedMinor } = invoice
  const details = [
    invoice.referenceId,
    ...(processedMinor === null ? [] : [`paid ${toMajor(processedMinor, currency)}`]),
    ...(refundedMinor === null ? [] : [`refunded ${toMajor(refundedMinor, currency)}`]),
  ]
  const isOpen = service.checkout.whyClosed(invoice) === null
  return {
    id: invoice.id,
    title: invoice.description ?? `Invoice ${invoice.serialNumber}`,
    amount: toMajor(invoice.amountMinor, currency),
    currency,
    status: invoice.status,
    detail: details.join(" · "),
    url: service.pageUrl(invoice),
    actions: isOpen ? openActions(service, invoice) : closedActions(service, invoice),
  }
}

function openActions(service: CorefyService, invoice: Invoice): PanelAction[] {
  const base = `/${COREFY}/payments/${invoice.id}`
  const one = toMajor(10n ** BigInt(exponentOf(invoice.currency)), invoice.currency)
  const short: PanelAction = {
    label: `Pay ${one} short`,
    path: `${base}/pay`,
    body: { shortBy: one },
    tone: "plain",
  }
  const canBeShort =
    service.checkout.openAmount(invoice) > 10n ** BigInt(exponentOf(invoice.currency))
  return [
    { label: "Pay", path: `${base}/pay`, tone: "good" },
    ...(canBeShort ? [short] : []),
    { label: `Pay ${one} over`, path: `${base}/pay`, body: { overBy: one }, tone: "plain" },
    { label: "Fail", path: `${base}/fail`, tone: "bad" },
    { label: "Cancel", path: `${base}/cancel`, tone: "bad" },
    { label: "Expire", path: `${base}/expire`, tone: "bad" },
  ]
}

function closedActions(service: CorefyService, invoice: Invoice): PanelAction[] {
  const base = `/${COREFY}/payments/${invoice.id}`
  const late: PanelAction = {
    label: invoice.processedMinor === null ? "Pay late" : "Pay again",
    path: `${base}/pay`,
    body: { evenIfClosed: true },
    tone: "plain",
  }
  const left = service.refunds.refundable(invoice)
  const isRefundable = left > 0n && service.refunds.whyRefused(invoice, left) === undefined
  const takingBack: PanelAction[] = [
    { label: "Refund", path: `${base}/refund`, tone: "bad" },
    { label: "Charge back", path: `${base}/charge-back`, tone: "bad" },
  ]
  const waiting = service.store
    .refundsOf(invoice.id)
    .filter(({ status }) => status === "pending")
    .map(({ id }): PanelAction => ({
      label: "Refund went through",
      path: `/${COREFY}/refunds/${id}/settle`,
      tone: "plain",
    }))
  return [...(isRefundable ? takingBack : []), ...waiting, late]
}
