import { randomUUID } from "node:crypto"
import type { Gateway, GatewayContext } from "../../core/gateway"
import { authenticated } from "./authentication"
import { streamPayControlRoutes } from "./control-routes"
import { createControls } from "./controls"
import type { StreamPayControls } from "./controls-types"
import { STREAMPAY_DISTORTIONS } from "./distortions"
import { STREAMPAY_REFUSALS } from "./errors"
import { hostedPageRoutes } from "./hosted-page-routes"
import { accountFrom, type StreamPayOptions } from "./options"
import { streamPayPanel } from "./panel"
import { consumerRoutes } from "./routes/consumer-routes"
import { invoiceRoutes } from "./routes/invoice-routes"
import { organizationRoutes } from "./routes/organization-routes"
import { paymentLinkRoutes } from "./routes/payment-link-routes"
import { paymentRoutes } from "./routes/payment-routes"
import { productRoutes } from "./routes/product-routes"
import { createService, STREAMPAY } from "./service"

/** Builds the simulated StreamPay. */
export function createStreamPayGateway(
  context: GatewayContext,
  options: StreamPayOptions
): Gateway<StreamPayControls> {
  const account = accountFrom(options)
  const service = createService(context, account)
  const controls = createControls(service)
  const apiRoutes = [
    organizationRoutes,
    productRoutes,
    paymentLinkRoutes,
    invoiceRoutes,
    paymentRoutes,
    consumerRoutes,
  ].flatMap((routes) => routes(service))
  return {
    name: STREAMPAY,
    title: "StreamPay",
    routes: [
      ...apiRoutes.map((route) => authenticated(account, route)),
      ...hostedPageRoutes(service),
    ],
    controlRoutes: streamPayControlRoutes(controls),
    controls,
    refusals: STREAMPAY_REFUSALS,
    distortions: STREAMPAY_DISTORTIONS,
    replyHeaders: (path): Record<string, string> =>
      path.startsWith("/api/") ? { "x-request-id": randomUUID() } : { "Cache-Control": "no-store" },
    panel: () => streamPayPanel(service),
    reset: () => {
      const { url } = account.endpoint
      service.store.clear()
      Object.assign(account, accountFrom(options))
      account.endpoint.url = url
    },
  }
}
