import type { Route } from "../../core/exchange-types"
import type { Gateway, GatewayContext } from "../../core/gateway"
import { authenticated } from "./authentication"
import { checkoutPageRoutes } from "./checkout-page-routes"
import { coinsPageRoutes } from "./coins-page-routes"
import { xGatewayControlRoutes } from "./control-routes"
import { createControls } from "./controls"
import type { XGatewayControls } from "./controls-types"
import { xGatewayDistortions } from "./distortions"
import { XGATEWAY_REFUSALS } from "./errors"
import { accountFrom, type XGatewayOptions } from "./options"
import { xGatewayPanel } from "./panel"
import { balanceRoutes } from "./routes/balance-routes"
import { channelRoutes } from "./routes/channel-routes"
import { invoiceRoutes } from "./routes/invoice-routes"
import { rateRoutes } from "./routes/rate-routes"
import { transactionRoutes } from "./routes/transaction-routes"
import { withdrawalRoutes } from "./routes/withdrawal-routes"
import { API_PATH, createService, XGATEWAY } from "./service"

/** Builds the simulated XGateway. */
export function createXGatewayGateway(
  context: GatewayContext,
  options: XGatewayOptions
): Gateway<XGatewayControls> {
  const account = accountFrom(options)
  const service = createService(context, account)
  const controls = createControls(service)
  const keyed = [
    invoiceRoutes,
    transactionRoutes,
    channelRoutes,
    balanceRoutes,
    withdrawalRoutes,
  ].flatMap((routes) => routes(service))
  const rates = rateRoutes(service).map((route): Route => {
    const guarded = authenticated(account, route)
    return {
      ...route,
      handle: (request) => (account.settings.rateNeedsKey ? guarded : route).handle(request),
    }
  })
  return {
    name: XGATEWAY,
    title: "XGateway",
    routes: [
      ...keyed.map((route) => authenticated(account, route)),
      ...rates,
      ...coinsPageRoutes(service),
      ...checkoutPageRoutes(service),
    ],
    controlRoutes: xGatewayControlRoutes(controls),
    controls,
    refusals: XGATEWAY_REFUSALS,
    distortions: xGatewayDistortions(() => account.rates),
    replyHeaders: (path): Record<string, string> =>
      path.startsWith(API_PATH) ? {} : { "Cache-Control": "no-store" },
    panel: () => xGatewayPanel(service),
    reset: () => {
      const { url } = account.endpoint
      Object.assign(account, accountFrom(options))
      account.endpoint.url = url
      service.store.clear()
    },
  }
}
