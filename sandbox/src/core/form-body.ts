import type { SandboxRequest } from "./exchange-types"
import type { JsonObject } from "./json"

const FORM_TYPE = /^application\/x-www-form-urlencoded\s*(;|$)/i

/** Whether a Content-Type is that of an HTML form. */
export function isFormType(contentType: string | undefined): boolean {
  return FORM_TYPE.test(contentType ?? "")
}

/** The members of a form-encoded body, as UTF-8; a name that occurs twice has an array. */
export function formMembers(body: Buffer): JsonObject {
  const form = new URLSearchParams(body.toString("utf8"))
  const members = [...new Set(form.keys())].map((name) => {
    const values = form.getAll(name)
    return [name, values.length > 1 ? values : (values[0] ?? "")] as const
  })
  return Object.fromEntries(members)
}

/** The form that the payer's browser sent. */
export function submittedForm({ rawBody }: SandboxRequest): URLSearchParams {
  return new URLSearchParams(rawBody.toString("utf8"))
}
