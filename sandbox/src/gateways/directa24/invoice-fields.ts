import { BRAZILIAN_STATES, COUNTRIES, parseAmount, requiredIn } from "./countries"
import { isDocument, TEST_DOCUMENT } from "./documents"
import { countryNotFound, emptyParam, invalidControl, invalidParam } from "./errors"
import type { Directa24Account } from "./options"
import { methodsOf, type PaymentMethod } from "./payment-methods"
import { isSameText } from "./same-text"
import { invoiceControl } from "./signature"
import type { StreamlineFields } from "./streamline-request"
import { isAcceptableUrl } from "./urls"

interface FieldRule {
  /** In characters. */
  max: number
  required?: true
  fits?(value: string): boolean
}

const NUMERIC_USER = /^\d{1,11}$/
const LONGEST_USER_TEXT = 20
const EMAIL = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Table of the deposit creation endpoint, in its order; `x_iduser` depends on a setting. */
const RULES: Readonly<Record<string, FieldRule>> = {
  x_invoice: { max: 125, required: true },
  x_amount: { max: 18, required: true },
  x_country: { max: 2, required: true },
  x_bank: { max: 3 },
  x_iduser: { max: LONGEST_USER_TEXT, required: true },
  x_cpf: { max: 30, required: true },
  x_name: { max: 100, required: true, fits: (name) => /\S\s+\S/.test(name) },
  x_email: { max: 100, required: true, fits: (email) => EMAIL.test(email) },
  x_return: { max: 200, fits: isAcceptableUrl },
  control: { max: 64, required: true },
  x_mobile: { max: 20, fits: (phone) => /^\+?[\d ()-]{5,}$/.test(phone) },
  x_currency: { max: 3 },
  x_version: { max: 3, fits: (version) => version === "1.0" || version === "1.1" },
  x_description: { max: 200 },
  x_bdate: { max: 8, fits: isDate },
  x_payer_registration_date: { max: 8, fits: isDate },
  x_address: { max: 255 },
  x_zip: { max: 10 },
  x_city: { max: 100 },
  x_state: { max: 20 },
  x_confirmation: { max: 200, fits: isAcceptableUrl },
  type: { max: 20 },
  iframe_view: { max: 5, fits: (flag) => /^(true|false|0|1)$/.test(flag) },
}

export const INVOICE_FIELDS: readonly string[] = Object.keys(RULES)

/** What of a new invoice is more than text. */
export interface CheckedInvoice {
  currency: string
  /** Hundredths. */
  amount: bigint
  method: PaymentMethod | null
  returnUrl: string
}

/**
 * Checks a new invoice: what is missing, what is wrong, and last its signature.
 *
 * @throws StreamlineError 505, 301, 300 or 302
 */
export function checkInvoice(fields: StreamlineFields, account: Directa24Account): CheckedInvoice {
  const value = (name: string) => fields[name] ?? ""
  const country = value("x_country")
  if (country !== "" && !Object.hasOwn(COUNTRIES, country)) {
    throw countryNotFound()
  }
  checkPresence(value, account, country)
  checkFormats(value, account, country)
  const currency = value("x_currency") || "USD"
  if (currency !== "USD" && currency !== COUNTRIES[country]?.currency) {
    throw invalidParam("x_currency")
  }
  const amount = parseAmount(value("x_amount"), currency)
  if (amount === undefined || amount === 0n) {
    throw invalidParam("x_amount")
  }
  const method = methodsOf(country).find(({ code }) => code === value("x_bank")) ?? null
  if (value("x_bank") !== "" && method === null) {
    throw invalidParam("x_bank")
  }
  if (!isSameText(value("control"), invoiceControl(account.endpoint.secret, fields))) {
    throw invalidControl()
  }
  return { currency, amount, method, returnUrl: value("x_return") || (account.returnUrl ?? "") }
}

type ReadField = (name: string) => string

function checkPresence(value: ReadField, account: Directa24Account, country: string): void {
  const inCountry = requiredIn(country)
  const isRequired = (name: string) =>
    RULES[name]?.required === true ||
    inCountry.includes(name) ||
    (name === "x_bank" && account.settings.emptyBank === "refused") ||
    (name === "x_return" && account.returnUrl === null)
  const missing = INVOICE_FIELDS.find((name) => isRequired(name) && value(name).trim() === "")
  if (missing !== undefined) {
    throw emptyParam(missing)
  }
}

function checkFormats(value: ReadField, account: Directa24Account, country: string): void {
  const { settings } = account
  for (const [name, rule] of Object.entries(RULES)) {
    const text = value(name)
    const isTooLong = [...text].length > rule.max
    if (text !== "" && (isTooLong || rule.fits?.(text) === false)) {
      // A control of another length is as wrong as one of another value.
      throw name === "control" ? invalidControl() : invalidParam(name)
    }
  }
  if (settings.userIds === "numeric" && !NUMERIC_USER.test(value("x_iduser"))) {
    throw invalidParam("x_iduser")
  }
  const isTestDocument = settings.testMode && value("x_cpf") === TEST_DOCUMENT
  if (!isTestDocument && !isDocument(value("x_cpf"), country)) {
    throw invalidParam("x_cpf")
  }
  if (country === "BR" && !/^\d{5}-?\d{3}$/.test(value("x_zip"))) {
    throw invalidParam("x_zip")
  }
  if (country === "BR" && !BRAZILIAN_STATES.includes(value("x_state"))) {
    throw invalidParam("x_state")
  }
}

/** YYYYMMDD, a day that there was. */
function isDate(text: string): boolean {
  const iso = text.replace(/^(\d{4})(\d{2})(\d{2})$/, "$1-$2-$3")
  const time = iso === text ? NaN : Date.parse(iso)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso)
}
