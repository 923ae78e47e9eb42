import {
  defineMiddlewares,
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
} from "@medusajs/framework/http"
import { sessionRequests } from "../session-requests"

/** Adds data that only the server knows to a payment session that a browser asks for. */
function addServerData(req: MedusaRequest, _res: MedusaResponse, next: MedusaNextFunction): void {
  sessionRequests.push(req.validatedBody)
  if (req.headers["x-contract-add-data"] === "yes") {
    const body = req.body as { data?: Record<string, unknown> }
    body.data = { ...body.data, cart_email: "server@example.com" }
  }
  next()
}

/** Answers core's webhook route for one provider, before core's own handler. */
function answerOwnProvider(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void {
  if (req.params.provider === "intercepted_main") {
    res.status(202).json({ raw: Buffer.isBuffer(req.rawBody) })
    return
  }
  next()
}

export default defineMiddlewares({
  routes: [
    {
      matcher: "/store/payment-collections/:id/payment-sessions",
      methods: ["POST"],
      middlewares: [addServerData],
    },
    {
      matcher: "/hooks/payment/:provider",
      methods: ["POST"],
      middlewares: [answerOwnProvider],
    },
    {
      matcher: "/hooks/contract/:gateway",
      methods: ["POST"],
      bodyParser: { preserveRawBody: true, sizeLimit: "1mb" },
    },
  ],
})
