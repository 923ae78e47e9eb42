import { createHmac, timingSafeEqual } from "node:crypto"
import type { Secret } from "../../core/secret"

/** Fields of a request's control string in their order, each with the letter that follows it. */
const CONTROL_FIELDS = [
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
] as const

/**
 * `control` of a new invoice: over these fields as they are sent, before they are percent-encoded.
 * What is empty counts as nothing, its letter stays.
 * Source: Directa24 Streamline API, deposit creation, control string.
 */
export function controlOf(fields: Readonly<Record<string, string>>, signature: Secret): string {
  const message = CONTROL_FIELDS.map(([name, letter]) => `${fields[name] ?? ""}${letter}`).join("")
  return hmac(message, signature).toString("hex").toUpperCase()
}

/** What a confirmation or a status says, as text: not reformatted, because it was signed so. */
export interface SignedResult {
  readonly result: string
  readonly amount: string
  readonly invoice: string
}

/**
 * Whether `given` is Directa24's control of a confirmation, or its `Sign` of a status; compared in
 * constant time.
 * Source: Directa24 Streamline API, confirmation URL.
 *
 * @param login the API key that the message begins with
 */
export function isSigned(
  signed: SignedResult,
  given: string,
  credentials: { readonly login: Secret; readonly signature: Secret }
): boolean {
  const expected = resultMac(signed, credentials)
  return /^[0-9a-f]{64}$/i.test(given) && timingSafeEqual(expected, Buffer.from(given, "hex"))
}

/** Directa24's control of a confirmation: upper-case hexadecimal digits. */
export function controlOfResult(
  signed: SignedResult,
  credentials: { readonly login: Secret; readonly signature: Secret }
): string {
  return resultMac(signed, credentials).toString("hex").toUpperCase()
}

function resultMac(
  { result, amount, invoice }: SignedResult,
  { login, signature }: { readonly login: Secret; readonly signature: Secret }
): Buffer {
  return hmac(`${login.reveal()}${result}${amount}${invoice}`, signature)
}

/**
 * Headers of a call of the v3 API.
 * Source: Directa24 Deposits API v3, technical and security aspects.
 *
 * @param body exactly the bytes that are sent; empty for GET
 */
export function signedHeaders(
  body: string,
  { login, signature, now }: { readonly login: Secret; readonly signature: Secret; now: Date }
): Record<string, string> {
  const date = now.toISOString().replace(/\.\d{3}Z$/, "Z")
  const mac = hmac(`${date}${login.reveal()}${body}`, signature).toString("hex")
  return { "x-login": login.reveal(), "x-date": date, authorization: `D24 ${mac}` }
}

function hmac(message: string, signature: Secret): Buffer {
  return createHmac("sha256", signature.reveal()).update(message, "utf8").digest()
}
