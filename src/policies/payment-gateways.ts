import { definePolicies } from "@medusajs/framework/utils"

/**
 * Rights that a shop's roles can be given where Medusa's access control is on. Medusa asks for
 * `refund:create` itself, and has no policy of that name to give.
 */
export default definePolicies([
  {
    name: "ReadPaymentGateways",
    resource: "payment_gateways",
    operation: "read",
    description: "See payments at the gateways, webhooks, statistics and settings",
  },
  {
    name: "UpdatePaymentGateways",
    resource: "payment_gateways",
    operation: "update",
    description: "Check payments, replay webhooks, change how methods of payment are offered",
  },
  {
    name: "CreateRefund",
    resource: "refund",
    operation: "create",
    description: "Send money back, and decide about money that does not match",
  },
])
