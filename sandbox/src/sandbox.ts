import { SandboxClock } from "./core/clock"
import { commonControlRoutes } from "./core/control-routes"
import { Faults } from "./core/faults"
import { panelRoutes } from "./core/panel/panel-routes"
import { RequestLog } from "./core/request-log"
import { buildApplication, listen } from "./core/server"
import { WebhookDeliveries } from "./core/webhook-deliveries"
import type { CorefyControls } from "./gateways/corefy/controls-types"
import { createCorefyGateway } from "./gateways/corefy/gateway"
import type { CorefyOptions } from "./gateways/corefy/options"
import type { StreamCryptoControls } from "./gateways/stream-crypto/controls-types"
import { createStreamCryptoGateway } from "./gateways/stream-crypto/gateway"
import type { StreamCryptoOptions } from "./gateways/stream-crypto/options"
import type { Directa24Controls } from "./gateways/directa24/controls-types"
import { createDirecta24Gateway } from "./gateways/directa24/gateway"
import type { Directa24Options } from "./gateways/directa24/options"
import type { StreamPayControls } from "./gateways/streampay/controls-types"
import { createStreamPayGateway } from "./gateways/streampay/gateway"
import type { StreamPayOptions } from "./gateways/streampay/options"
import type { XGatewayControls } from "./gateways/xgateway/controls-types"
import { createXGatewayGateway } from "./gateways/xgateway/gateway"
import type { XGatewayOptions } from "./gateways/xgateway/options"

export interface SandboxOptions {
  /** 0 takes any free port. */
  port?: number
  /** The address to listen on; `127.0.0.1` unless given: only this machine reaches it. */
  host?: string
  /** What URLs start with, when it is not `http://localhost:<port>`. */
  publicUrl?: string
  /** Sandbox seconds per real second; 0 stops the clock. 1 unless given. */
  clockSpeed?: number
  /** Real milliseconds that a receiver of webhooks may take; 10000 unless given. */
  webhookTimeoutMs?: number
  streampay?: StreamPayOptions
  streamCrypto?: StreamCryptoOptions
  corefy?: CorefyOptions
  directa24?: Directa24Options
  xgateway?: XGatewayOptions
}

/** A running sandbox. */
export interface Sandbox {
  readonly url: string
  readonly port: number
  readonly clock: SandboxClock
  /** Deliveries of all gateways: log, waiting, order, mishandling. */
  readonly webhooks: WebhookDeliveries
  /** What goes wrong with requests to the gateways. */
  readonly faults: Faults
  /** What the gateways were asked. */
  readonly requests: RequestLog
  readonly streampay: StreamPayControls
  readonly streamCrypto: StreamCryptoControls
  readonly corefy: CorefyControls
  readonly directa24: Directa24Controls
  readonly xgateway: XGatewayControls
  /**
   * Forgets records, deliveries, faults and log; settings and secrets go back to those at
   * the start; the registered webhook URL and the clock stay.
   */
  reset(): void
  close(): Promise<void>
}

/**
 * Starts the simulated gateways on one HTTP server.
 *
 * @throws Error when the port is taken or an option makes no sense
 */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new SandboxClock(options.clockSpeed)
  const webhooks = new WebhookDeliveries(clock, options.webhookTimeoutMs)
  const faults = new Faults()
  const requests = new RequestLog()
  let url = ""
  const streampay = createStreamPayGateway(
    { clock, webhooks, baseUrl: () => `${url}/streampay` },
    options.streampay ?? {}
  )
  const corefy = createCorefyGateway(
    { clock, webhooks, baseUrl: () => `${url}/corefy` },
    options.corefy ?? {}
  )
  const streamCrypto = createStreamCryptoGateway(
    { clock, webhooks, baseUrl: () => `${url}/stream-crypto` },
    options.streamCrypto ?? {}
  )
  const directa24 = createDirecta24Gateway(
    { clock, webhooks, baseUrl: () => `${url}/directa24` },
    options.directa24 ?? {}
  )
  const xgateway = createXGatewayGateway(
    { clock, webhooks, baseUrl: () => `${url}/xgateway` },
    options.xgateway ?? {}
  )
  const gateways = [streampay, corefy, streamCrypto, directa24, xgateway]
  const reset = () => {
    webhooks.reset()
    clock.clear()
    faults.clear()
    requests.clear()
    gateways.forEach((gateway) => gateway.reset())
  }
  const app = buildApplication(
    { faults, requests, isoNow: () => new Date(clock.now()).toISOString() },
    gateways,
    commonControlRoutes({ clock, webhooks, faults, requests, gateways, reset }),
    panelRoutes()
  )
  const server = await listen(app, options.port ?? 0, options.host ?? "127.0.0.1")
  url = (options.publicUrl ?? `http://localhost:${server.port}`).replace(/\/+$/, "")
  return {
    url,
    port: server.port,
    clock,
    webhooks,
    faults,
    requests,
    streampay: streampay.controls,
    streamCrypto: streamCrypto.controls,
    corefy: corefy.controls,
    directa24: directa24.controls,
    xgateway: xgateway.controls,
    reset,
    close: async () => {
      webhooks.close()
      clock.close()
      await server.close()
    },
  }
}
