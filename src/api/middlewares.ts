import {
  defineMiddlewares,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { limitShoppers } from "../live/limit-shoppers"
import { completeInTurn } from "../settlement/complete-in-turn"
import { keepRequestFacts } from "../settlement/keep-request-facts"
import { refundPaymentInTurn } from "../settlement/refund-payment-in-turn"
import { receiveWebhook } from "../webhooks/receive-webhook"
import { ADMIN_POLICIES } from "./admin-policies"

/**
 * Core's own webhook address leads to the same receiver for our gateways: core would answer
 * before anything is verified or stored. Other providers' webhooks go on to core.
 */
async function receiveOnCoreAddress(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  if (!(await receiveWebhook(req, res, req.params.provider ?? ""))) {
    next()
  }
}

export default defineMiddlewares({
  routes: [
    ...ADMIN_POLICIES,
    {
      matcher: "/hooks/payment-gateways/:gateway",
      methods: ["POST"],
      // The receiver reads the bytes itself, whatever they are called.
      bodyParser: false,
    },
    {
      matcher: "/admin/payment-gateways/settlements/compare",
      methods: ["POST"],
      // A file is read as it comes in.
      bodyParser: false,
    },
    {
      matcher: "/hooks/payment/:provider",
      methods: ["POST"],
      middlewares: [receiveOnCoreAddress],
    },
    {
      matcher: "/store/carts/:id/complete",
      methods: ["POST"],
      middlewares: [completeInTurn],
    },
    {
      matcher: "/admin/payments/:id/refund",
      methods: ["POST"],
      middlewares: [refundPaymentInTurn],
    },
    {
      matcher: "/store/payment-collections/:id/payment-sessions",
      methods: ["POST"],
      middlewares: [keepRequestFacts],
    },
    {
      matcher: "/store/payment-gateways/sessions/*",
      methods: ["GET", "POST"],
      middlewares: [limitShoppers],
    },
    {
      matcher: "/store/payment-gateways/sessions/:id/payer",
      methods: ["POST"],
      middlewares: [keepRequestFacts],
    },
  ],
})
