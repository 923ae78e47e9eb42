export {
  createPaymentClient,
  type PaymentClient,
  type PaymentClientOptions,
} from "./create-payment-client.js"
export type { FollowOptions } from "./follow-payment.js"
export { PaymentClientError, type PaymentClientErrorDetails } from "./payment-client-error.js"
export type { PaymentToStart, RequestOptions, StartedPayment } from "./start-payment.js"
export { type EndedStatus, isFinal, whatNext, type WhatNext } from "./what-next.js"
export { formatAmount } from "../amounts/format-amount.js"
export { readNextAction } from "../next-action.js"
export type {
  CollectAction,
  CollectField,
  NextAction,
  RedirectAction,
  TransferAction,
  TransferDestination,
} from "../next-action.js"
export type { PaymentException, PaymentStatus, SessionData, SessionState } from "../session-data.js"
