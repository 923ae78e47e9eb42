import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { PaymentException } from "../core/attempt"
import { type PublicStatus, publicStatus } from "../core/session-data"
import { parseDecision } from "../resolution/parse-decision"
import { resolveException } from "../resolution/resolve-exception"
import { requireAttempt } from "../settlement/require-attempt"

/** What is decided about a payment whose money does not match. */
export interface ResolvePaymentExceptionInput {
  readonly attempt_id: string
  /** `{action, amount?, order_id?, fields?, reference?, reason?}`; see docs/exceptions.md. */
  readonly decision: unknown
  /** Medusa's id of the user who decides. */
  readonly decided_by: string
}

export interface ResolvedPaymentException {
  readonly attempt_id: string
  readonly status: PublicStatus
  /** What is still to be decided, if anything. */
  readonly exception: PaymentException | null
  readonly order_id: string | null
}

export const resolvePaymentExceptionWorkflowId = "payment-gateways-resolve-payment-exception"

const resolvePaymentExceptionStep = createStep(
  "payment-gateways-resolve-payment-exception-step",
  async (input: ResolvePaymentExceptionInput, { container }) => {
    const attempt = await requireAttempt(container, input.attempt_id)
    const decision = parseDecision(input.decision, attempt, input.decided_by)
    const resolved = await resolveException(container, attempt.id, decision)
    return new StepResponse<ResolvedPaymentException>({
      attempt_id: resolved.id,
      status: publicStatus(resolved.status),
      exception: resolved.exception,
      order_id: resolved.orderId,
    })
  }
)

/**
 * Ends what does not match about a payment: takes it as paid, makes or pays an order with it, sends
 * it back, or leaves it. A decision that cannot be carried out is taken back by itself; one that
 * was carried out is final, because money has moved or an order stands on it.
 *
 * @example
 * await resolvePaymentExceptionWorkflow(container).run({
 *   input: { attempt_id: "pgatt_…", decision: { action: "accept" }, decided_by: "user_…" },
 * })
 */
export const resolvePaymentExceptionWorkflow = createWorkflow(
  resolvePaymentExceptionWorkflowId,
  (input: WorkflowData<ResolvePaymentExceptionInput>) =>
    new WorkflowResponse(resolvePaymentExceptionStep(input))
)
