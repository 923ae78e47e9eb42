import type { SandboxRequest } from "../../core/exchange-types"
import { isJsonObject, isRecord, parseJson, type JsonObject } from "../../core/json"
import { parseAmount } from "./countries"
import { invalidV3Param, missingV3Param, v3Error } from "./errors"
import type { Deposit } from "./entities"
import type { RefundRequest } from "./refunds"
import type { Directa24Store } from "./store"
import { isAcceptableUrl } from "./urls"

const MEMBERS: readonly string[] = [
  "deposit_id",
  "invoice_id",
  "amount",
  "bank_account",
  "comments",
  "notification_url",
  "country",
]

/** Members of a bank account; a branch is not had everywhere. */
const ACCOUNT_MEMBERS = {
  required: ["beneficiary", "bank_code", "account_number", "account_type"],
  optional: ["branch"],
} as const

/**
 * Reads the body of `POST /v3/refunds`.
 *
 * @throws ReplyError 200, 201, 801 or 804
 */
export function readRefund(
  store: Directa24Store,
  request: SandboxRequest
): { deposit: Deposit; refund: RefundRequest } {
  const body = parseJson(request.rawBody.toString("utf8"))
  if (!isRecord(body)) {
    throw v3Error(400, 201, "INVALID_PARAM", "The body is no JSON object")
  }
  refuseUnknown(body, MEMBERS, "")
  const deposit = depositOf(store, body)
  const { country } = body
  if (country !== undefined && country !== deposit.country) {
    throw invalidV3Param("country")
  }
  const notificationUrl = text(body, "notification_url", 200) ?? null
  if (notificationUrl !== null && !isAcceptableUrl(notificationUrl)) {
    throw invalidV3Param("notification_url")
  }
  return {
    deposit,
    refund: {
      amount: amountOf(body.amount, deposit.currency),
      madeBy: "api",
      bankAccount: bankAccountOf(body, deposit),
      comments: text(body, "comments", 200) ?? null,
      notificationUrl,
    },
  }
}

function depositOf(store: Directa24Store, body: Record<string, unknown>): Deposit {
  const { deposit_id: id, invoice_id: invoice } = body
  for (const [name, value] of Object.entries({ deposit_id: id, invoice_id: invoice })) {
    if (value === undefined || value === null || value === "") {
      throw missingV3Param(name)
    }
  }
  if (!Number.isSafeInteger(id)) {
    throw invalidV3Param("deposit_id")
  }
  if (typeof invoice !== "string" || invoice.length > 125) {
    throw invalidV3Param("invoice_id")
  }
  const deposit = store.withDocument(String(id))
  if (deposit?.invoice !== invoice) {
    throw v3Error(404, 801, "DEPOSIT_NOT_FOUND", "Deposit not found")
  }
  return deposit
}

/** A JSON number; its shortest text is what the merchant wrote, as far as money goes. */
function amountOf(value: unknown, currency: string): bigint | undefined {
  if (value === undefined) {
    return undefined
  }
  const hundredths = typeof value === "number" ? parseAmount(String(value), currency) : undefined
  if (hundredths === undefined || hundredths === 0n) {
    throw invalidV3Param("amount")
  }
  return hundredths
}

function bankAccountOf(body: Record<string, unknown>, deposit: Deposit): JsonObject | null {
  const account = body.bank_account
  if (account === undefined || account === null) {
    if (deposit.method?.type === "03") {
      return null
    }
    throw v3Error(
      400,
      804,
      "BANK_ACCOUNT_REQUIRED",
      "bank_account is required for this payment method"
    )
  }
  if (!isJsonObject(account)) {
    throw invalidV3Param("bank_account")
  }
  const { required, optional } = ACCOUNT_MEMBERS
  refuseUnknown(account, [...required, ...optional], "bank_account.")
  for (const name of required) {
    if (account[name] === undefined || account[name] === "") {
      throw missingV3Param(`bank_account.${name}`)
    }
  }
  for (const [name, value] of Object.entries(account)) {
    if (typeof value !== "string" || value.length > 100) {
      throw invalidV3Param(`bank_account.${name}`)
    }
  }
  return account
}

function text(body: Record<string, unknown>, name: string, max: number): string | undefined {
  const value = body[name]
  if (value === undefined) {
    return undefined
  }
  if (typeof value !== "string" || [...value].length > max) {
    throw invalidV3Param(name)
  }
  return value
}

function refuseUnknown(
  members: Record<string, unknown>,
  known: readonly string[],
  prefix: string
): void {
  const unknown = Object.keys(members).find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw invalidV3Param(prefix + unknown)
  }
}
