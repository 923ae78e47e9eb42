/** The document with which payers are simulated in the test environment; its check digits are wrong. */
export const TEST_DOCUMENT = "00003456789"

/** Formats by country (D24 documentation, countries specifications); punctuation is not allowed. */
const FORMATS: Readonly<Record<string, (document: string) => boolean>> = {
  // DNI, or CUIT and CUIL
  AR: (document) => /^(\d{7,9}|\d{11})$/.test(document),
  BR: (document) => isCpf(document) || isCnpj(document),
  // CI, CIE, passport, NIT
  BO: (document) => /^(\d{7}|[a-z]\d{8}|[a-z]\d{6}|\d{12})$/i.test(document),
  // driving licence, health card, passport
  CA: (document) => /^(\d{6,9}|[a-z0-9]{8,15})$/i.test(document),
  // the check digit of a RUT may be K
  CL: (document) => /^\d{7,8}[\dk]$/i.test(document),
  CM: (document) => /^[a-z0-9]{8,12}$/i.test(document),
  // CC, NIT, CE, PEP, or passport
  CO: (document) => /^(\d{6,15}|[a-z0-9]{6,10})$/i.test(document),
}

/** Whether a document can be one of the country's. */
export function isDocument(document: string, country: string): boolean {
  const fits = FORMATS[country]
  return fits ? fits(document) : /^[a-z0-9]{1,30}$/i.test(document)
}

function isCpf(document: string): boolean {
  return (
    /^\d{11}$/.test(document) &&
    !isOneDigit(document) &&
    hasCheckDigit(document.slice(0, 10), [10, 9, 8, 7, 6, 5, 4, 3, 2]) &&
    hasCheckDigit(document, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2])
  )
}

/** 12 to 14 digits: leading zeros may be missing. */
function isCnpj(document: string): boolean {
  const whole = document.padStart(14, "0")
  return (
    /^\d{12,14}$/.test(document) &&
    !isOneDigit(whole) &&
    hasCheckDigit(whole.slice(0, 13), [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]) &&
    hasCheckDigit(whole, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2])
  )
}

/** The last digit closes the weighted sum of those before it, modulo 11. */
function hasCheckDigit(digits: string, weights: readonly number[]): boolean {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  const rest = sum % 11
  return Number(digits.at(-1)) === (rest < 2 ? 0 : 11 - rest)
}

function isOneDigit(digits: string): boolean {
  return new Set(digits).size === 1
}
