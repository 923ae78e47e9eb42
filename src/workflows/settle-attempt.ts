import {
  createStep,
  createWorkflow,
  StepResponse,
  type WorkflowData,
  WorkflowResponse,
} from "@medusajs/framework/workflows-sdk"
import type { PaymentException } from "../core/attempt"
import { GatewayError } from "../core/errors"
import { type PublicStatus, publicStatus } from "../core/session-data"
import { resolveLedgerModule } from "../settlement/resolve-gateway"
import { settleAttempt } from "../settlement/settle-attempt"

/** The attempt to look at: by its own id, or by the payment session it belongs to. */
export interface SettleAttemptInput {
  readonly attempt_id?: string
  readonly session_id?: string
}

/** What is known of the attempt afterwards. */
export interface SettledAttempt {
  readonly attempt_id: string
  readonly session_id: string
  readonly status: PublicStatus
  readonly exception: PaymentException | null
  readonly order_id: string | null
}

export const settleAttemptWorkflowId = "payment-gateways-settle-attempt"

const settleAttemptStep = createStep(
  "payment-gateways-settle-attempt-step",
  async (input: SettleAttemptInput, { container }) => {
    const { attempts } = resolveLedgerModule(container)
    const known = input.attempt_id
      ? await attempts.findById(input.attempt_id)
      : await attempts.findBySession(input.session_id ?? "")
    if (!known) {
      throw new GatewayError({
        code: "not_found",
        message: "There is no such payment.",
        retry: false,
      })
    }
    const attempt = await settleAttempt(container, known, { source: "admin", rereadPaid: true })
    return new StepResponse<SettledAttempt>({
      attempt_id: attempt.id,
      session_id: attempt.sessionId,
      status: publicStatus(attempt.status),
      exception: attempt.exception,
      order_id: attempt.orderId,
    })
  }
)

/**
 * Looks at a payment now: reads it at its gateway, settles it, and makes the order when the money
 * is there. The same as every webhook does; running it twice does no more than running it once.
 *
 * @example
 * await settleAttemptWorkflow(container).run({ input: { session_id: "payses_…" } })
 */
export const settleAttemptWorkflow = createWorkflow(
  settleAttemptWorkflowId,
  (input: WorkflowData<SettleAttemptInput>) => new WorkflowResponse(settleAttemptStep(input))
)
