export { settleAttemptWorkflow, settleAttemptWorkflowId } from "./settle-attempt"
export type { SettleAttemptInput, SettledAttempt } from "./settle-attempt"
export {
  resolvePaymentExceptionWorkflow,
  resolvePaymentExceptionWorkflowId,
} from "./resolve-payment-exception"
export type {
  ResolvedPaymentException,
  ResolvePaymentExceptionInput,
} from "./resolve-payment-exception"
