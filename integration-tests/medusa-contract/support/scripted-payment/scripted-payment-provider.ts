import type {
  AuthorizePaymentInput,
  CancelPaymentInput,
  CapturePaymentInput,
  CreateAccountHolderInput,
  DeletePaymentInput,
  GetPaymentStatusInput,
  InitiatePaymentInput,
  ProviderWebhookPayload,
  RefundPaymentInput,
  RetrievePaymentInput,
  UpdatePaymentInput,
} from "@medusajs/framework/types"
import { AbstractPaymentProvider } from "@medusajs/framework/utils"
import { scriptedGateway } from "./scripted-gateway"

/** A payment provider that hands every call to {@link scriptedGateway}. */
export class ScriptedPaymentProvider extends AbstractPaymentProvider {
  static override identifier = "scripted"

  constructor(cradle: Record<string, unknown>, options: Record<string, unknown>) {
    super(cradle, options)
    scriptedGateway.constructions.push({ identifier: this.getIdentifier(), cradle, options })
  }

  initiatePayment(input: InitiatePaymentInput) {
    return scriptedGateway.take("initiatePayment", input)
  }

  updatePayment(input: UpdatePaymentInput) {
    return scriptedGateway.take("updatePayment", input)
  }

  deletePayment(input: DeletePaymentInput) {
    return scriptedGateway.take("deletePayment", input)
  }

  authorizePayment(input: AuthorizePaymentInput) {
    return scriptedGateway.take("authorizePayment", input)
  }

  capturePayment(input: CapturePaymentInput) {
    return scriptedGateway.take("capturePayment", input)
  }

  refundPayment(input: RefundPaymentInput) {
    return scriptedGateway.take("refundPayment", input)
  }

  cancelPayment(input: CancelPaymentInput) {
    return scriptedGateway.take("cancelPayment", input)
  }

  retrievePayment(input: RetrievePaymentInput) {
    return scriptedGateway.take("retrievePayment", input)
  }

  getPaymentStatus(input: GetPaymentStatusInput) {
    return scriptedGateway.take("getPaymentStatus", input)
  }

  getWebhookActionAndData(payload: ProviderWebhookPayload["payload"]) {
    return scriptedGateway.take("getWebhookActionAndData", payload)
  }
}

/** The same with account holders, which Medusa treats as an optional method. */
export class ScriptedAccountPaymentProvider extends ScriptedPaymentProvider {
  static override identifier = "scripted-account"

  createAccountHolder(input: CreateAccountHolderInput) {
    return scriptedGateway.take("createAccountHolder", input)
  }
}
