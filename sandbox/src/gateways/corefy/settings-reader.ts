import type { ControlInput } from "../../core/control-input"
import type { CorefySettings } from "./options"

/** Reads changes of settings from a control request. */
export function readSettings(input: ControlInput): Partial<CorefySettings> {
  return {
    merchantName: input.text("merchantName"),
    authScheme: input.oneOf("authScheme", ["basic", "bearer"]),
    emptyObjectAsArray: input.flag("emptyObjectAsArray"),
    duplicateReferenceStatus: input.oneOf("duplicateReferenceStatus", [422, 429]),
    errorForm: input.oneOf("errorForm", ["corefy", "json_api"]),
    unknownAttributes: input.oneOf("unknownAttributes", ["refused", "ignored"]),
    payerLink: input.oneOf("payerLink", ["hpp_url", "flow_data_get", "flow_data_post", "none"]),
    statusAfterCreation: input.oneOf("statusAfterCreation", [
      "created",
      "processing",
      "process_pending",
    ]),
    serviceRequired: input.flag("serviceRequired"),
    customerRequired: input.flag("customerRequired"),
    currencyConversion: input.flag("currencyConversion"),
    wholeAmountsOnly: input.flag("wholeAmountsOnly"),
    acceptExpires: input.flag("acceptExpires"),
    lifetimeMinutes: input.number("lifetimeMinutes"),
    attemptsLimit: input.number("attemptsLimit"),
    amountEditable: input.flag("amountEditable"),
    shortPaymentStatus: input.oneOf("shortPaymentStatus", ["processed", "partially_processed"]),
    feeStrategy: input.oneOf("feeStrategy", ["included", "external"]),
    feePercent: input.text("feePercent"),
    refundModel: input.oneOf("refundModel", ["new", "old"]),
    refundStatus: input.oneOf("refundStatus", ["processed", "pending", "failed"]),
    refundRefusal: input.oneOf("refundRefusal", ["none", "not_supported", "insufficient_funds"]),
    refundReading: input.flag("refundReading"),
    refundCallbacks: input.oneOf("refundCallbacks", ["invoice", "refund", "both"]),
    onlyFinalCallbacks: input.flag("onlyFinalCallbacks"),
    callbackAttempts: input.number("callbackAttempts"),
    callbackRetryPause: input.oneOf("callbackRetryPause", ["since_previous", "since_first"]),
    returnContext: input.flag("returnContext"),
  }
}
