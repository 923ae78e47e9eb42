import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import {
  ScriptedAccountPaymentProvider,
  ScriptedPaymentProvider,
} from "./scripted-payment-provider"

export default ModuleProvider(Modules.PAYMENT, {
  services: [ScriptedPaymentProvider, ScriptedAccountPaymentProvider],
})
