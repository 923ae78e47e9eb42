import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { defineGatewayProvider } from "../../core/define-gateway-provider"
import { streamPay } from "./gateway"

/** `pp_streampay_<id>` */
export const StreamPayProvider = defineGatewayProvider(streamPay)

export default ModuleProvider(Modules.PAYMENT, { services: [StreamPayProvider] })
