import { createSandbox, type Sandbox } from "../../../../../sandbox/src"
import type { Attempt } from "../../../../core/attempt"
import type { CreatedPayment, Gateway } from "../../../../core/contract"
import { GatewayBench as AnyGatewayBench } from "../../../../core/__tests__/support/gateway-bench"
import { corefy } from "../../gateway"
import type { CorefyOptions } from "../../options"

const API_KEY = "api_key_canary_51f0c2"

/** A Corefy gateway that talks to a sandbox of its own, and what is needed to look at both. */
export class GatewayBench extends AnyGatewayBench<CorefyOptions> {
  static async start(): Promise<GatewayBench> {
    const sandbox = await createSandbox({ corefy: { apiKey: API_KEY } })
    const controls = sandbox.corefy
    return new GatewayBench({
      definition: corefy,
      sandbox,
      options: () => ({
        baseUrl: controls.baseUrl,
        commerceAccountId: controls.commerceAccountId,
        apiKey: controls.apiKey,
        callbackSecret: controls.callbackSecret,
        callbackSecretTest: controls.callbackSecretTest,
        hppUrl: controls.hppUrl,
        service: "payment_card_usd_hpp",
      }),
      secrets: () => [
        controls.apiKey,
        controls.callbackSecret,
        controls.callbackSecretTest,
        controls.authorization,
      ],
      apiPath: "/api/commerce/payment-invoices",
      ids: /cpi_[A-Za-z0-9_-]+/g,
    })
  }

  get controls(): Sandbox["corefy"] {
    return this.sandbox.corefy
  }

  override open(gateway: Gateway, amount = "10.50 USD"): Promise<Attempt> {
    return super.open(gateway, amount)
  }

  /** Creates a payment, pays it exactly, and gives its attempt after it was read. */
  async openPaid(gateway: Gateway, amount = "10.50 USD"): Promise<Attempt> {
    const attempt = await this.open(gateway, amount)
    this.controls.pay(attempt.reference ?? "")
    return this.reread(gateway, attempt)
  }
}

/** What the shop would see of a created payment. */
export function redirectOf(created: Pick<CreatedPayment, "nextAction">): string | undefined {
  return created.nextAction.type === "redirect" ? created.nextAction.url : undefined
}
