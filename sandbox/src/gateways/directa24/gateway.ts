import type { Gateway, GatewayContext } from "../../core/gateway"
import { directa24ControlRoutes } from "./control-routes"
import { createControls } from "./controls"
import type { Directa24Controls } from "./controls-types"
import { DIRECTA24_DISTORTIONS } from "./distortions"
import { DIRECTA24_REFUSALS } from "./errors"
import { hostedPageRoutes } from "./hosted-page-routes"
import { accountFrom, type Directa24Options } from "./options"
import { directa24Panel } from "./panel"
import { listRoutes } from "./routes/list-routes"
import { streamlineRoutes } from "./routes/streamline-routes"
import { v3Routes } from "./routes/v3-routes"
import { createService, DIRECTA24 } from "./service"

/** Builds the simulated Directa24. */
export function createDirecta24Gateway(
  context: GatewayContext,
  options: Directa24Options
): Gateway<Directa24Controls> {
  const account = accountFrom(options)
  const service = createService(context, account)
  const controls = createControls(service)
  return {
    name: DIRECTA24,
    title: "Directa24",
    routes: [
      ...streamlineRoutes(service),
      ...listRoutes(service),
      ...v3Routes(service),
      ...hostedPageRoutes(service),
    ],
    controlRoutes: directa24ControlRoutes(controls),
    controls,
    refusals: DIRECTA24_REFUSALS,
    distortions: DIRECTA24_DISTORTIONS,
    secretMembers: ["x_login", "x_trans_key", "card_number", "card_code"],
    replyHeaders: (): Record<string, string> => ({ "Cache-Control": "no-store" }),
    panel: () => directa24Panel(service),
    reset: () => {
      const { url } = account.endpoint
      service.store.clear()
      Object.assign(account, accountFrom(options))
      account.endpoint.url = url
    },
  }
}
