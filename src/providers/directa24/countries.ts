import type { CurrencyExponents } from "../../core/currencies"

/** What Directa24 has to be told besides document, name and e-mail. */
export type CountryNeed = "phone" | "address" | "zip" | "state"

/** A country that Directa24 takes payments in. */
export interface Country {
  readonly name: string
  /** ISO 4217; USD is taken besides. */
  readonly currency: string
  readonly needs: readonly CountryNeed[]
}

const PHONE: readonly CountryNeed[] = ["phone"]

function country(name: string, currency: string, needs: readonly CountryNeed[] = []): Country {
  return { name, currency, needs }
}

/**
 * The countries by ISO 3166-1 code. Sources: Directa24 knowledge base, countries specifications;
 * Streamline API, deposit creation (which fields are mandatory where).
 */
export const COUNTRIES: Readonly<Record<string, Country>> = {
  AR: country("Argentina", "ARS"),
  BO: country("Bolivia", "BOB"),
  BR: country("Brazil", "BRL", ["address", "zip", "state"]),
  CA: country("Canada", "CAD"),
  CI: country("Côte d'Ivoire", "XOF", PHONE),
  CL: country("Chile", "CLP"),
  CM: country("Cameroon", "XAF", PHONE),
  CN: country("China", "CNY"),
  CO: country("Colombia", "COP", ["phone", "address"]),
  CR: country("Costa Rica", "CRC"),
  DO: country("Dominican Republic", "DOP"),
  EC: country("Ecuador", "USD"),
  GH: country("Ghana", "GHS", PHONE),
  GT: country("Guatemala", "GTQ"),
  ID: country("Indonesia", "IDR"),
  IN: country("India", "INR"),
  JP: country("Japan", "JPY"),
  KE: country("Kenya", "KES", PHONE),
  MX: country("Mexico", "MXN"),
  MY: country("Malaysia", "MYR"),
  NG: country("Nigeria", "NGN", PHONE),
  NI: country("Nicaragua", "NIO"),
  PA: country("Panama", "USD"),
  PE: country("Peru", "PEN"),
  PH: country("Philippines", "PHP"),
  PY: country("Paraguay", "PYG"),
  SG: country("Singapore", "SGD"),
  SV: country("El Salvador", "SVC"),
  TH: country("Thailand", "THB"),
  TZ: country("Tanzania", "TZS", PHONE),
  UG: country("Uganda", "UGX", PHONE),
  UY: country("Uruguay", "UYU"),
  VE: country("Venezuela", "VES"),
  VN: country("Vietnam", "VND"),
  ZA: country("South Africa", "ZAR", PHONE),
}

/** Taken in every country, paid in local money at Directa24's rate. */
export const DOLLAR = "USD"

const WITHOUT_DECIMALS: ReadonlySet<string> = new Set([
  "CLP",
  "JPY",
  "PYG",
  "UGX",
  "VND",
  "XAF",
  "XOF",
])

/** Decimals of every currency that Directa24 takes; it knows no more than two. */
export const CURRENCIES: CurrencyExponents = Object.fromEntries(
  [DOLLAR, ...Object.values(COUNTRIES).map(({ currency }) => currency)].map((code) => [
    code,
    WITHOUT_DECIMALS.has(code) ? 0 : 2,
  ])
)

/** The country of a code in any case; `undefined` where Directa24 takes no payments. */
export function countryOf(code: string | undefined): Country | undefined {
  const upper = code?.toUpperCase() ?? ""
  return Object.hasOwn(COUNTRIES, upper) ? COUNTRIES[upper] : undefined
}

/** Whether an invoice of this currency can be paid in this country. */
export function takesCurrency(where: Country, currencyCode: string): boolean {
  return currencyCode === DOLLAR || currencyCode === where.currency
}

/** Brazil's states: the part of their ISO 3166-2 codes that Directa24 takes, and their names. */
export const BRAZILIAN_STATES: Readonly<Record<string, string>> = {
  AC: "Acre",
  AL: "Alagoas",
  AM: "Amazonas",
  AP: "Amapá",
  BA: "Bahia",
  CE: "Ceará",
  DF: "Distrito Federal",
  ES: "Espírito Santo",
  GO: "Goiás",
  MA: "Maranhão",
  MG: "Minas Gerais",
  MS: "Mato Grosso do Sul",
  MT: "Mato Grosso",
  PA: "Pará",
  PB: "Paraíba",
  PE: "Pernambuco",
  PI: "Piauí",
  PR: "Paraná",
  RJ: "Rio de Janeiro",
  RN: "Rio Grande do Norte",
  RO: "Rondônia",
  RR: "Roraima",
  RS: "Rio Grande do Sul",
  SC: "Santa Catarina",
  SE: "Sergipe",
  SP: "São Paulo",
  TO: "Tocantins",
}
