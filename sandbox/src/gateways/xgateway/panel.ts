import type { PanelAction, PanelEntry } from "../../core/gateway"
import { decimal, fixed, plain } from "./amounts"
import { coinOf, decimalsOf } from "./currencies"
import type { Invoice, Transaction, Wallet } from "./entities"
import { depositsFor, invoiceStatus, openAmount, whyClosed } from "./invoice-state"
import { shownStatus } from "./presenters"
import { XGATEWAY, type XGatewayService } from "./service"

const LISTED = 100

/** Invoices, wallets of channels and withdrawals as the control panel lists them, newest first. */
export function xGatewayPanel(service: XGatewayService): PanelEntry[] {
  const { store } = service
  const entries: { at: number; entry: PanelEntry }[] = [
    ...[...store.invoices.values()].map((invoice) => ({
      at: invoice.createdAt,
      entry: invoiceEntry(service, invoice),
    })),
    ...[...store.wallets.values()]
      .filter(({ customerId }) => store.invoicesOf(customerId).length === 0)
      .map((wallet) => ({ at: wallet.createdAt, entry: walletEntry(service, wallet) })),
    ...store.withdrawals().map((withdrawal) => ({
      at: withdrawal.createdAt,
      entry: withdrawalEntry(service, withdrawal),
    })),
  ]
  return entries
    .sort((left, right) => left.at - right.at)
    .slice(-LISTED)
    .reverse()
    .map(({ entry }) => entry)
}

function invoiceEntry(service: XGatewayService, invoice: Invoice): PanelEntry {
  const { store } = service
  const deposits = depositsFor(store, invoice)
  return {
    id: invoice.id,
    title: invoice.orderId ?? invoice.customerId,
    amount: fixed(invoice.amount, decimalsOf(invoice.baseCurrency)),
    currency: invoice.baseCurrency,
    status: invoiceStatus(store, invoice),
    detail: deposits.map((deposit) => describe(service, deposit)).join(" · "),
    url: service.checkoutUrl(invoice, "long"),
    actions: [
      ...deposits.filter(({ status }) => status === "processing").flatMap(settleActions),
      ...(whyClosed(store, invoice) ? [payAgain(invoice)] : openActions(service, invoice)),
    ],
  }
}

function openActions({ store }: XGatewayService, invoice: Invoice): PanelAction[] {
  const path = `/${XGATEWAY}/payments/${invoice.id}`
  const pay = (label: string, body: PanelAction["body"]): PanelAction => ({
    label,
    path: `${path}/pay`,
    body,
    tone: body ? "plain" : "good",
  })
  const one = decimal("1")
  return [
    pay("Pay", undefined),
    ...(openAmount(store, invoice) > one ? [pay("Pay 1 short", { shortBy: "1" })] : []),
    pay("Pay 1 over", { overBy: "1" }),
    pay("Pay, unconfirmed", { status: "processing" }),
    { label: "Fail", path: `${path}/fail`, tone: "bad" },
    { label: "Expire", path: `${path}/expire`, tone: "bad" },
  ]
}

function payAgain(invoice: Invoice): PanelAction {
  return {
    label: "Pay late",
    path: `/${XGATEWAY}/payments/${invoice.id}/pay`,
    body: { evenIfClosed: true },
    tone: "plain",
  }
}

function walletEntry(service: XGatewayService, wallet: Wallet): PanelEntry {
  const deposits = service.store.transactionsWhere(
    ({ type, address }) => type === "deposit" && address === wallet.address
  )
  const [coin] = [...wallet.currencies]
  const send = (value: string): PanelAction => ({
    label: `Send ${value} USD`,
    path: `/${XGATEWAY}/deposits`,
    body: { address: wallet.address, value, currency: coin },
    tone: "plain",
  })
  return {
    id: wallet.address,
    title: wallet.customerId,
    amount: "any",
    currency: [...wallet.currencies].join(", "),
    status: "channel",
    detail: [
      coinOf(coin ?? "").networkTitle,
      ...deposits.slice(-5).map((deposit) => describe(service, deposit)),
    ].join(" · "),
    url: service.coinsUrl(wallet),
    actions: [
      ...deposits.filter(({ status }) => status === "processing").flatMap(settleActions),
      send("10"),
      send("100"),
    ],
  }
}

function withdrawalEntry(service: XGatewayService, withdrawal: Transaction): PanelEntry {
  const path = `/${XGATEWAY}/withdrawals/${withdrawal.id}/settle`
  const isPending = withdrawal.status === "pending"
  return {
    id: withdrawal.id,
    title: `Withdrawal ${withdrawal.orderId ?? withdrawal.customerId}`,
    amount: withdrawal.amount,
    currency: withdrawal.currency,
    status: shownStatus(service.store, withdrawal),
    detail: `to ${withdrawal.address}`,
    url: null,
    actions: isPending
      ? [
          { label: "Confirm", path, body: { status: "confirmed" }, tone: "good" },
          { label: "Fail", path, body: { status: "failed" }, tone: "bad" },
        ]
      : [],
  }
}

function settleActions(deposit: Transaction): PanelAction[] {
  const path = `/${XGATEWAY}/transactions/${deposit.id}`
  return [
    { label: "Confirm deposit", path: `${path}/confirm`, tone: "good" },
    { label: "Fail deposit", path: `${path}/fail`, tone: "bad" },
  ]
}

function describe({ store }: XGatewayService, deposit: Transaction): string {
  return `${plain(deposit.coins)} ${deposit.coin} ${shownStatus(store, deposit)}`
}
