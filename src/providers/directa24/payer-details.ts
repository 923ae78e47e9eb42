import type { CollectField } from "../../core/attempt"
import type { Payer } from "../../core/contract"
import { GatewayError } from "../../core/errors"
import {
  BRAZILIAN_STATES,
  COUNTRIES,
  type Country,
  type CountryNeed,
  countryOf,
  DOLLAR,
  takesCurrency,
} from "./countries"
import { documentLabel, documentPattern, readDocument } from "./documents"
import { METHOD_CODE } from "./payment-methods"

/** Names of all that the payer may be asked for, or may tell unasked. */
export const DETAIL_NAMES = [
  "document",
  "bank",
  "country",
  "name",
  "email",
  "phone",
  "birth_date",
  "address",
  "zip",
  "city",
  "state",
] as const

/** What the payer's details are looked at with. */
export interface DetailsContext {
  readonly currencyCode: string
  readonly defaultCountry?: string
  readonly defaultBank?: string
  /** Whether Directa24's own test document is taken. */
  readonly testDocuments: boolean
  /** The ways to pay in a country; `undefined` when there is no list. */
  readonly choices: (country: string) => Promise<CollectField["options"]>
}

/** All that Directa24 has to be told of the payer, or what is missing of it. */
export type ExaminedPayer =
  | {
      readonly type: "complete"
      readonly country: string
      /** By Directa24's names, e.g. `x_cpf`. */
      readonly fields: Readonly<Record<string, string>>
    }
  | { readonly type: "incomplete"; readonly questions: readonly CollectField[] }

/** One thing that Directa24 is told. */
interface Detail {
  readonly name: (typeof DETAIL_NAMES)[number]
  readonly parameter: string
  readonly label: string
  readonly given: string | undefined
  /** As Directa24 takes it; `undefined` for what it would refuse. */
  readonly read: (text: string) => string | undefined
  readonly isNeeded: boolean
  readonly pattern?: string
  readonly options?: CollectField["options"]
}

/**
 * Puts together what Directa24 is told of the payer. What is missing, or known but not acceptable
 * to Directa24, becomes a question; what it does not need is left out when it is not acceptable.
 * Source: Directa24 Streamline API, deposit creation.
 *
 * @throws {GatewayError} `unsupported_currency` for a country that does not take the currency
 */
export async function examinePayer(payer: Payer, context: DetailsContext): Promise<ExaminedPayer> {
  const country = countryCodeOf(payer, context)
  const where = countryOf(country)
  if (country === undefined || where === undefined) {
    return {
      type: "incomplete",
      questions: [countryQuestion(context.currencyCode), ...contactOf(payer).flatMap(questionOf)],
    }
  }
  const details = [...identityOf(payer, country, context), ...contactOf(payer, where)].concat(
    placeOf(payer, country, where)
  )
  const open = details.filter((detail) => valueOf(detail) === undefined && detail.isNeeded)
  if (open.length === 0) {
    const told = details.flatMap((detail) => {
      const value = valueOf(detail)
      return value === undefined ? [] : [[detail.parameter, value] as const]
    })
    return {
      type: "complete",
      country,
      fields: { ...Object.fromEntries(told), x_country: country },
    }
  }
  const isBankOpen = open.some(({ name }) => name === "bank")
  const options = isBankOpen ? await context.choices(country) : undefined
  return {
    type: "incomplete",
    questions: open.flatMap((detail) =>
      questionOf(detail.name === "bank" && options ? { ...detail, options } : detail)
    ),
  }
}

function countryCodeOf(payer: Payer, context: DetailsContext): string | undefined {
  const told = payer.country?.toUpperCase()
  const { currencyCode, defaultCountry } = context
  if (told === undefined) {
    const preset = countryOf(defaultCountry)
    return preset && takesCurrency(preset, currencyCode) ? defaultCountry : undefined
  }
  const where = countryOf(told)
  if (where && !takesCurrency(where, currencyCode)) {
    const taken = [...new Set([where.currency, DOLLAR])].join(" or ")
    throw new GatewayError({
      code: "unsupported_currency",
      message: `Directa24 takes ${taken} in ${where.name}, not ${currencyCode}. Choose another payment method.`,
      retry: false,
    })
  }
  return where ? told : undefined
}

function countryQuestion(currencyCode: string): CollectField {
  const options = Object.entries(COUNTRIES)
    .filter(([, country]) => takesCurrency(country, currencyCode))
    .map(([value, { name: label }]) => ({ value, label }))
  return { name: "country", label: "Country", options, required: true }
}

function identityOf(payer: Payer, country: string, context: DetailsContext): Detail[] {
  return [
    {
      name: "bank",
      parameter: "x_bank",
      label: "Payment method",
      given: payer.answers.bank ?? context.defaultBank,
      read: matching(METHOD_CODE),
      isNeeded: true,
      pattern: METHOD_CODE,
    },
    {
      name: "document",
      parameter: "x_cpf",
      label: documentLabel(country),
      given: payer.answers.document,
      read: (text) => readDocument(text, country, context),
      isNeeded: true,
      pattern: documentPattern(country),
    },
  ]
}

const EMAIL = "(?=.{6,100}$)[^\\s@]+@[^\\s@]+\\.[^\\s@]+"
const PHONE = "\\+?(?:[ .\\(\\)\\-]*\\d){7,15}[ .\\(\\)\\-]*"

function contactOf(payer: Payer, where?: Country): Detail[] {
  return [
    {
      name: "name",
      parameter: "x_name",
      label: "Full name",
      given: payer.name,
      read: (text) => matching(".{2,100}")(oneLine(text)),
      isNeeded: true,
      pattern: ".{2,100}",
    },
    {
      name: "email",
      parameter: "x_email",
      label: "E-mail",
      given: payer.email,
      read: matching(EMAIL),
      isNeeded: true,
      pattern: EMAIL,
    },
    {
      name: "phone",
      parameter: "x_mobile",
      label: "Mobile phone",
      given: payer.phone,
      read: (text) => matching(PHONE)(text)?.replace(/[^+\d]/g, ""),
      isNeeded: needs(where, "phone"),
      pattern: PHONE,
    },
    {
      name: "birth_date",
      parameter: "x_bdate",
      label: "Date of birth (YYYY-MM-DD)",
      given: payer.answers.birth_date,
      read: readDate,
      isNeeded: false,
    },
  ]
}

const BRAZILIAN_ZIP = "\\d{5}[ .\\-]?\\d{3}"

function placeOf(payer: Payer, country: string, where: Country): Detail[] {
  const isBrazil = country === "BR"
  const states = Object.entries(BRAZILIAN_STATES).map(([value, label]) => ({ value, label }))
  return [
    {
      name: "address",
      parameter: "x_address",
      label: "Address",
      given: payer.address,
      read: (text) => cut(text, 255),
      isNeeded: needs(where, "address"),
    },
    {
      name: "zip",
      parameter: "x_zip",
      label: isBrazil ? "CEP (postal code)" : "Postal code",
      given: payer.zip,
      read: isBrazil
        ? (text) => matching(BRAZILIAN_ZIP)(text)?.replace(/\D/g, "")
        : matching("[A-Za-z0-9 \\-]{1,10}"),
      isNeeded: needs(where, "zip"),
      ...(isBrazil && { pattern: BRAZILIAN_ZIP }),
    },
    {
      name: "city",
      parameter: "x_city",
      label: "City",
      given: payer.city,
      read: (text) => cut(text, 100),
      isNeeded: false,
    },
    {
      name: "state",
      parameter: "x_state",
      label: "State",
      given: payer.state,
      read: (text) => readState(text, country),
      isNeeded: needs(where, "state"),
      ...(isBrazil && { options: states }),
    },
  ]
}

function needs(where: Country | undefined, need: CountryNeed): boolean {
  return where?.needs.includes(need) ?? false
}

function valueOf({ given, read }: Detail): string | undefined {
  const text = given?.trim()
  return text ? read(text) || undefined : undefined
}

/** Nothing to ask where there is nothing missing. */
function questionOf(detail: Detail): CollectField[] {
  const { name, label, given, pattern, options, isNeeded } = detail
  if (!isNeeded || valueOf(detail) !== undefined) {
    return []
  }
  return [
    {
      name,
      label: given?.trim() ? `${label} (please check)` : label,
      ...(options ? { options } : pattern !== undefined && { pattern }),
      required: true,
    },
  ]
}

function matching(pattern: string): (text: string) => string | undefined {
  const whole = new RegExp(`^(?:${pattern})$`, "u")
  return (text) => (whole.test(text) ? text : undefined)
}

/** `BR-SP`, `sp` and `SP` are one state; where the codes are not known, what looks like one. */
function readState(text: string, country: string): string | undefined {
  const code = text.toUpperCase().replace(new RegExp(`^${country}-`), "")
  const isCode =
    country === "BR" ? Object.hasOwn(BRAZILIAN_STATES, code) : /^[A-Z0-9]{1,3}$/.test(code)
  return isCode ? code : undefined
}

/** `1980-01-15` or `19800115`, if there is such a day. */
function readDate(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-?(\d{2})-?(\d{2})$/.exec(text) ?? []
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  const isDay = !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day)
  return isDay ? `${year}${month}${day}` : undefined
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim()
}

/** Free text is cut before it is signed, and never in the middle of a character. */
export function cut(text: string, length: number): string {
  return oneLine(text)
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim()
}
