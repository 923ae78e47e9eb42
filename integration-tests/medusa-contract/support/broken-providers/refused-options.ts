import { MedusaError, ModuleProvider, Modules } from "@medusajs/framework/utils"
import { ScriptedPaymentProvider } from "../scripted-payment/scripted-payment-provider"

class RefusedOptionsPaymentProvider extends ScriptedPaymentProvider {
  static override identifier = "refused-options"

  static override validateOptions(options: Record<string, unknown>): void {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `refused-options: apiKey is missing, given: ${Object.keys(options).join(", ")}`
    )
  }
}

export default ModuleProvider(Modules.PAYMENT, { services: [RefusedOptionsPaymentProvider] })
