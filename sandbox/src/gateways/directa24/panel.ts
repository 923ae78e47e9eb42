import type { PanelAction, PanelEntry } from "../../core/gateway"
import type { Deposit } from "./entities"
import { twoDecimals } from "./presenter"
import { DIRECTA24, type Directa24Service } from "./service"

const LISTED = 100

/** The invoices as the control panel lists them, newest first. */
export function directa24Panel(service: Directa24Service): PanelEntry[] {
  return [...service.store.deposits.values()]
    .slice(-LISTED)
    .reverse()
    .map((deposit) => entry(service, deposit))
}

function entry(service: Directa24Service, deposit: Deposit): PanelEntry {
  const { store } = service
  const facts = [`Result ${deposit.result}`, deposit.method?.name ?? "method not chosen"]
  if (deposit.paid > 0n && deposit.paid !== deposit.amount) {
    facts.push(`paid ${twoDecimals(deposit.paid)}`)
  }
  if (deposit.unmatched > 0n) {
    facts.push(`not matched ${twoDecimals(deposit.unmatched)}`)
  }
  const refunds = store
    .refundsOf(deposit)
    .map((refund) => `refund ${twoDecimals(refund.amount)} ${refund.status}`)
  return {
    id: deposit.invoice,
    title: deposit.description || deposit.name,
    amount: twoDecimals(deposit.amount),
    currency: deposit.currency,
    status: deposit.status,
    detail: [...facts, ...refunds].join(" · "),
    url: service.pageUrl(deposit),
    actions: actions(service, deposit),
  }
}

function actions(service: Directa24Service, deposit: Deposit): PanelAction[] {
  const base = `/${DIRECTA24}/payments/${encodeURIComponent(deposit.invoice)}`
  const closed = service.deposits.whyClosed(deposit)
  const approve: PanelAction = { label: "Approve", path: `${base}/approve`, tone: "good" }
  if (closed === "completed") {
    const refund: PanelAction = { label: "Refund", path: `${base}/refund`, tone: "bad" }
    const again: PanelAction = {
      label: "Pay again",
      path: `${base}/pay`,
      body: { evenIfClosed: true },
      tone: "plain",
    }
    return service.store.refundable(deposit) > 0n ? [refund, again] : [again]
  }
  if (closed) {
    return [approve]
  }
  const short = twoDecimals(deposit.amount > 100n ? deposit.amount - 100n : deposit.amount)
  return [
    { label: "Pay", path: `${base}/pay`, tone: "good" },
    { label: "Pay 1.00 short", path: `${base}/pay`, body: { amount: short }, tone: "plain" },
    { label: "Pay 1.00 over", path: `${base}/pay`, body: { overBy: "1.00" }, tone: "plain" },
    {
      label: "Pay unmatched",
      path: `${base}/pay`,
      body: { amount: short, unmatched: true },
      tone: "plain",
    },
    ...(deposit.unmatched > 0n ? [approve] : []),
    { label: "Fail", path: `${base}/fail`, tone: "bad" },
    { label: "Cancel", path: `${base}/cancel`, tone: "bad" },
    { label: "Expire", path: `${base}/expire`, tone: "bad" },
  ]
}
