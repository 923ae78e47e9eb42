import { GatewayError } from "../../../core/errors"
import { serviceFor } from "../services"
import { money } from "./support/money"

const of = (code: string) => money(`1 ${code}`).currency

function refusalOf(options: Parameters<typeof serviceFor>[0], code: string): GatewayError {
  try {
    serviceFor(options, of(code))
  } catch (error) {
    if (GatewayError.is(error)) {
      return error
    }
    throw error
  }
  throw new Error("it was not refused")
}

it.each([
  [{ service: "payment_card_usd_hpp" }, "USD", "payment_card_usd_hpp"],
  [{ service: "payment_card_hpp" }, "EUR", "payment_card_hpp"],
  [{ service: "pix_brl" }, "BRL", "pix_brl"],
  [{ service: "card" }, "EUR", "card"],
  [{ serviceByCurrency: { EUR: "ideal_eur_hpp" } }, "EUR", "ideal_eur_hpp"],
  [
    { service: "payment_card_usd_hpp", serviceByCurrency: { EUR: "ideal_eur_hpp" } },
    "EUR",
    "ideal_eur_hpp",
  ],
  [
    { service: "payment_card_usd_hpp", serviceByCurrency: { EUR: "ideal_eur_hpp" } },
    "USD",
    "payment_card_usd_hpp",
  ],
  [
    { service: "payment_card_usd_hpp", serviceByCurrency: { USD: "applepay_usd_hpp" } },
    "USD",
    "applepay_usd_hpp",
  ],
  // To convert is the merchant's own word here.
  [{ serviceByCurrency: { EUR: "payment_card_usd_hpp" } }, "EUR", "payment_card_usd_hpp"],
])("%j takes %s by %s", (options, code, service) => {
  expect(serviceFor(options, of(code))).toBe(service)
})

it.each([
  [{ service: "payment_card_usd_hpp" }, "EUR", "the service payment_card_usd_hpp is for USD"],
  [{ service: "pix_brl" }, "USD", "the service pix_brl is for BRL"],
  [{ serviceByCurrency: { USD: "payment_card_usd_hpp" } }, "EUR", "no service for EUR"],
  [
    { service: "payment_card_usd_hpp", serviceByCurrency: { EUR: "ideal_eur_hpp" } },
    "GBP",
    "add one for GBP to serviceByCurrency",
  ],
])("%j does not take %s", (options, code, detail) => {
  const error = refusalOf(options, code)
  expect(error).toMatchObject({ reason: "unsupported_currency", retry: false })
  expect(error.message).toBe(`Corefy takes no ${code} in this shop. Choose another payment method.`)
  expect(error.detail).toContain(detail)
})
