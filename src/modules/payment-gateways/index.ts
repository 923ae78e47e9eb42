import { Module } from "@medusajs/framework/utils"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import announceSettings from "./loaders/announce-settings"
import { PaymentGatewaysModuleService } from "./service"

export { PAYMENT_GATEWAYS_MODULE }
export type { PaymentGatewaysModuleService }

export default Module(PAYMENT_GATEWAYS_MODULE, {
  service: PaymentGatewaysModuleService,
  loaders: [announceSettings],
})
