export { settleAttemptWorkflow, settleAttemptWorkflowId } from "./settle-attempt"
export type { SettleAttemptInput, SettledAttempt } from "./settle-attempt"
