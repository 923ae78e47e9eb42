import { inspect } from "node:util"

/** What is shown in place of a secret. */
export const MASK = "[secret]"

/**
 * A credential that prints masked wherever it is printed: string conversion, JSON, `util.inspect`,
 * and therefore logs, errors and rows. Only `reveal()` gives the value, so a leak has to be
 * written on purpose.
 */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The credential itself. Use it at the last moment, and put it nowhere. */
  reveal(): string {
    return this.#value
  }

  toString(): string {
    return MASK
  }

  toJSON(): string {
    return MASK
  }

  [inspect.custom](): string {
    return MASK
  }
}

/**
 * Takes known secrets out of a text, in the forms in which they travel: plain, base64 and
 * percent-encoded.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  let result = text
  for (const secret of secrets) {
    const value = secret.reveal()
    if (value.length < 4) {
      continue
    }
    const forms = [value, Buffer.from(value).toString("base64"), encodeURIComponent(value)]
    for (const form of forms) {
      result = result.split(form).join(MASK)
    }
  }
  return result
}
