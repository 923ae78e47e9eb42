import type { JsonObject, JsonValue } from "../../core/json"

export type PaymentMethod =
  | "MADA"
  | "MASTERCARD"
  | "VISA"
  | "APPLE_PAY"
  | "SAMSUNG_PAY"
  | "AMEX"
  | "CASH"
  | "PGW_CARD_UNSPECIFIED"
  | "BANK_TRANSFER"
  | "CARD"
  | "QURRAH"

export const PAYMENT_METHODS: readonly PaymentMethod[] = [
  "MADA",
  "MASTERCARD",
  "VISA",
  "APPLE_PAY",
  "SAMSUNG_PAY",
  "AMEX",
  "CASH",
  "PGW_CARD_UNSPECIFIED",
  "BANK_TRANSFER",
  "CARD",
  "QURRAH",
]

export type PaymentType = "INITIAL" | "INSTALLMENT" | "SPLIT_PREPAID"

export interface Price {
  id: string
  currency: string
  amountMinor: bigint
  isActive: boolean
  isInclusiveOfVat: boolean
  isExemptFromVat: boolean
}

export interface Product {
  id: string
  name: string
  description: string | null
  type: "ONE_OFF" | "RECURRING" | "METERED"
  isOneTime: boolean
  isActive: boolean
  isUsedInFinalizedInvoice: boolean
  recurringInterval: string | null
  recurringIntervalCount: number | null
  prices: Price[]
  createdAt: number
}

export interface LinkItem {
  productId: string
  quantity: number
  allowCustomQuantity: boolean
  minQuantity: number | null
  maxQuantity: number | null
}

export interface LinkPaymentMethods extends JsonObject {
  visa: boolean
  mastercard: boolean
  amex: boolean
  bank_transfer: boolean
  installment: boolean
}

/** Statuses are plain strings: the controls may set any, to see what a merchant's code does. */
export interface PaymentLink {
  id: string
  name: string
  description: string | null
  currency: string
  items: LinkItem[]
  status: string
  totalMinor: bigint
  maxNumberOfPayments: number | null
  /** As the merchant gave it, so by the merchant's clock. */
  validUntil: number | null
  /** The same moment in sandbox time. */
  expiresAt: number | null
  confirmationMessage: string | null
  deactivateMessage: string | null
  paymentMethods: LinkPaymentMethods | null
  trialPeriodDays: number | null
  customFields: JsonValue
  customMetadata: JsonObject | null
  contactInformationType: "PHONE" | "EMAIL"
  organizationConsumerId: string | null
  successRedirectUrl: string | null
  failureRedirectUrl: string | null
  createdAt: number
}

export interface Invoice {
  id: string
  number: number
  paymentLinkId: string | null
  organizationConsumerId: string | null
  subscriptionId: string | null
  status: string
  currency: string
  totalMinor: bigint
  createdAt: number
  /** Not to be read before this time. */
  visibleFrom: number
}

export interface Payment {
  id: string
  invoiceId: string
  /** The gateway's id behind StreamPay: payments paid in one go share it. */
  transactionId: string | null
  number: number
  type: PaymentType
  method: PaymentMethod | null
  currency: string
  amountMinor: bigint
  refundedMinor: bigint
  currentStatus: string
  scheduledOn: number
  payedAt: number | null
  settledAt: number | null
  refundedAt: number | null
  refundReason: string | null
  refundNote: string | null
  gatewayMessage: string | null
  createdAt: number
}

export interface Consumer {
  id: string
  name: string
  phoneNumber: string | null
  email: string | null
  externalId: string | null
  iban: string | null
  alias: string | null
  comment: string | null
  preferredLanguage: string | null
  communicationMethods: string[]
  consumerType: string
  address: JsonObject | null
  vatNumber: string | null
  commercialRegistration: string | null
  isDeleted: boolean
  createdAt: number
}

export interface Subscription {
  id: string
  status: string
  paymentLinkId: string | null
  organizationConsumerId: string | null
  currency: string
  totalMinor: bigint
  productIds: string[]
  periodStart: number
  createdAt: number
}
