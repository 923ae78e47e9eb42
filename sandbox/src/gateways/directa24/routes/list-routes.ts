import { jsonReply, type Route, type SandboxRequest } from "../../../core/exchange-types"
import type { JsonValue } from "../../../core/json"
import { BRAZILIAN_STATES, COUNTRIES, parseAmount, toLocal } from "../countries"
import { invalidV3Param, missingV3Param } from "../errors"
import { banksOf, methodsOf, V3_PAYMENT_TYPES } from "../payment-methods"
import { twoDecimals } from "../presenter"
import type { Directa24Service } from "../service"
import { checkReadOnlyKey } from "../v3-access"
import { logoOf } from "./streamline-routes"

/** The v3 lists: GET with the read-only key. */
export function listRoutes(service: Directa24Service): Route[] {
  const list = (path: string, answer: (country: string, query: URLSearchParams) => JsonValue) => ({
    method: "GET" as const,
    path: `/v3/${path}`,
    handle: (request: SandboxRequest) => {
      checkReadOnlyKey(service.account, request)
      return jsonReply(answer(countryOf(request.query), request.query))
    },
  })
  return [
    list("payment_methods", (country) =>
      methodsOf(country).map(({ code, name, type }) => ({
        country,
        code,
        name,
        type: V3_PAYMENT_TYPES[type],
        status: "OK",
        logo: logoOf(service, code),
        daily_average: 0,
        monthly_average: 0,
      }))
    ),
    list("banks", (country) => banksOf(country)),
    list("states", (country) =>
      country === "BR" ? BRAZILIAN_STATES.map((code) => ({ code, name: code })) : []
    ),
    list("exchange_rates", (country, query) => exchangeRate(service, country, query)),
  ]
}

function exchangeRate(
  { store }: Directa24Service,
  country: string,
  query: URLSearchParams
): JsonValue {
  const currency = COUNTRIES[country]?.currency ?? "USD"
  const hundredths = parseAmount(query.get("amount") ?? "1", "USD")
  if (hundredths === undefined || hundredths === 0n) {
    throw invalidV3Param("amount")
  }
  const rate = store.rateIn(country)
  return {
    fx_rate: Number(rate),
    currency,
    converted_amount: Number(twoDecimals(toLocal(hundredths, rate, currency))),
  }
}

function countryOf(query: URLSearchParams): string {
  const country = query.get("country")
  if (country === null || country === "") {
    throw missingV3Param("country")
  }
  if (!Object.hasOwn(COUNTRIES, country)) {
    throw invalidV3Param("country")
  }
  return country
}
