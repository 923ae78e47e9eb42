import { createSandbox } from "../../../../../sandbox/src"
import { GatewayBench as AnyGatewayBench } from "../../../../core/__tests__/support/gateway-bench"
import type { Attempt } from "../../../../core/attempt"
import type { CreateRequest, Gateway, Payer } from "../../../../core/contract"
import type { Money } from "../../../../core/money"
import { directa24 } from "../../gateway"
import type { Directa24Options } from "../../options"
import { BRAZILIAN } from "./payer"

/** A Directa24 gateway that talks to a sandbox of its own, and what is needed to look at both. */
export class GatewayBench extends AnyGatewayBench<Directa24Options> {
  static async start(): Promise<GatewayBench> {
    const sandbox = await createSandbox({
      directa24: { apiPassphrase: "canary_passphrase_7f31", apiSignature: "canary_signature_90ab" },
    })
    const { directa24: account } = sandbox
    return new GatewayBench({
      definition: directa24,
      sandbox,
      options: () => ({
        baseUrl: account.baseUrl,
        apiKey: account.apiKey,
        apiPassphrase: account.apiPassphrase,
        apiSignature: account.apiSignature,
        statusApiKey: account.statusApiKey,
        statusApiPassphrase: account.statusApiPassphrase,
      }),
      secrets: () => [
        account.apiKey,
        account.apiPassphrase,
        account.apiSignature,
        account.statusApiKey,
        account.statusApiPassphrase,
        account.readOnlyKey,
      ],
      apiPath: "",
      ids: /(?<=refunds\/)\d+/g,
    })
  }

  get account() {
    return this.sandbox.directa24
  }

  /** Somebody in Brazil who has told everything, unless changed. */
  override request(
    amount: Money,
    changes: Partial<CreateRequest> = {},
    payer: Partial<Payer> = {}
  ): CreateRequest {
    return super.request(amount, changes, { ...BRAZILIAN, ...payer })
  }

  override open(
    gateway: Gateway,
    amount = "100.50 BRL",
    payer: Partial<Payer> = {}
  ): Promise<Attempt> {
    return super.open(gateway, amount, payer)
  }

  /** Creates a payment, pays it exactly, and gives its attempt after it was read. */
  async openPaid(
    gateway: Gateway,
    amount = "100.50 BRL",
    payer: Partial<Payer> = {}
  ): Promise<Attempt> {
    const attempt = await this.open(gateway, amount, payer)
    this.account.pay(attempt.reference ?? "")
    return this.reread(gateway, attempt)
  }
}
