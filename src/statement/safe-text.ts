/** What spreadsheets take for the begin of a formula, also in full width. */
const FORMULA = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/

const NEGATIVE_NUMBER = /^-\d+(\.\d+)?$/

/**
 * A text that spreadsheets show and do not run: texts of payers and gateways could be formulas
 * (OWASP, CSV Injection). A negative number is none.
 */
export function safeText(text: string | null | undefined): string {
  if (text === null || text === undefined) {
    return ""
  }
  return FORMULA.test(text) && !NEGATIVE_NUMBER.test(text) ? `'${text}` : text
}
