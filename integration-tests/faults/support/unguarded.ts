import type { BaseProvider } from "../../../src/core/base-provider"
import { resolveGateway } from "../../../src/settlement/resolve-gateway"
import { type GatewayShop, PROVIDERS } from "../../support/gateway-shop"

type Guarded = "authorizePayment" | "capturePayment" | "cancelPayment" | "deletePayment"

/** Puts a provider's method in the place of the guarded one, until mocks are restored. */
export function without<Method extends Guarded>(
  shop: GatewayShop,
  providerId: string,
  method: Method,
  wrong: BaseProvider[Method]
): void {
  const provider = resolveGateway(shop.container, providerId)
  jest.spyOn(provider, method as "authorizePayment").mockImplementation(wrong as never)
}

/** A cart whose payment is paid at its gateway. */
export async function paid(
  shop: GatewayShop,
  providerId: "pp_corefy_destream" | "pp_stream-crypto_stream-crypto",
  currency: string
) {
  const { cart, session } = await shop.pay(providerId, currency)
  const reference = String(session.data.reference)
  if (providerId === PROVIDERS.corefy) {
    shop.sandbox.corefy.pay(reference)
  } else {
    shop.sandbox.streamCrypto.pay(reference)
  }
  return { cart, session }
}
