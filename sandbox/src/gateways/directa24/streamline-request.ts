import type { Reply, SandboxRequest } from "../../core/exchange-types"
import { formMembers, isFormType } from "../../core/form-body"
import type { JsonValue } from "../../core/json"
import { ANSWER_FORMATS, answerTypeOf, type AnswerType } from "./answer-formats"
import {
  emptyParam,
  invalidCredentials,
  invalidParam,
  StreamlineError,
  streamlineErrorReply,
  unregisteredIp,
} from "./errors"
import type { Directa24Account } from "./options"
import { isSameText } from "./same-text"

/** The fields of a v1 request, all text. */
export type StreamlineFields = Readonly<Record<string, string>>

/** One v1 call. */
export interface StreamlineCall {
  /** Which of the two pairs of key and passphrase it takes. */
  credentials: "deposit" | "status"
  /** Without `type`. */
  defaultType: AnswerType
  /** Besides `x_login`, `x_trans_key` and `type`. */
  knownFields: readonly string[]
  answer(fields: StreamlineFields): JsonValue
}

/** Makes the handler of a v1 call: form, keys, IP address, field names; then its answer. */
export function streamlineHandler(account: Directa24Account, call: StreamlineCall) {
  return (request: SandboxRequest): Reply => {
    const members = isFormType(request.headers["content-type"]) ? formMembers(request.rawBody) : {}
    const asked = typeof members.type === "string" ? members.type : ""
    const type = asked === "" ? call.defaultType : answerTypeOf(asked)
    const format = ANSWER_FORMATS[type ?? call.defaultType]
    try {
      const fields = singleTexts(members)
      checkAccess(account, call.credentials, fields)
      if (type === undefined) {
        throw invalidParam("type")
      }
      checkNames(account, call, fields)
      return { status: 200, json: call.answer(fields), format }
    } catch (error) {
      if (error instanceof StreamlineError) {
        return { ...streamlineErrorReply(error, account.settings), format }
      }
      throw error
    }
  }
}

function singleTexts(members: Record<string, JsonValue | undefined>): StreamlineFields {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => {
      if (typeof value !== "string") {
        throw invalidParam(name)
      }
      return [name, value]
    })
  )
}

function checkAccess(
  account: Directa24Account,
  which: StreamlineCall["credentials"],
  fields: StreamlineFields
): void {
  const { x_login: login = "", x_trans_key: passphrase = "" } = fields
  if (login === "" || passphrase === "") {
    throw emptyParam(login === "" ? "x_login" : "x_trans_key")
  }
  const [key, secret] =
    which === "deposit"
      ? [account.apiKey, account.apiPassphrase]
      : [account.statusApiKey, account.statusApiPassphrase]
  if (!isSameText(login, key) || !isSameText(passphrase, secret)) {
    throw invalidCredentials()
  }
  if (!account.settings.ipRegistered) {
    throw unregisteredIp()
  }
}

function checkNames(
  account: Directa24Account,
  call: StreamlineCall,
  fields: StreamlineFields
): void {
  const known = ["x_login", "x_trans_key", "type", ...call.knownFields]
  const unknown = Object.keys(fields).find((name) => !known.includes(name))
  if (unknown !== undefined && account.settings.unknownFields === "refused") {
    throw invalidParam(unknown)
  }
}
