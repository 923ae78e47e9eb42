import type { Attempt } from "../../../../core/attempt"
import type { CreatedPayment } from "../../../../core/contract"
import { currencyOf } from "../../../../core/currencies"
import { Money } from "../../../../core/money"
import { type Observation, settle } from "../../../../core/settle"
import { streamPayCurrencies } from "./currencies"

export const SESSION_ID = "payses_TEST0001"
export const ATTEMPT_ID = "pgatt_TEST0001"

/** `"250.00 SAR"` as money, with StreamPay's decimals. */
export function money(text: string): Money {
  const [amount, code = ""] = text.split(" ")
  return Money.parse(amount, currencyOf(code, streamPayCurrencies))
}

/** An attempt as the ledger has it before the gateway is called. */
export function attemptOf(due: Money, changes: Partial<Attempt> = {}): Attempt {
  const now = new Date()
  return {
    id: ATTEMPT_ID,
    version: "1",
    sessionId: SESSION_ID,
    providerId: "pp_streampay_streampay",
    gateway: "streampay",
    status: "created",
    due,
    received: Money.zero(due.currency),
    refunded: Money.zero(due.currency),
    reference: null,
    nextAction: null,
    expiresAt: null,
    gatewayData: {},
    gatewayStatus: null,
    mismatch: null,
    exception: null,
    observedStatus: null,
    observedAt: null,
    appliedStatus: null,
    pendingRefund: null,
    paymentCollectionId: null,
    cartId: null,
    orderId: null,
    abandonedAt: null,
    createdAt: now,
    loadedAt: now,
    ...changes,
  }
}

/** The attempt after its payment was created at the gateway. */
export function createdAttempt(due: Money, created: CreatedPayment): Attempt {
  return attemptOf(due, {
    status: created.status,
    appliedStatus: created.status,
    reference: created.reference,
    nextAction: created.nextAction,
    expiresAt: created.expiresAt,
    gatewayData: created.gatewayData,
    gatewayStatus: created.gatewayStatus,
  })
}

/** The attempt after a reading was settled. */
export function settledAttempt(attempt: Attempt, observation: Observation): Attempt {
  return { ...attempt, ...settle(attempt, observation).fields }
}
