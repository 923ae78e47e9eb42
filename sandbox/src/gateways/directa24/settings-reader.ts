import { refuseControl, type ControlInput } from "../../core/control-input"
import { INVOICE_REFUSALS, REFUND_STATUSES, type Directa24Settings } from "./options"

/** Reads changes of settings from a control request. */
export function readSettings(input: ControlInput): Partial<Directa24Settings> {
  return {
    merchantName: input.text("merchantName"),
    testMode: input.flag("testMode"),
    ipRegistered: input.flag("ipRegistered"),
    newInvoiceRefusal: input.oneOf("newInvoiceRefusal", INVOICE_REFUSALS),
    errorStatus: input.oneOf("errorStatus", ["200", "http"]),
    showErrorCode: input.flag("showErrorCode"),
    unknownFields: input.oneOf("unknownFields", ["refused", "ignored"]),
    userIds: input.oneOf("userIds", ["numeric", "any"]),
    emptyBank: input.oneOf("emptyBank", ["refused", "chooser"]),
    amountFormat: input.oneOf("amountFormat", ["two_decimals", "as_sent"]),
    paidAmountShown: input.oneOf("paidAmountShown", ["paid", "invoiced"]),
    usdInvoiceEcho: input.oneOf("usdInvoiceEcho", ["invoice", "local"]),
    statusSignLogin: input.oneOf("statusSignLogin", ["deposit", "status"]),
    declinedResult: input.oneOf("declinedResult", ["8", "7"]),
    notifyPending: input.flag("notifyPending"),
    statusLagMs: input.number("statusLagMs"),
    refundStatus: input.oneOf("refundStatus", ["by_method", ...REFUND_STATUSES]),
    refundNotificationId: input.oneOf("refundNotificationId", ["deposit_id", "refund_id"]),
    rates: readTexts(input, "rates"),
    feePercent: input.text("feePercent"),
  }
}

function readTexts(input: ControlInput, name: string): Record<string, string> | undefined {
  const members = input.object(name)
  if (members === undefined) {
    return undefined
  }
  return Object.fromEntries(
    Object.entries(members).map(([key, value]) => [
      key,
      typeof value === "string" ? value : refuseControl(`"${name}.${key}" must be a string`),
    ])
  )
}
