import type { ControlInput } from "../../core/control-input"
import type { StreamCryptoSettings } from "./options"

/** Reads changes of settings from a control request. */
export function readSettings(input: ControlInput): Partial<StreamCryptoSettings> {
  return {
    shopName: input.text("shopName"),
    shopApproved: input.flag("shopApproved"),
    network: input.text("network"),
    localCurrency: input.oneOf("localCurrency", ["usd", "eur"]),
    strmUsd: input.text("strmUsd"),
    solUsd: input.text("solUsd"),
    eurUsd: input.text("eurUsd"),
    expiryMs: input.number("expiryMs"),
    statusLagMs: input.number("statusLagMs"),
    transactionLagMs: input.number("transactionLagMs"),
    createdHttpStatus: input.oneOf("createdHttpStatus", [200, 201]),
    notFoundHttpStatus: input.oneOf("notFoundHttpStatus", [200, 404]),
    expiredReply: input.oneOf("expiredReply", ["status_only", "payment"]),
    latePaymentStatus: input.oneOf("latePaymentStatus", ["not_found", "completed"]),
    completedAfterExpiry: input.oneOf("completedAfterExpiry", ["completed", "not_found"]),
    underpaidCallback: input.flag("underpaidCallback"),
    showCallbackErrors: input.flag("showCallbackErrors"),
    callbackNumbers: input.oneOf("callbackNumbers", ["strings", "numbers"]),
    callbackAmounts: input.oneOf("callbackAmounts", ["smallest_unit", "display"]),
    usdcAmounts: input.oneOf("usdcAmounts", ["six_decimals", "as_in_sample"]),
    displayDecimals: input.number("displayDecimals"),
    addressFormat: input.oneOf("addressFormat", ["base58", "hex"]),
    numericAmounts: input.oneOf("numericAmounts", ["refused", "accepted"]),
    unknownFields: input.oneOf("unknownFields", ["refused", "ignored"]),
  }
}
