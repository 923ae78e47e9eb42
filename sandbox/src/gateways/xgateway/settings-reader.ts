import type { ControlInput } from "../../core/control-input"
import type { XGatewaySettings } from "./options"

/** Reads changes of settings from a control request. */
export function readSettings(input: ControlInput): Partial<XGatewaySettings> {
  const changes: Partial<XGatewaySettings> = {
    merchantName: input.text("merchantName"),
    checkoutUrlForm: input.oneOf("checkoutUrlForm", ["long", "short"]),
    amountAsText: input.flag("amountAsText"),
    unknownFields: input.oneOf("unknownFields", ["refused", "ignored"]),
    duplicateOrderId: input.oneOf("duplicateOrderId", ["accepted", "refused"]),
    invoiceMinimum: input.isNull("invoiceMinimum") ? null : input.text("invoiceMinimum"),
    invoiceMaximum: input.isNull("invoiceMaximum") ? null : input.text("invoiceMaximum"),
    activeMinutes: input.number("activeMinutes"),
    expiredInvoiceStatus: input.oneOf("expiredInvoiceStatus", ["canceled", "expired", "active"]),
    unknownIdStatus: oneOfNumbers(input, "unknownIdStatus", [404, 400] as const),
    lateDeposits: input.oneOf("lateDeposits", ["listed", "linked", "apart"]),
    shortPaymentCompletes: input.flag("shortPaymentCompletes"),
    invoiceTolerancePercent: input.text("invoiceTolerancePercent"),
    slippagePercent: input.text("slippagePercent"),
    invoiceDepositAmount: input.oneOf("invoiceDepositAmount", ["invoice", "coins"]),
    channelCurrency: input.oneOf("channelCurrency", ["symbol", "code"]),
    invoiceBaseInfo: input.oneOf("invoiceBaseInfo", ["everywhere", "callbacks", "nowhere"]),
    fiatValues: input.oneOf("fiatValues", ["both", "usd_only", "absent"]),
    feesMember: input.oneOf("feesMember", ["fees", "fee"]),
    confirmedWord: input.oneOf("confirmedWord", ["confirmed", "completed"]),
    processingCallbacks: input.flag("processingCallbacks"),
    dustBelowUsd: input.text("dustBelowUsd"),
    channelStatus: oneOfNumbers(input, "channelStatus", [201, 200] as const),
    channelReply: input.oneOf("channelReply", ["qr_url", "qr_url_and_code", "address_only"]),
    rateNeedsKey: input.flag("rateNeedsKey"),
    rateReply: input.oneOf("rateReply", ["converted", "rate"]),
    withdrawalStatus: oneOfNumbers(input, "withdrawalStatus", [201, 200] as const),
    withdrawalReply: input.oneOf("withdrawalReply", ["transaction", "id"]),
    repeatedWithdrawal: input.oneOf("repeatedWithdrawal", ["same", "refused"]),
    insufficientFunds: input.oneOf("insufficientFunds", ["failed", "refused"]),
    withdrawalSettlesAfterMs: input.isNull("withdrawalSettlesAfterMs")
      ? null
      : input.number("withdrawalSettlesAfterMs"),
    demo: input.flag("demo"),
    firstRetryMs: input.number("firstRetryMs"),
  }
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined))
}

/** @throws ReplyError for a number that is none of them */
function oneOfNumbers<N extends number>(
  input: ControlInput,
  name: keyof XGatewaySettings,
  allowed: readonly N[]
): N | undefined {
  const given = input.number(name)
  const found = allowed.find((candidate) => candidate === given)
  return given === undefined ? undefined : input.require(name, found)
}
