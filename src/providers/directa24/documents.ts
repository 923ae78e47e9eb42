/** Some characters of a document, one after the other. */
interface Run {
  readonly characters: string
  readonly least: number
  readonly most: number
}

/** The documents of a country, and what can be told from a number whether it is one. */
interface DocumentRule {
  readonly label: string
  /** Each is one form that a document can have. */
  readonly forms: readonly (readonly Run[])[]
  /** Finds typing errors; gets the document without punctuation. */
  readonly hasValidCheckDigits?: (document: string) => boolean
}

const digits = (least: number, most = least): Run => ({ characters: "\\d", least, most })
const characters = (least: number, most = least): Run => ({
  characters: "[A-Za-z0-9]",
  least,
  most,
})

/** Directa24 itself decides where its documentation tells no rule. */
const ANY: DocumentRule["forms"] = [[characters(1, 30)]]

/** Source: Directa24 knowledge base, countries specifications. */
const RULES: Readonly<Record<string, DocumentRule>> = {
  AR: { label: "DNI, CUIT or CUIL", forms: [[digits(7, 9)], [digits(11)]] },
  BO: {
    label: "CI, CIE, NIT or passport",
    forms: [[digits(7)], [characters(1), digits(8)], [characters(1), digits(6)], [digits(12)]],
  },
  BR: {
    label: "CPF or CNPJ",
    forms: [[digits(11, 14)]],
    hasValidCheckDigits: (document) =>
      document.length === 11 ? isCpf(document) : isCnpj(document.padStart(14, "0")),
  },
  CA: {
    label: "Driver's licence, health card or passport",
    forms: [[digits(6, 9)], [characters(8, 15)]],
  },
  CL: { label: "RUT, RUN or ID", forms: [[digits(7, 8), characters(1)]] },
  CM: { label: "Passport, CI or driver's licence", forms: [[characters(8, 12)]] },
  CO: { label: "CC, NIT, CE, PEP or passport", forms: [[characters(6, 10)], [digits(8, 15)]] },
  MX: { label: "CURP, RFC or IFE", forms: ANY },
  PE: { label: "DNI", forms: ANY },
  UY: { label: "CI", forms: ANY },
}

const OTHER: DocumentRule = { label: "Identity document", forms: ANY }

/** Directa24's test document, which no real person can have: its check digits are wrong. */
const TEST_DOCUMENT = "00003456789"

/** What people write between the digits, and Directa24 does not take. */
const SEPARATORS = " .\\/\\-"

/** What the payer is asked for in this country. */
export function documentLabel(countryCode: string): string {
  return ruleOf(countryCode).label
}

/** The forms of a country's documents as in HTML's `pattern`; separators may stand in them. */
export function documentPattern(countryCode: string): string {
  return patternOf(ruleOf(countryCode), `[${SEPARATORS}]*`)
}

/**
 * A document as Directa24 takes it: without punctuation, letters in upper case.
 *
 * @param testDocuments whether Directa24's own test document is taken
 * @returns `undefined` when it cannot be a document of this country
 */
export function readDocument(
  text: string,
  countryCode: string,
  { testDocuments }: { readonly testDocuments: boolean }
): string | undefined {
  const rule = ruleOf(countryCode)
  const document = text.replace(new RegExp(`[\\s${SEPARATORS}]`, "g"), "").toUpperCase()
  if (!new RegExp(`^(?:${patternOf(rule, "")})$`).test(document)) {
    return undefined
  }
  const isTest = testDocuments && document === TEST_DOCUMENT
  return isTest || (rule.hasValidCheckDigits?.(document) ?? true) ? document : undefined
}

function ruleOf(countryCode: string): DocumentRule {
  return Object.hasOwn(RULES, countryCode) ? (RULES[countryCode] ?? OTHER) : OTHER
}

function patternOf({ forms }: DocumentRule, between: string): string {
  const form = (runs: readonly Run[]) =>
    runs
      .map(({ characters: one, least, most }) => `(?:${one}${between}){${least},${most}}`)
      .join("")
  return forms.map(form).join("|")
}

function isCpf(document: string): boolean {
  return endsWithCheckDigits(document, (length) =>
    Array.from({ length }, (_, index) => length + 1 - index)
  )
}

function isCnpj(document: string): boolean {
  // From the right, the weights run from 2 to 9 and begin again.
  return endsWithCheckDigits(document, (length) =>
    Array.from({ length }, (_, index) => ((length - 1 - index) % 8) + 2)
  )
}

/** Both Brazilian documents end in two digits, each the rest of a weighted sum modulo 11. */
function endsWithCheckDigits(document: string, weights: (length: number) => number[]): boolean {
  const isOneDigitRepeated = new Set(document).size === 1
  const body = document.slice(0, -2)
  const first = checkDigit(body, weights)
  return !isOneDigitRepeated && document === `${body}${first}${checkDigit(body + first, weights)}`
}

function checkDigit(body: string, weights: (length: number) => number[]): string {
  const sum = weights(body.length).reduce(
    (total, weight, index) => total + weight * Number(body[index]),
    0
  )
  const rest = sum % 11
  return String(rest < 2 ? 0 : 11 - rest)
}
