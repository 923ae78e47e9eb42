import type { ModuleProviderExports } from "@medusajs/framework/types"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { defineGatewayProvider } from "../../core/define-gateway-provider"
import { xgateway } from "./gateway"

/** `pp_xgateway_<id>` */
export const XGatewayProvider = defineGatewayProvider(xgateway)

const provider: ModuleProviderExports = ModuleProvider(Modules.PAYMENT, {
  services: [XGatewayProvider],
})

export default provider
