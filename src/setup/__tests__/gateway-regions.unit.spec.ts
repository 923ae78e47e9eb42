import { describe, expect, it } from "@jest/globals"
import type { BaseProvider } from "../../core/base-provider"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import type { GatewayProviderClass } from "../../core/define-gateway-provider"
import { CorefyProvider } from "../../providers/corefy"
import { Directa24Provider } from "../../providers/directa24"
import { StreamPayProvider } from "../../providers/streampay"
import { regionsOf, type ShopRegion } from "../gateway-regions"
import { takenCurrencies } from "../taken-currencies"

const make = (Provider: GatewayProviderClass, options: Record<string, unknown>): BaseProvider =>
  new Provider({ [PAYMENT_GATEWAYS_MODULE]: { attempts: {} } }, options)

const streamPay = make(StreamPayProvider, {
  apiKey: "key",
  apiSecret: "secret",
  webhookSecret: "webhook",
})
const directa24 = make(Directa24Provider, {
  apiKey: "key",
  apiPassphrase: "passphrase",
  apiSignature: "signature",
  statusApiKey: "status",
  statusApiPassphrase: "status passphrase",
})
const corefy = (services: Record<string, unknown>) =>
  make(CorefyProvider, {
    commerceAccountId: "coma_1",
    apiKey: "key",
    callbackSecret: "secret",
    ...services,
  })

const region = (name: string, currencyCode: string, ...countries: string[]): ShopRegion => ({
  id: `reg_${name}`,
  name,
  currencyCode,
  countries,
  providerIds: new Set(["pp_enabled"]),
})

const problemOf = (provider: BaseProvider, of: ShopRegion) =>
  regionsOf({ providerId: "pp_enabled", provider }, [of])[0]?.problem?.message ?? null

describe("regions", () => {
  it("are told with what keeps a gateway from them", () => {
    expect(problemOf(streamPay, region("Mexico", "MXN", "MX"))).toBe(
      "Mexico sells in MXN, which StreamPay does not take."
    )
    expect(problemOf(streamPay, region("Saudi Arabia", "SAR", "SA"))).toBeNull()
    expect(problemOf(directa24, region("Mexico", "MXN", "MX"))).toBeNull()
    expect(problemOf(directa24, region("Europe", "EUR", "DE", "FR"))).toMatch(/sells in EUR/)
    expect(problemOf(directa24, region("United States", "USD", "US"))).toBe(
      "Directa24 works in no country of United States (US)."
    )
    // One country is enough, and no country is no problem.
    expect(problemOf(directa24, region("Americas", "USD", "US", "PA"))).toBeNull()
    expect(problemOf(directa24, region("Nowhere", "USD"))).toBeNull()
  })

  it("are enabled where the shop offers the provider", () => {
    const of = region("Saudi Arabia", "SAR", "SA")
    const enabled = (providerId: string) =>
      regionsOf({ providerId, provider: streamPay }, [of])[0]?.isEnabled
    expect([enabled("pp_enabled"), enabled("pp_other")]).toEqual([true, false])
  })
})

describe("currencies", () => {
  it("are those that the gateway takes as it is set up", () => {
    expect(takenCurrencies(streamPay.gateway)).toEqual([
      ...["AED", "BHD", "EUR", "GBP", "KWD", "OMR", "QAR", "SAR", "USD"],
    ])
    expect(takenCurrencies(corefy({ service: "payment_card_usd_hpp" }).gateway)).toEqual(["USD"])
    expect(
      takenCurrencies(corefy({ serviceByCurrency: { eur: "a_b_c", usd: "d_e_f" } }).gateway)
    ).toEqual(["EUR", "USD"])
  })

  it("are any where the gateway says so", () => {
    expect(takenCurrencies(corefy({ service: "payment_card_hpp" }).gateway)).toBeNull()
  })
})
