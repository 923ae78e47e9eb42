import { createHmac } from "node:crypto"

/** What of a new invoice is signed; what is missing counts as empty. */
export type SignedInvoiceFields = Partial<Record<SignedField, string>>

type SignedField =
  | "x_invoice"
  | "x_amount"
  | "x_iduser"
  | "x_bank"
  | "x_cpf"
  | "x_bdate"
  | "x_email"
  | "x_zip"
  | "x_address"
  | "x_city"
  | "x_state"

/** Each signed field with the letter that follows it. */
const SIGNED_FIELDS: readonly (readonly [SignedField, string])[] = [
  ["x_invoice", "V"],
  ["x_amount", "I"],
  ["x_iduser", "2"],
  ["x_bank", "1"],
  ["x_cpf", "H"],
  ["x_bdate", "G"],
  ["x_email", "Y"],
  ["x_zip", "A"],
  ["x_address", "P"],
  ["x_city", "S"],
  ["x_state", "P"],
]

/** The value of `control` of a new invoice (Streamline API, deposit creation). */
export function invoiceControl(apiSignature: string, fields: SignedInvoiceFields): string {
  const message = SIGNED_FIELDS.map(([name, letter]) => (fields[name] ?? "") + letter).join("")
  return hmac(apiSignature, message).toUpperCase()
}

/** `x_control` of return and confirmation, and `Sign` of webpaystatus. */
export function resultControl(
  apiSignature: string,
  signed: { login: string; result: string; amount: string; invoice: string }
): string {
  const { login, result, amount, invoice } = signed
  return hmac(apiSignature, login + result + amount + invoice).toUpperCase()
}

/** The value of `Authorization` of a v3 request; `body` is empty for GET. */
export function v3Authorization(
  apiSignature: string,
  signed: { date: string; login: string; body: string }
): string {
  return `D24 ${hmac(apiSignature, signed.date + signed.login + signed.body)}`
}

function hmac(key: string, message: string): string {
  return createHmac("sha256", Buffer.from(key, "utf8")).update(message, "utf8").digest("hex")
}
