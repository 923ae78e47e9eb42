import { createSandbox } from "../../../../../sandbox/src"
import type { Attempt } from "../../../../core/attempt"
import type { CreatedPayment, Gateway } from "../../../../core/contract"
import { GatewayBench as AnyGatewayBench } from "../../../../core/__tests__/support/gateway-bench"
import { streamPay } from "../../gateway"
import type { StreamPayOptions } from "../../options"

const API_SECRET = "as_canary_2b7d51c0"

/** A StreamPay gateway that talks to a sandbox of its own, and what is needed to look at both. */
export class GatewayBench extends AnyGatewayBench<StreamPayOptions> {
  static async start(): Promise<GatewayBench> {
    const sandbox = await createSandbox({ streampay: { apiSecret: API_SECRET } })
    const { streampay } = sandbox
    return new GatewayBench({
      definition: streamPay,
      sandbox,
      options: () => ({
        baseUrl: streampay.baseUrl,
        apiKey: streampay.apiKey,
        apiSecret: streampay.apiSecret,
        webhookSecret: streampay.webhookSecret,
      }),
      secrets: () => [
        streampay.apiKey,
        streampay.apiSecret,
        streampay.apiToken,
        streampay.webhookSecret,
      ],
      apiPath: "/api/v2",
    })
  }

  override open(gateway: Gateway, amount = "250.00 SAR"): Promise<Attempt> {
    return super.open(gateway, amount)
  }

  /** Creates a payment, pays it exactly, and gives its attempt after it was read. */
  async openPaid(gateway: Gateway, amount = "250.00 SAR"): Promise<Attempt> {
    const attempt = await this.open(gateway, amount)
    this.sandbox.streampay.pay(attempt.reference ?? "")
    return this.reread(gateway, attempt)
  }
}

/** What the shop would see of a created payment. */
export function redirectOf(created: Pick<CreatedPayment, "nextAction">): string | undefined {
  return created.nextAction.type === "redirect" ? created.nextAction.url : undefined
}
