import type { Reply } from "../../core/exchange-types"
import { ReplyError } from "../../core/exchange-types"
import type { Refusals } from "../../core/gateway"
import type { JsonValue } from "../../core/json"
import type { Directa24Settings } from "./options"

/** What is wrong with a v1 request: code of D24's list where it is known, and its text. */
export class StreamlineError extends Error {
  constructor(
    readonly code: number | null,
    readonly desc: string
  ) {
    super(desc)
    this.name = "StreamlineError"
  }
}

export const invalidParam = (name: string) => new StreamlineError(300, `Invalid param ${name}`)
export const emptyParam = (name: string) => new StreamlineError(301, `Empty param ${name}`)
export const invalidControl = () => new StreamlineError(302, "Invalid control")
export const invalidCredentials = () => new StreamlineError(401, "Invalid credentials")
export const unregisteredIp = () => new StreamlineError(402, "Unregistered IP address")
export const countryNotFound = () => new StreamlineError(505, "Country not found")
export const invoiceAlreadyUsed = () => new StreamlineError(null, "Invoice already used")

type InvoiceRefusal = Exclude<Directa24Settings["newInvoiceRefusal"], "none">

const INVOICE_REFUSALS: Readonly<Record<InvoiceRefusal, readonly [number | null, string]>> = {
  user_unauthorized: [502, "User unauthorized"],
  user_blacklisted: [503, "User blacklisted"],
  user_limit_exceeded: [null, "User limit has been exceeded"],
  cadastral_situation: [504, "Invalid cadastral situation"],
  could_not_make_deposit: [500, "Could not make the deposit"],
  could_not_register_user: [500, "Could not register user"],
  merchant_configuration_missing: [409, "Merchant configuration missing"],
  generic: [500, "Generic error"],
}

/** The refusal of an invoice in which nothing is wrong. */
export function invoiceRefusal(reason: InvoiceRefusal): StreamlineError {
  return new StreamlineError(...INVOICE_REFUSALS[reason])
}

const HTTP_STATUSES: Readonly<Record<number, number>> = {
  401: 401,
  402: 403,
  409: 409,
  500: 500,
  502: 403,
  503: 403,
  504: 403,
}

/** The v1 answer to an error. */
export function streamlineErrorReply(error: StreamlineError, settings: Directa24Settings): Reply {
  const shown = settings.showErrorCode && error.code !== null
  return {
    status: settings.errorStatus === "200" ? 200 : (HTTP_STATUSES[error.code ?? 300] ?? 400),
    json: {
      status: "1",
      desc: error.desc,
      ...(shown ? { error_code: String(error.code) } : {}),
    },
  }
}

/** An error of v3: `{code, description, type}`. */
export function v3Error(
  status: number,
  code: number,
  type: string,
  description: string
): ReplyError {
  return new ReplyError({ status, json: { code, description, type } })
}

export const missingHeader = (name: string) =>
  v3Error(400, 101, "MISSING_REQUIRED_HEADER", `Missing required header: ${name}`)
export const invalidV3Credentials = () =>
  v3Error(401, 100, "INVALID_CREDENTIALS", "Invalid credentials")
export const invalidSignature = () => v3Error(401, 102, "INVALID_SIGNATURE", "Invalid signature")
export const missingV3Param = (name: string) =>
  v3Error(400, 200, "MISSING_REQUIRED_PARAM", `Missing required param: ${name}`)
export const invalidV3Param = (name: string) =>
  v3Error(400, 201, "INVALID_PARAM", `Invalid param: ${name}`)

export const DIRECTA24_REFUSALS: Refusals = {
  notFound: () => ({
    status: 404,
    json: { code: 404, description: "Not found", type: "NOT_FOUND" },
  }),
  methodNotAllowed: () => ({
    status: 405,
    json: { code: 405, description: "Method not allowed", type: "METHOD_NOT_ALLOWED" },
  }),
  bodyTooLarge: () => ({
    status: 413,
    json: { code: 413, description: "Request too large", type: "REQUEST_TOO_LARGE" },
  }),
  broken: () => ({ status: 500, json: errorBody(500) }),
}

/** The body of a failure on D24's side, in the words of the API that was called. */
export function errorBody(status: number, path = ""): JsonValue {
  const text = status === 429 ? "Too many requests" : "Generic error"
  return path.startsWith("/v3/")
    ? { code: status, description: text, type: text.toUpperCase().replaceAll(" ", "_") }
    : { status: "1", desc: text, error_code: "500" }
}
