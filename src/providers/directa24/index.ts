import type { ModuleProviderExports } from "@medusajs/framework/types"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { defineGatewayProvider } from "../../core/define-gateway-provider"
import { directa24 } from "./gateway"

/** `pp_directa24_<id>` */
export const Directa24Provider = defineGatewayProvider(directa24)

const provider: ModuleProviderExports = ModuleProvider(Modules.PAYMENT, {
  services: [Directa24Provider],
})

export default provider
