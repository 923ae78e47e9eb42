import type {
  InitiatePaymentInput,
  ProviderWebhookPayload,
  WebhookActionResult,
} from "@medusajs/framework/types"
import {
  AbstractPaymentProvider,
  ModuleProvider,
  Modules,
  PaymentActions,
  PaymentSessionStatus,
} from "@medusajs/framework/utils"

/** A gateway at which every payment is paid as soon as its webhook says so. */
class PaidByWebhookProvider extends AbstractPaymentProvider {
  static override identifier = "paid-by-webhook"

  constructor() {
    super({})
  }

  async initiatePayment({ data }: InitiatePaymentInput) {
    const id = String(data?.session_id)
    return { id, data: { session_id: id, reference: id }, status: PaymentSessionStatus.PENDING }
  }

  async authorizePayment({ data }: { data?: Record<string, unknown> }) {
    return { data: data ?? {}, status: PaymentSessionStatus.CAPTURED }
  }

  async getWebhookActionAndData({
    data,
  }: ProviderWebhookPayload["payload"]): Promise<WebhookActionResult> {
    return {
      action: PaymentActions.SUCCESSFUL,
      data: { session_id: String(data.session_id), amount: Number(data.amount) },
    }
  }

  async getPaymentStatus() {
    return { status: PaymentSessionStatus.CAPTURED }
  }

  readonly updatePayment = unchanged
  readonly deletePayment = unchanged
  readonly capturePayment = unchanged
  readonly refundPayment = unchanged
  readonly cancelPayment = unchanged
  readonly retrievePayment = unchanged
}

async function unchanged({ data }: { data?: Record<string, unknown> }) {
  return { data: data ?? {} }
}

export default ModuleProvider(Modules.PAYMENT, { services: [PaidByWebhookProvider] })
