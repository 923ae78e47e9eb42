import type { Attempt } from "../../attempt"
import { Money } from "../../money"
import type { Settlement } from "../../settle"
import { NOON, SAR } from "./arbitraries"

/** An attempt to take 10.00 SAR that its gateway has created. */
export function openAttempt(fields: Partial<Attempt> = {}): Attempt {
  return {
    id: "pgatt_1",
    version: "1",
    sessionId: "payses_1",
    providerId: "pp_fake_fake",
    gateway: "fake",
    status: "pending",
    due: Money.parse("10.00", SAR),
    received: Money.zero(SAR),
    refunded: Money.zero(SAR),
    reference: "invoice-1",
    nextAction: { type: "redirect", url: "https://pay.example/invoice-1", method: "GET" },
    expiresAt: null,
    gatewayData: {},
    gatewayStatus: "CREATED",
    mismatch: null,
    exception: null,
    observedStatus: "pending",
    observedAt: null,
    appliedStatus: "pending",
    pendingRefund: null,
    paymentCollectionId: "pay_col_1",
    cartId: null,
    orderId: null,
    abandonedAt: null,
    createdAt: NOON,
    loadedAt: NOON,
    ...fields,
  }
}

/** The attempt after a settled reading, and after Medusa has been told of it. */
export function afterwards(attempt: Attempt, settlement: Settlement): Attempt {
  return { ...attempt, ...settlement.fields, appliedStatus: settlement.fields.status }
}
