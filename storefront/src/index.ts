export { readNextAction } from "./next-action.js"
export type {
  CollectField,
  CollectAction,
  NextAction,
  RedirectAction,
  TransferAction,
  TransferDestination,
} from "./next-action.js"
export type { PaymentException, PaymentStatus, SessionData, SessionState } from "./session-data.js"
