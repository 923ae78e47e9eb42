import { randomUUID } from "node:crypto"
import { ReplyError } from "../../core/exchange-types"
import type { Refusals as CommonRefusals } from "../../core/gateway"
import type { JsonValue } from "../../core/json"
import type { CorefySettings } from "./options"

/** One thing that is wrong with a request. */
export interface Issue {
  /** `amount.required` */
  code: string
  detail: string
  /** JSON pointer to the member: `/data/attributes/amount`. */
  pointer?: string
}

const TITLES: Readonly<Record<number, string>> = {
  401: "unauthorized",
  403: "forbidden",
  404: "not_found",
  405: "method_not_allowed",
  413: "request_too_large",
  422: "validation_error",
  429: "too_many_requests",
  502: "bad_gateway",
}

/** Refuses in the form that the account's settings say. */
export class Refuser {
  constructor(private readonly settings: () => CorefySettings) {}

  /** 422 unless another status is given. */
  refuse(issues: Issue[], status = 422): never {
    throw new ReplyError({ status, json: this.body(status, issues) })
  }

  unauthorized(detail: string): never {
    throw new ReplyError({
      status: 401,
      headers: { "WWW-Authenticate": this.settings().authScheme === "basic" ? "Basic" : "Bearer" },
      json: this.body(401, [{ code: "unauthorized", detail }]),
    })
  }

  /** A `reference_id` that was used before. */
  refuseDuplicate(): never {
    const issue = {
      code: "reference_id.duplicate",
      detail: "duplicate request: this reference_id was used before",
      pointer: "/data/attributes/reference_id",
    }
    return this.refuse([issue], this.settings().duplicateReferenceStatus)
  }

  /** Refuses parameters that the resource does not have. */
  checkQuery(query: URLSearchParams, known: readonly string[]): void {
    const unknown = [...query.keys()].filter((name) => !known.includes(name))
    if (unknown.length > 0 && this.settings().unknownAttributes === "refused") {
      this.refuse(
        unknown.map((name) => ({ code: `${name}.unknown`, detail: `${name} is no parameter here` }))
      )
    }
  }

  notFound(detail: string): never {
    return this.refuse([{ code: "not_found", detail }], 404)
  }

  body(status: number, issues: Issue[]): JsonValue {
    const title = TITLES[status] ?? "server_error"
    if (this.settings().errorForm === "corefy") {
      return {
        request_id: randomUUID(),
        error_type: title,
        error_codes: issues.map(({ code }) => code),
      }
    }
    return {
      errors: issues.map(({ code, detail, pointer }) => ({
        status: String(status),
        code,
        title,
        detail,
        ...(pointer ? { source: { pointer } } : {}),
      })),
    }
  }

  /** What every server has to say sometime. */
  common(): CommonRefusals {
    const plain = (status: number, code: string, detail: string) => () => ({
      status,
      json: this.body(status, [{ code, detail }]),
    })
    return {
      notFound: plain(404, "not_found", "No such resource"),
      methodNotAllowed: plain(405, "method_not_allowed", "Method not allowed"),
      bodyTooLarge: plain(413, "request_too_large", "Request body too large"),
      broken: plain(500, "server_error", "Internal error"),
    }
  }
}
