import { divideHalfUp, parseDecimal } from "../../core/money"

/** One country that D24 takes deposits in. */
export interface Country {
  currency: string
  /** Made up, but of the right size: local money for one US dollar, at most 4 decimals. */
  rate: string
}

/** Countries with their currencies (D24 documentation, countries specifications). */
export const COUNTRIES: Readonly<Record<string, Country>> = {
  AR: { currency: "ARS", rate: "1050.25" },
  BO: { currency: "BOB", rate: "6.91" },
  BR: { currency: "BRL", rate: "5.8464" },
  CA: { currency: "CAD", rate: "1.3725" },
  CI: { currency: "XOF", rate: "605.4" },
  CL: { currency: "CLP", rate: "948.12" },
  CM: { currency: "XAF", rate: "605.4" },
  CN: { currency: "CNY", rate: "7.2431" },
  CO: { currency: "COP", rate: "4120.55" },
  CR: { currency: "CRC", rate: "512.3" },
  DO: { currency: "DOP", rate: "60.15" },
  EC: { currency: "USD", rate: "1" },
  GH: { currency: "GHS", rate: "15.42" },
  GT: { currency: "GTQ", rate: "7.72" },
  ID: { currency: "IDR", rate: "15890" },
  IN: { currency: "INR", rate: "83.95" },
  JP: { currency: "JPY", rate: "149.7" },
  KE: { currency: "KES", rate: "129.1" },
  MX: { currency: "MXN", rate: "19.87" },
  MY: { currency: "MYR", rate: "4.4512" },
  NG: { currency: "NGN", rate: "1605.5" },
  NI: { currency: "NIO", rate: "36.8" },
  PA: { currency: "USD", rate: "1" },
  PE: { currency: "PEN", rate: "3.7625" },
  PH: { currency: "PHP", rate: "57.4" },
  PY: { currency: "PYG", rate: "7810" },
  SG: { currency: "SGD", rate: "1.3411" },
  SV: { currency: "SVC", rate: "8.75" },
  TH: { currency: "THB", rate: "34.25" },
  TZ: { currency: "TZS", rate: "2650" },
  UG: { currency: "UGX", rate: "3680" },
  UY: { currency: "UYU", rate: "41.3" },
  VE: { currency: "VES", rate: "36.6" },
  VN: { currency: "VND", rate: "25310" },
  ZA: { currency: "ZAR", rate: "18.15" },
}

const WITHOUT_DECIMALS: readonly string[] = ["CLP", "PYG", "JPY", "VND", "XAF", "XOF", "UGX"]

const AFRICAN: readonly string[] = ["CI", "CM", "GH", "KE", "NG", "TZ", "UG", "ZA"]

/** ISO 3166-2 codes of Brazil's states. */
export const BRAZILIAN_STATES: readonly string[] =
  "AC AL AP AM BA CE DF ES GO MA MT MS MG PA PB PR PE PI RJ RN RS RO RR SC SP SE TO".split(" ")

const HUNDREDTHS = 2
export const RATE_DECIMALS = 4

/** Whether the currency has no decimals. */
export function hasNoDecimals(currency: string): boolean {
  return WITHOUT_DECIMALS.includes(currency)
}

/** Fields that are optional elsewhere. */
export function requiredIn(country: string): string[] {
  return [
    ...(country === "CO" || AFRICAN.includes(country) ? ["x_mobile"] : []),
    ...(country === "BR" || country === "CO" ? ["x_address"] : []),
    ...(country === "BR" ? ["x_zip", "x_state"] : []),
  ]
}

/**
 * Reads an amount in hundredths, the unit of all currencies here: `x_amount` has at most two
 * decimals. Currencies without decimals must have a whole amount.
 */
export function parseAmount(text: string, currency: string): bigint | undefined {
  const hundredths = /^\d{1,15}(\.\d{1,2})?$/.test(text)
    ? parseDecimal(text, HUNDREDTHS)
    : undefined
  const isWhole = hundredths !== undefined && hundredths % 100n === 0n
  return hundredths !== undefined && (isWhole || !hasNoDecimals(currency)) ? hundredths : undefined
}

/** US dollars in local money, both in hundredths; rounded half up. */
export function toLocal(hundredths: bigint, rate: string, currency: string): bigint {
  const product = hundredths * rateUnits(rate)
  return hasNoDecimals(currency)
    ? divideHalfUp(product, 100n * 10n ** 4n) * 100n
    : divideHalfUp(product, 10n ** 4n)
}

/** Local money in US dollars, both in hundredths; rounded half up. */
export function toDollars(hundredths: bigint, rate: string): bigint {
  return divideHalfUp(hundredths * 10n ** 4n, rateUnits(rate))
}

/** A rate in ten-thousandths. @throws Error when it is none */
export function rateUnits(rate: string): bigint {
  const units = parseDecimal(rate, RATE_DECIMALS)
  if (units === undefined || units <= 0n) {
    throw new Error(`"${rate}" is no rate: more than 0, at most ${RATE_DECIMALS} decimals`)
  }
  return units
}

/** A part of hundredths, half up. @param percent a decimal string with at most two decimals */
export function feeOf(hundredths: bigint, percent: string): bigint {
  return divideHalfUp(hundredths * (parseDecimal(percent, 2) ?? 0n), 10_000n)
}
