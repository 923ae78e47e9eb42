import type { SandboxRequest } from "../../core/exchange-types"
import { invalidSignature, invalidV3Credentials, missingHeader, v3Error } from "./errors"
import type { Directa24Account } from "./options"
import { isSameText } from "./same-text"
import { v3Authorization } from "./signature"

const DATE = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/

/** Checks the headers of a v3 request that is signed. @throws ReplyError 100, 101 or 102 */
export function checkSignature(account: Directa24Account, request: SandboxRequest): void {
  const login = header(request, "X-Login")
  const date = header(request, "X-Date")
  const authorization = header(request, "Authorization")
  if (request.method === "POST") {
    if (!/^application\/json\b/i.test(header(request, "Content-Type"))) {
      throw v3Error(400, 103, "INVALID_HEADER", "Invalid header: Content-Type")
    }
    header(request, "X-Idempotency-Key")
  }
  if (!DATE.test(date) || Number.isNaN(Date.parse(date))) {
    throw v3Error(400, 103, "INVALID_HEADER", "Invalid header: X-Date")
  }
  if (!isSameText(login, account.apiKey)) {
    throw invalidV3Credentials()
  }
  const body = request.rawBody.toString("utf8")
  const expected = v3Authorization(account.endpoint.secret, { date, login, body })
  if (!isSameText(authorization, expected)) {
    throw invalidSignature()
  }
  checkIp(account)
}

/** Checks the read-only key of a v3 list. @throws ReplyError 100 or 101 */
export function checkReadOnlyKey(account: Directa24Account, request: SandboxRequest): void {
  const authorization = header(request, "Authorization")
  if (!isSameText(authorization, `Bearer ${account.readOnlyKey}`)) {
    throw invalidV3Credentials()
  }
  checkIp(account)
}

/** The value of a header. @throws ReplyError 101 without it */
export function header(request: SandboxRequest, name: string): string {
  const value = request.headers[name.toLowerCase()]
  if (typeof value !== "string" || value.trim() === "") {
    throw missingHeader(name)
  }
  return value
}

function checkIp(account: Directa24Account): void {
  if (!account.settings.ipRegistered) {
    throw v3Error(403, 104, "UNREGISTERED_IP_ADDRESS", "Unregistered IP address")
  }
}
