import type { Gateway, GatewayContext } from "../../core/gateway"
import { apiRoutes } from "./api-routes"
import { streamCryptoControlRoutes } from "./control-routes"
import { createControls } from "./controls"
import type { StreamCryptoControls } from "./controls-types"
import { STREAM_CRYPTO_DISTORTIONS } from "./distortions"
import { STREAM_CRYPTO_REFUSALS } from "./errors"
import { accountFrom, type StreamCryptoOptions } from "./options"
import { pageRoutes } from "./page-routes"
import { streamCryptoPanel } from "./panel"
import { createService, STREAM_CRYPTO } from "./service"

/** Builds the simulated Stream Payment Gateway. */
export function createStreamCryptoGateway(
  context: GatewayContext,
  options: StreamCryptoOptions
): Gateway<StreamCryptoControls> {
  const account = accountFrom(options)
  const service = createService(context, account)
  const controls = createControls(service)
  return {
    name: STREAM_CRYPTO,
    title: "Stream Payment Gateway (crypto)",
    routes: [...apiRoutes(service), ...pageRoutes(service)],
    controlRoutes: streamCryptoControlRoutes(controls),
    controls,
    refusals: STREAM_CRYPTO_REFUSALS,
    distortions: STREAM_CRYPTO_DISTORTIONS,
    replyHeaders: () => ({ "Cache-Control": "no-store" }),
    panel: () => streamCryptoPanel(service),
    reset: () => {
      const { url } = account.endpoint
      service.store.clear()
      Object.assign(account, accountFrom(options))
      account.endpoint.url = url
    },
  }
}
