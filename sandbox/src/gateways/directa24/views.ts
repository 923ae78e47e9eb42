import type { Deposit, Refund } from "./entities"
import { toldAmount, twoDecimals } from "./presenter"
import type { Closed } from "./deposits"
import type { Directa24Service } from "./service"

/** An invoice as the controls show it. Amounts are decimal strings in major units. */
export interface Directa24PaymentView {
  /** The merchant's id, `x_invoice`; the controls take it or `document`. */
  reference: string
  /** D24's id: `x_document`, `deposit_id`. */
  document: string
  /** The hosted page. */
  url: string
  /** 7, 8 or 9, unless set otherwise. */
  result: string
  /** Status in v3. */
  status: string
  /** Why the hosted page takes no payment; `null` when it does. */
  closed: Closed | null
  amount: string
  currency: string
  /** What came in, in the invoice's currency. */
  paid: string
  /** What came in and was not found yet. */
  unmatched: string
  refunded: string
  /** `x_amount` and `x_currency` as they are told now. */
  toldAmount: string
  toldCurrency: string
  bank: string | null
  country: string
  userId: string
  payerDocument: string
  name: string
  email: string
  description: string
  returnUrl: string
  confirmationUrl: string | null
  createdAt: string
  expiresAt: string
}

/** A refund as the controls show it. */
export interface Directa24RefundView {
  id: number
  reference: string
  document: string
  amount: string
  currency: string
  status: string
  madeBy: "api" | "panel"
  bankAccount: Refund["bankAccount"]
  comments: string | null
  notificationUrl: string | null
  createdAt: string
}

export function viewPayment(service: Directa24Service, deposit: Deposit): Directa24PaymentView {
  const { store, deposits } = service
  const told = toldAmount(store, deposit)
  return {
    reference: deposit.invoice,
    document: deposit.document,
    url: service.pageUrl(deposit),
    result: deposit.result,
    status: deposit.status,
    closed: deposits.whyClosed(deposit),
    amount: twoDecimals(deposit.amount),
    currency: deposit.currency,
    paid: twoDecimals(deposit.paid),
    unmatched: twoDecimals(deposit.unmatched),
    refunded: twoDecimals(deposit.paid - store.refundable(deposit)),
    toldAmount: told.amount,
    toldCurrency: told.currency,
    bank: deposit.method?.code ?? null,
    country: deposit.country,
    userId: deposit.userId,
    payerDocument: deposit.payerDocument,
    name: deposit.name,
    email: deposit.email,
    description: deposit.description,
    returnUrl: deposit.returnUrl,
    confirmationUrl: deposit.confirmationUrl,
    createdAt: new Date(deposit.createdAt).toISOString(),
    expiresAt: new Date(deposit.expiresAt).toISOString(),
  }
}

export function viewRefund(refund: Refund): Directa24RefundView {
  const { deposit } = refund
  return {
    id: refund.id,
    reference: deposit.invoice,
    document: deposit.document,
    amount: twoDecimals(refund.amount),
    currency: deposit.currency,
    status: refund.status,
    madeBy: refund.madeBy,
    bankAccount: refund.bankAccount,
    comments: refund.comments,
    notificationUrl: refund.notificationUrl,
    createdAt: new Date(refund.createdAt).toISOString(),
  }
}
