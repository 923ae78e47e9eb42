import type { Attempt } from "../../../core/attempt"
import { SAR } from "../../../core/__tests__/support/arbitraries"
import { openAttempt } from "../../../core/__tests__/support/attempts"
import { Money } from "../../../core/money"
import type { StatementLine } from "../../read-lines"

export const sar = (decimal: string): Money => Money.parse(decimal, SAR)

/** An attempt to take 10.00 SAR that has been paid. */
export function paidAttempt(fields: Partial<Attempt> = {}): Attempt {
  return openAttempt({ status: "captured", received: sar("10.00"), orderId: "order_1", ...fields })
}

/** A line that tells of the payment in full. */
export function lineOf(fields: Partial<StatementLine> = {}): StatementLine {
  return {
    type: "captured",
    message: "The gateway has received the money in full.",
    data: { gateway_status: "PAID", received: "10.00" },
    occurredAt: new Date("2026-01-03T09:14:07.120Z"),
    receivedBefore: null,
    refundedBefore: null,
    attempt: paidAttempt(),
    ...fields,
  }
}
