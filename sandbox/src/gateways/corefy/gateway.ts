import { randomUUID } from "node:crypto"
import type { Gateway, GatewayContext } from "../../core/gateway"
import { authenticated } from "./authentication"
import { corefyControlRoutes } from "./control-routes"
import { createControls } from "./controls"
import type { CorefyControls } from "./controls-types"
import { corefyDistortions } from "./distortions"
import { hostedPageRoutes } from "./hosted-page-routes"
import { accountFrom, type CorefyOptions } from "./options"
import { corefyPanel } from "./panel"
import { INVOICE_PATHS, invoiceRoutes } from "./routes/invoice-routes"
import { refundReadingRoutes, refundRoutes } from "./routes/refund-routes"
import { COREFY, createService } from "./service"

/** Builds the simulated Corefy. */
export function createCorefyGateway(
  context: GatewayContext,
  options: CorefyOptions
): Gateway<CorefyControls> {
  const account = accountFrom(options)
  const service = createService(context, account)
  const controls = createControls(service)
  const apiRoutes = [
    ...Object.values(INVOICE_PATHS).flatMap((path) => [
      ...invoiceRoutes(service, path),
      ...refundRoutes(service, path),
    ]),
    ...refundReadingRoutes(service),
  ]
  return {
    name: COREFY,
    title: "Corefy",
    routes: [
      ...apiRoutes.map((route) => authenticated(account, service.refuser, route)),
      ...hostedPageRoutes(service),
    ],
    controlRoutes: corefyControlRoutes(controls),
    controls,
    refusals: service.refuser.common(),
    distortions: corefyDistortions(service.refuser),
    replyHeaders: (path): Record<string, string> =>
      path.startsWith("/hpp") ? { "Cache-Control": "no-store" } : { "X-Request-Id": randomUUID() },
    panel: () => corefyPanel(service),
    reset: () => {
      const { webhookUrl } = account
      service.store.clear()
      Object.assign(account, accountFrom(options), { webhookUrl })
    },
  }
}
