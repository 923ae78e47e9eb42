import type { ModuleProviderExports } from "@medusajs/framework/types"
import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { defineGatewayProvider } from "../../core/define-gateway-provider"
import { streamCrypto } from "./gateway"

/** `pp_stream-crypto_<id>` */
export const StreamCryptoProvider = defineGatewayProvider(streamCrypto)

const provider: ModuleProviderExports = ModuleProvider(Modules.PAYMENT, {
  services: [StreamCryptoProvider],
})

export default provider
