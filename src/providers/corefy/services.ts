import { GatewayError } from "../../core/errors"
import type { Currency } from "../../core/money"
import { isCurrencyCode } from "./currencies"
import type { CorefyOptions } from "./options"

/**
 * The service that takes a currency: its own of `serviceByCurrency`, else `service`. A service whose
 * code names another currency would convert the price, which nobody asked for.
 *
 * @throws {GatewayError} `unsupported_currency`
 */
export function serviceFor(
  { service, serviceByCurrency = {} }: Pick<CorefyOptions, "service" | "serviceByCurrency">,
  { code }: Currency
): string {
  if (Object.hasOwn(serviceByCurrency, code)) {
    return serviceByCurrency[code] as string
  }
  if (service === undefined) {
    throw unsupported(code, `serviceByCurrency has no service for ${code}`)
  }
  const named = currencyNamedBy(service)
  if (named !== undefined && named !== code) {
    throw unsupported(
      code,
      `the service ${service} is for ${named}; add one for ${code} to serviceByCurrency`
    )
  }
  return service
}

/** `payment_card_usd_hpp` names USD. Source: Corefy documentation, payment services. */
function currencyNamedBy(service: string): string | undefined {
  const word = service.split("_").findLast((part) => part !== "hpp")
  const code = word?.toUpperCase()
  return code !== undefined && isCurrencyCode(code) ? code : undefined
}

function unsupported(code: string, detail: string): GatewayError {
  return new GatewayError({
    code: "unsupported_currency",
    message: `Corefy takes no ${code} in this shop. Choose another payment method.`,
    detail,
    retry: false,
  })
}
