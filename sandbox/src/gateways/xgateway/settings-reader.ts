import type { ControlInput } from "../../core/control-input"
import type { XGatewaySettings } from "./options"

/** Reads changes of settings from a control request. */
export function readSettings(input: ControlInput): Partial<XGatewaySettings> {
  return {
    merchantName: input.text("merchantName"),
    checkoutUrlForm: input.oneOf("checkoutUrlForm", ["long", "short"]),
    amountAsText: input.flag("amountAsText"),
    unknownFields: input.oneOf("unknownFields", ["refused", "ignored"]),
    duplicateOrderId: input.oneOf("duplicateOrderId", ["accepted", "refused"]),
    invoiceMinimum: input.isNull("invoiceMinimum") ? null : input.text("invoiceMinimum"),
    invoiceMaximum: input.isNull("invoiceMaximum") ? null : input.text("invoiceMaximum"),
    activeMinutes: input.number("activeMinutes"),
    expiredInvoiceStatus: input.oneOf("expiredInvoiceStatus", ["canceled", "expired", "active"]),
    unknownIdStatus: input.oneOf("unknownIdStatus", [404, 400]),
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
    channelStatus: input.oneOf("channelStatus", [201, 200]),
    channelReply: input.oneOf("channelReply", ["qr_url", "qr_url_and_code", "address_only"]),
    rateNeedsKey: input.flag("rateNeedsKey"),
    rateReply: input.oneOf("rateReply", ["converted", "rate"]),
    withdrawalStatus: input.oneOf("withdrawalStatus", [201, 200]),
    withdrawalReply: input.oneOf("withdrawalReply", ["transaction", "id"]),
    repeatedWithdrawal: input.oneOf("repeatedWithdrawal", ["same", "refused"]),
    insufficientFunds: input.oneOf("insufficientFunds", ["failed", "refused"]),
    withdrawalSettlesAfterMs: input.isNull("withdrawalSettlesAfterMs")
      ? null
      : input.number("withdrawalSettlesAfterMs"),
    demo: input.flag("demo"),
    firstRetryMs: input.number("firstRetryMs"),
  }
}
