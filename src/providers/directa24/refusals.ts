import { GatewayError, type GatewayErrorCode } from "../../core/errors"
import type { RefusalWords } from "./schemas"

/** Fields of a request that the payer has told, and how the shop calls them. */
export const PAYER_FIELDS: Readonly<Record<string, string>> = {
  x_cpf: "document",
  x_bank: "bank",
  x_country: "country",
  x_name: "name",
  x_email: "email",
  x_mobile: "phone",
  x_bdate: "birth_date",
  x_address: "address",
  x_zip: "zip",
  x_city: "city",
  x_state: "state",
}

/** What a refusal of the v1 API is about. */
export type RefusalKind =
  /** The invoice number is taken: perhaps by an earlier try of ours. */
  | "used"
  | "temporary"
  /** The merchant has to mend something. */
  | "configuration"
  /** Directa24 does not want this payer. */
  | "declined"
  | "invalid"

/** Words first: the codes are not reliable in practice. */
const WORDS: readonly (readonly [RegExp, RefusalKind])[] = [
  [/invoice (was |is |has been )?already used/i, "used"],
  [/could not (register user|make the deposit)/i, "temporary"],
  [/invalid control/i, "configuration"],
  [/invalid credentials|unregistered ip/i, "configuration"],
  [/user (unauthorized|blacklisted)|limit has been exceeded|cadastral/i, "declined"],
  [/\bparams?\b|\bx_[a-z]/i, "invalid"],
]

/** Source: Directa24 Streamline API, API codes. */
export const REFUSAL_CODES: Readonly<Record<string, RefusalKind>> = {
  "300": "invalid",
  "301": "invalid",
  "302": "configuration",
  "401": "configuration",
  "402": "configuration",
  "409": "configuration",
  "500": "temporary",
  "502": "declined",
  "503": "declined",
  "504": "declined",
  "505": "invalid",
}

/** `undefined` for what is not in the documentation. */
export function refusalKindOf({ code, words = "" }: RefusalWords): RefusalKind | undefined {
  const [, known] = WORDS.find(([pattern]) => pattern.test(words)) ?? []
  return known ?? (code && Object.hasOwn(REFUSAL_CODES, code) ? REFUSAL_CODES[code] : undefined)
}

const CHOOSE_ANOTHER = "Choose another payment method."

/**
 * The error for a refusal of the v1 API. No message says why a payer is not wanted.
 *
 * @param detail Directa24's words, without anything of the payer
 */
export function refusalError(
  refusal: RefusalWords,
  { detail, httpStatus }: { readonly detail?: string; readonly httpStatus?: number }
): GatewayError {
  const make = (code: GatewayErrorCode, message: string, retry = false) =>
    new GatewayError({ code, message, retry, detail, httpStatus, gatewayCode: refusal.code })
  switch (refusalKindOf(refusal)) {
    case "temporary":
      return make(
        "unavailable",
        "Directa24 could not make the payment at present. Try again in a moment, or choose another payment method.",
        true
      )
    case "configuration":
      return misconfigured({ detail, httpStatus, gatewayCode: refusal.code })
    case "invalid":
      return invalidFields(refusal, make)
    case "declined":
      return make("rejected", `Directa24 cannot take this payment. ${CHOOSE_ANOTHER}`)
    default:
      return make("rejected", `Directa24 did not accept the request. ${CHOOSE_ANOTHER}`)
  }
}

/** The error for what only the merchant can mend. */
export function misconfigured(facts: {
  readonly detail?: string
  readonly httpStatus?: number
  readonly gatewayCode?: string
}): GatewayError {
  return new GatewayError({
    code: "configuration",
    message: `Directa24 is not set up correctly in this shop. ${CHOOSE_ANOTHER}`,
    retry: false,
    ...facts,
  })
}

function invalidFields(
  { code, words = "" }: RefusalWords,
  make: (code: GatewayErrorCode, message: string) => GatewayError
): GatewayError {
  const named = code === "505" ? ["x_country"] : [...words.matchAll(/\bx_[a-z_]+/gi)].map(String)
  const fields = named.map((name) => name.toLowerCase())
  const told = [...new Set(fields.flatMap((name) => PAYER_FIELDS[name] ?? []))]
  if (told.length > 0) {
    return make(
      "invalid_input",
      `Directa24 did not accept these details: ${told.join(", ")}. Correct them, or choose another payment method.`
    )
  }
  if (fields.includes("x_amount") || fields.includes("x_currency")) {
    return make("rejected", `Directa24 does not take this amount this way. ${CHOOSE_ANOTHER}`)
  }
  if (fields.length > 0) {
    return make(
      "configuration",
      `Directa24 is not set up correctly in this shop. ${CHOOSE_ANOTHER}`
    )
  }
  return make(
    "invalid_input",
    "Directa24 did not accept the payer's details. Check them, or choose another payment method."
  )
}
