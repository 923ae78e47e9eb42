import { createSandbox } from "../../../../../sandbox/src"
import type { Attempt } from "../../../../core/attempt"
import type { Gateway } from "../../../../core/contract"
import { GatewayBench as AnyGatewayBench } from "../../../../core/__tests__/support/gateway-bench"
import { xgateway } from "../../gateway"
import type { XGatewayOptions } from "../../options"

const API_KEY = "xgw_api_canary_5f1c77"
const SECRET_KEY = "xgw_secret_canary_a80b3e"
const WEBHOOK_URL = "http://127.0.0.1:9/hooks/payment-gateways/xgateway_xgateway"

/** An XGateway gateway that talks to a sandbox of its own, and what is needed to look at both. */
export class GatewayBench extends AnyGatewayBench<XGatewayOptions> {
  static async start(flow: "channel" | "invoice"): Promise<GatewayBench> {
    const sandbox = await createSandbox({
      xgateway: { apiKey: API_KEY, secretKey: SECRET_KEY, webhookUrl: WEBHOOK_URL },
    })
    // What is sent is handed over by hand.
    sandbox.webhooks.hold()
    return new GatewayBench({
      definition: xgateway,
      sandbox,
      options: () => ({
        baseUrl: sandbox.xgateway.baseUrl,
        apiKey: sandbox.xgateway.apiKey,
        secretKey: sandbox.xgateway.secretKey,
        flow,
      }),
      secrets: () => [API_KEY, SECRET_KEY, sandbox.xgateway.secretKey],
      apiPath: "/api/v2",
    })
  }

  override reset(): void {
    super.reset()
    this.sandbox.webhooks.hold()
  }

  override open(gateway: Gateway, amount = "250.00 USD"): Promise<Attempt> {
    return super.open(gateway, amount)
  }

  /** The attempt after a callback of this transaction was received. */
  told(attempt: Attempt, ...transactionIds: string[]): Attempt {
    const evidence = Object.fromEntries(transactionIds.map((id) => [`transaction:${id}`, {}]))
    return { ...attempt, evidence: { ...attempt.evidence, ...evidence } }
  }
}
