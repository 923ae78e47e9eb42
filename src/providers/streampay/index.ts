import type { ModuleProviderExports } from "@medusajs/framework/types"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { defineGatewayProvider } from "../../core/define-gateway-provider"
import { streamPay } from "./gateway"

/** `pp_streampay_<id>` */
export const StreamPayProvider = defineGatewayProvider(streamPay)

const provider: ModuleProviderExports = ModuleProvider(Modules.PAYMENT, {
  services: [StreamPayProvider],
})

export default provider
