import { currencyOf } from "../../../core/currencies"
import { BRAZILIAN_STATES, COUNTRIES, countryOf, CURRENCIES, takesCurrency } from "../countries"

/** As the knowledge base lists them. */
const LISTED =
  "AR ARS, BO BOB, BR BRL, CA CAD, CI XOF, CL CLP, CM XAF, CN CNY, CO COP, CR CRC, DO DOP, EC USD, GH GHS, GT GTQ, ID IDR, IN INR, JP JPY, KE KES, MX MXN, MY MYR, NG NGN, NI NIO, PA USD, PE PEN, PH PHP, PY PYG, SG SGD, SV SVC, TH THB, TZ TZS, UG UGX, UY UYU, VE VES, VN VND, ZA ZAR"

describe("countries", () => {
  it.each(LISTED.split(", "))("%s, and USD", (pair) => {
    const [code, currency] = pair.split(" ")
    const country = COUNTRIES[code]
    expect(takesCurrency(country, currency)).toBe(true)
    expect(takesCurrency(country, "USD")).toBe(true)
    expect(takesCurrency(country, "EUR")).toBe(false)
    expect(currencyOf(currency, CURRENCIES).exponent).toBeLessThanOrEqual(2)
  })

  it("are these and no others", () => {
    expect(Object.keys(COUNTRIES)).toHaveLength(LISTED.split(", ").length)
    expect(countryOf("DE")).toBeUndefined()
    expect(countryOf("toString")).toBeUndefined()
    expect(countryOf(undefined)).toBeUndefined()
    expect(countryOf("br")).toBe(COUNTRIES.BR)
  })

  it.each(["CLP", "PYG", "JPY", "VND", "XAF", "XOF", "UGX"])("%s has no decimals", (code) => {
    expect(currencyOf(code, CURRENCIES).exponent).toBe(0)
  })

  it.each(["BRL", "COP", "IDR", "CRC", "TZS", "VES", "SVC", "USD"])("%s has two", (code) => {
    expect(currencyOf(code, CURRENCIES).exponent).toBe(2)
  })

  it("say where Directa24 needs to know more", () => {
    const whereNeeded = (need: string) =>
      Object.entries(COUNTRIES)
        .filter(([, { needs }]) => (needs as readonly string[]).includes(need))
        .map(([code]) => code)
    expect(whereNeeded("phone")).toEqual(["CI", "CM", "CO", "GH", "KE", "NG", "TZ", "UG", "ZA"])
    expect(whereNeeded("address")).toEqual(["BR", "CO"])
    expect(whereNeeded("zip")).toEqual(["BR"])
    expect(whereNeeded("state")).toEqual(["BR"])
  })

  it("has the 26 states of Brazil and its federal district", () => {
    expect(Object.keys(BRAZILIAN_STATES)).toHaveLength(27)
  })
})
