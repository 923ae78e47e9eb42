import type { ControlInput } from "../../core/control-input"
import type { StreamPaySettings } from "./options"

/** Reads changes of settings from a control request. */
export function readSettings(input: ControlInput): Partial<StreamPaySettings> {
  return {
    merchantName: input.text("merchantName"),
    ownerEmail: input.text("ownerEmail"),
    partialRefunds: input.oneOf("partialRefunds", ["refused", "honored", "ignored"]),
    showAmountRefunded: input.flag("showAmountRefunded"),
    refundReply: input.oneOf("refundReply", ["payment", "row"]),
    declinedAttemptLeavesPayment: input.flag("declinedAttemptLeavesPayment"),
    expiredLinkStatus: input.oneOf("expiredLinkStatus", ["ACTIVE", "INACTIVE"]),
    invoiceReadLagMs: input.number("invoiceReadLagMs"),
    linkReadLagMs: input.number("linkReadLagMs"),
    webhookMetadata: input.oneOf("webhookMetadata", ["always", "payment_events", "never"]),
    resignRetries: input.flag("resignRetries"),
    consumersLimitedToOwner: input.flag("consumersLimitedToOwner"),
  }
}
