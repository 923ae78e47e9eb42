import type { ModuleProviderExports } from "@medusajs/framework/types"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { defineGatewayProvider } from "../../core/define-gateway-provider"
import { corefy } from "./gateway"

/** `pp_corefy_<id>` */
export const CorefyProvider = defineGatewayProvider(corefy)

const provider: ModuleProviderExports = ModuleProvider(Modules.PAYMENT, {
  services: [CorefyProvider],
})

export default provider
