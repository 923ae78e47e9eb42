import { createSandbox } from "../../../../../sandbox/src"
import type { Attempt } from "../../../../core/attempt"
import type { Gateway } from "../../../../core/contract"
import { GatewayBench as AnyGatewayBench } from "../../../../core/__tests__/support/gateway-bench"
import { streamCrypto } from "../../gateway"
import type { StreamCryptoOptions } from "../../options"
import { callbackFieldsOf, deliveryOf } from "./callbacks"

export const CLIENT_ID = "shop_public_1"
export const CREATE_PAGE = `POST /payment/${CLIENT_ID}/page`
export const CREATE = `POST /payment/${CLIENT_ID}`
export const READ = "GET /payment/*"

/** A Stream gateway that talks to a sandbox of its own, and what is needed to look at both. */
export class GatewayBench extends AnyGatewayBench<StreamCryptoOptions> {
  static async start(): Promise<GatewayBench> {
    const sandbox = await createSandbox({
      streamCrypto: { clientId: CLIENT_ID, clientSecret: "cs_canary_7d1e90aa" },
    })
    const { streamCrypto: stream } = sandbox
    return new GatewayBench({
      definition: streamCrypto,
      sandbox,
      options: () => ({
        baseUrl: stream.baseUrl,
        clientId: stream.clientId,
        clientSecret: stream.clientSecret,
      }),
      secrets: () => [stream.clientSecret],
      apiPath: "/api/v1",
    })
  }

  get stream() {
    return this.sandbox.streamCrypto
  }

  override open(gateway: Gateway, amount = "15.89 USD"): Promise<Attempt> {
    return super.open(gateway, amount)
  }

  /** The attempt after a verified callback about it was kept. */
  withCallback(
    gateway: Gateway,
    attempt: Attempt,
    receivedUsd: string,
    { askedUsd = attempt.due.toDecimal(), at = new Date() } = {}
  ): Attempt {
    const fields = callbackFieldsOf({
      payment_id: attempt.reference ?? "",
      amount_usd: askedUsd,
      received_amount_usd: receivedUsd,
    })
    const hint = gateway.readWebhook(deliveryOf(fields, this.stream.clientSecret, at))
    return { ...attempt, evidence: { ...attempt.evidence, ...hint.evidence } }
  }
}

export const refOf = (attempt: Attempt) => attempt.reference ?? ""

/** A moment this many minutes after a payment's time is over. */
export function afterExpiry(attempt: Attempt, minutes: number): Date {
  return new Date((attempt.expiresAt?.getTime() ?? 0) + minutes * 60_000)
}
