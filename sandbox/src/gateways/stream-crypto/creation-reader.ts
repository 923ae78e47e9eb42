import type { SandboxRequest } from "../../core/exchange-types"
import { isJsonObject, parseJson, type JsonObject, type JsonValue } from "../../core/json"
import { parseDecimal } from "../../core/money"
import type { Price, PriceCurrency } from "./entities"
import { badRequest, type FieldErrors } from "./errors"
import type { StreamCryptoSettings } from "./options"
import { PRICE_DECIMALS } from "./quote"

/** What a payment is created from. */
export interface Creation {
  price: Price
  name: string
  description: string
  returnUrl: string
}

const PRICE_FIELDS: Readonly<Record<string, PriceCurrency>> = {
  amount_usd: "USD",
  amount_eur: "EUR",
  amount: "STRM",
}

const KNOWN_FIELDS = [...Object.keys(PRICE_FIELDS), "name", "description", "return_url"]
const LONGEST_NAME = 255
const LONGEST_AMOUNT = 48

/**
 * The JSON object of a creation.
 *
 * @throws ReplyError 400 when there is none
 */
export function creationBody(request: SandboxRequest): JsonObject {
  if (!/^application\/json\b/i.test(request.headers["content-type"] ?? "")) {
    throw badRequest("Content-Type must be application/json")
  }
  const parsed = parseJson(request.rawBody.toString("utf8"))
  if (!isJsonObject(parsed)) {
    throw badRequest("The body must be a JSON object")
  }
  return parsed
}

/**
 * Reads a creation strictly.
 *
 * @throws ReplyError 400 that names each field that is wrong
 */
export function readCreation(body: JsonObject, settings: StreamCryptoSettings): Creation {
  const errors: FieldErrors = {}
  const refuse = (field: string, problem: string) => {
    ;(errors[field] ??= []).push(problem)
    return undefined
  }
  if (settings.unknownFields === "refused") {
    for (const field of Object.keys(body).filter((name) => !KNOWN_FIELDS.includes(name))) {
      refuse(field, "This field is not known.")
    }
  }
  const price = readPrice(body, settings, refuse)
  const name = readText(body, "name", refuse)
  if (name !== undefined && [...name].length > LONGEST_NAME) {
    refuse("name", `This value must have at most ${LONGEST_NAME} characters.`)
  }
  const description =
    body.description === undefined || body.description === ""
      ? ""
      : readText(body, "description", refuse)
  const returnUrl = readText(body, "return_url", refuse)
  if (returnUrl !== undefined && !isWebUrl(returnUrl)) {
    refuse("return_url", "This value must be an http or https URL.")
  }
  const isWhole =
    price !== undefined &&
    name !== undefined &&
    description !== undefined &&
    returnUrl !== undefined &&
    Object.keys(errors).length === 0
  if (!isWhole) {
    throw badRequest("Validation failed", errors)
  }
  return { price, name, description, returnUrl }
}

type Refuse = (field: string, problem: string) => undefined

function readPrice(
  body: JsonObject,
  settings: StreamCryptoSettings,
  refuse: Refuse
): Price | undefined {
  const given = Object.keys(PRICE_FIELDS).filter((field) => body[field] !== undefined)
  const [field] = given
  if (field === undefined || given.length > 1) {
    return refuse("amount", "Exactly one of amount_usd, amount_eur and amount must be given.")
  }
  const currency = PRICE_FIELDS[field] ?? "USD"
  const text = amountText(body[field], settings)
  if (text === undefined) {
    return refuse(field, "This value must be a numeric string.")
  }
  const units =
    text.length > LONGEST_AMOUNT ? undefined : parseDecimal(text, PRICE_DECIMALS[currency])
  if (units === undefined) {
    return refuse(field, `This value must have at most ${PRICE_DECIMALS[currency]} decimals.`)
  }
  return units > 0n ? { currency, units } : refuse(field, "This value must be more than 0.")
}

function amountText(
  value: JsonValue | undefined,
  { numericAmounts }: StreamCryptoSettings
): string | undefined {
  const text = typeof value === "number" && numericAmounts === "accepted" ? String(value) : value
  return typeof text === "string" && /^-?\d+(\.\d+)?$/.test(text) ? text : undefined
}

function readText(body: JsonObject, field: string, refuse: Refuse): string | undefined {
  const value = body[field]
  if (value === undefined) {
    return refuse(field, "This field is required.")
  }
  if (typeof value !== "string") {
    return refuse(field, "This value must be a string.")
  }
  return value.trim() === "" ? refuse(field, "This value must not be empty.") : value
}

function isWebUrl(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text)
}
