import type { PanelAction, PanelEntry } from "../../core/gateway"
import type { PaymentLink } from "./entities"
import { toMajor } from "./money"
import { STREAMPAY, type StreamPayService } from "./service"

const LISTED = 100

/** The links as the control panel lists them, newest first. */
export function streamPayPanel(service: StreamPayService): PanelEntry[] {
  return [...service.store.links.values()]
    .slice(-LISTED)
    .reverse()
    .map((link) => entry(service, link))
}

function entry(service: StreamPayService, link: PaymentLink): PanelEntry {
  const { store, checkout } = service
  const invoices = store.invoicesOf(link.id).map((invoice) => {
    const payments = store.paymentsOf(invoice.id).map((payment) => payment.currentStatus)
    return `Invoice ${invoice.status}: ${payments.join(", ")}`
  })
  const closed = checkout.whyClosed(link)
  return {
    id: link.id,
    title: link.name,
    amount: toMajor(link.totalMinor, link.currency),
    currency: link.currency,
    status: closed === "expired" ? "EXPIRED" : store.shownStatus(link),
    detail: invoices.join(" · "),
    url: service.pageUrl(link),
    actions: closed ? closedActions(service, link) : openActions(service, link),
  }
}

function openActions(service: StreamPayService, link: PaymentLink): PanelAction[] {
  const base = `/${STREAMPAY}/links/${link.id}`
  const invoice = service.checkout.openInvoice(link)
  const parts: PanelAction =
    service.checkout.waitingParts(link).length > 0
      ? { label: "Pay next part", path: `${base}/pay-next-part`, tone: "plain" }
      : { label: "Pay 1 of 3", path: `${base}/pay-in-parts`, body: { parts: 3 }, tone: "plain" }
  const short: PanelAction = {
    label: "Pay 1.00 short",
    path: `${base}/pay`,
    body: { shortBy: "1.00" },
    tone: "plain",
  }
  const canBeShort = service.checkout.openAmount(link) > 10n ** 3n
  return [
    { label: "Pay", path: `${base}/pay`, tone: "good" },
    ...(invoice && parts.label === "Pay 1 of 3" ? [] : [parts]),
    ...(canBeShort ? [short] : []),
    {
      label: "Pay 1.00 over",
      path: `${base}/pay`,
      body: { overBy: "1.00" },
      tone: "plain",
    },
    { label: "Fail", path: `${base}/fail`, tone: "bad" },
    { label: "Cancel link", path: `${base}/deactivate`, tone: "bad" },
    { label: "Expire", path: `${base}/expire`, tone: "bad" },
  ]
}

function closedActions(service: StreamPayService, link: PaymentLink): PanelAction[] {
  const { store } = service
  const base = `/${STREAMPAY}`
  const late: PanelAction = {
    label: store.invoicesOf(link.id).length > 0 ? "Pay again" : "Pay late",
    path: `${base}/links/${link.id}/pay`,
    body: { evenIfClosed: true },
    tone: "plain",
  }
  const last = store
    .invoicesOf(link.id)
    .flatMap((invoice) => store.paymentsOf(invoice.id))
    .findLast((payment) => ["SUCCEEDED", "SETTLED"].includes(payment.currentStatus))
  return last
    ? [
        { label: "Refund", path: `${base}/payments/${last.id}/refund`, tone: "bad" },
        { label: "Settle", path: `${base}/payments/${last.id}/settle`, tone: "plain" },
        late,
      ]
    : [late]
}
