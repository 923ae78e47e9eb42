import type { Attempt } from "../../attempt"
import type { CreatedPayment } from "../../contract"
import { Money } from "../../money"
import { type Observation, settle, type Settlement, type SettlementPolicy } from "../../settle"
import { NOON, SAR } from "./arbitraries"

/** An attempt to take 10.00 SAR that its gateway has created. */
export function openAttempt(fields: Partial<Attempt> = {}): Attempt {
  const due = fields.due ?? Money.parse("10.00", SAR)
  return {
    id: "pgatt_1",
    version: "1",
    sessionId: "payses_1",
    sequence: 1,
    providerId: "pp_fake_fake",
    gateway: "fake",
    status: "pending",
    due,
    adoptedSessionId: null,
    accepted: null,
    received: Money.zero(due.currency),
    taken: null,
    writtenOff: Money.zero(due.currency),
    refunded: Money.zero(due.currency),
    refundedByHand: Money.zero(due.currency),
    refundedByShop: Money.zero(due.currency),
    refundedExcess: Money.zero(due.currency),
    failedRefunds: Money.zero(due.currency),
    openRefunds: Money.zero(due.currency),
    chargedBack: Money.zero(due.currency),
    reference: "invoice-1",
    nextAction: { type: "redirect", url: "https://pay.example/invoice-1", method: "GET" },
    expiresAt: null,
    gatewayData: {},
    evidence: {},
    payerAnswers: null,
    gatewayStatus: "CREATED",
    mismatch: null,
    exception: null,
    dismissed: null,
    details: {},
    observedStatus: "pending",
    observedAt: null,
    appliedStatus: "pending",
    pendingRefund: null,
    refusedRefunds: 0,
    paymentCollectionId: "pay_col_1",
    cartId: null,
    orderId: null,
    abandonedAt: null,
    failedChecks: 0,
    createdAt: NOON,
    loadedAt: NOON,
    ...fields,
  }
}

/** The attempt after a settled reading, and after Medusa has been told of it. */
export function afterwards(attempt: Attempt, settlement: Settlement): Attempt {
  return { ...attempt, ...settlement.fields, appliedStatus: settlement.fields.status }
}

export const SESSION_ID = "payses_TEST0001"
export const ATTEMPT_ID = "pgatt_TEST0001"

/** An attempt as the ledger has it before its gateway is called. */
export function attemptOf(
  due: Money,
  gateway: Pick<Attempt, "gateway" | "providerId">,
  changes: Partial<Attempt> = {}
): Attempt {
  const now = new Date()
  const zero = Money.zero(due.currency)
  return openAttempt({
    id: ATTEMPT_ID,
    sessionId: SESSION_ID,
    ...gateway,
    status: "created",
    due,
    received: zero,
    refunded: zero,
    chargedBack: zero,
    reference: null,
    nextAction: null,
    gatewayStatus: null,
    observedStatus: null,
    appliedStatus: null,
    paymentCollectionId: null,
    createdAt: now,
    loadedAt: now,
    ...changes,
  })
}

/** The attempt after its payment was created at the gateway. */
export function createdAttempt(attempt: Attempt, created: CreatedPayment): Attempt {
  return {
    ...attempt,
    status: created.status,
    appliedStatus: created.status,
    observedStatus: created.status,
    reference: created.reference,
    nextAction: created.nextAction,
    expiresAt: created.expiresAt,
    gatewayData: created.gatewayData,
    gatewayStatus: created.gatewayStatus,
  }
}

/** The attempt after a reading was settled. */
export function settledAttempt(
  attempt: Attempt,
  observation: Observation,
  policy?: SettlementPolicy
): Attempt {
  return { ...attempt, ...settle(attempt, observation, policy).fields }
}
