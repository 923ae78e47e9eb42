import type { JsonObject } from "../../core/json"
import type { PaymentMethod } from "./payment-methods"

/** One invoice of the merchant, and so one deposit at D24. Amounts are hundredths. */
export interface Deposit {
  /** D24's own id, digits: `x_document`, and `deposit_id` of v3. */
  document: string
  /** In the link to the hosted page. */
  token: string
  /** The merchant's id: `x_invoice`. */
  invoice: string
  userId: string
  country: string
  currency: string
  amount: bigint
  /** As the merchant wrote it. */
  amountText: string
  /** `null` until the payer chose. */
  method: PaymentMethod | null
  payerDocument: string
  name: string
  email: string
  phone: string
  description: string
  returnUrl: string
  /** Its own confirmation URL; `null`: that of the panel. */
  confirmationUrl: string | null
  /** Asked for in the invoice. */
  iframeView: boolean
  /** 7, 8 or 9; the controls may set any text. */
  result: string
  /** Status in v3. */
  status: string
  /** What came in and was seen, in the invoice's currency. */
  paid: bigint
  /** Money that came in and that nobody has found yet. */
  unmatched: bigint
  /** Masked. */
  cardNumber: string | null
  createdAt: number
  /** From now on the page takes no payment. */
  expiresAt: number
}

/** Money on its way back. */
export interface Refund {
  id: number
  deposit: Deposit
  amount: bigint
  status: string
  madeBy: "api" | "panel"
  bankAccount: JsonObject | null
  comments: string | null
  notificationUrl: string | null
  createdAt: number
}
