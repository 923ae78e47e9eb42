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

/** Anything shorter would take ordinary words out of a text, and is no secret. */
const SHORTEST = 4

/**
 * Takes known secrets out of a text, in the forms in which they travel: plain, base64 (both
 * alphabets) and percent-encoded. Of secrets that overlap, the longer one goes first, so that no
 * rest of it is left.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  const forms = secrets
    .map((secret) => secret.reveal())
    .filter((value) => value.length >= SHORTEST)
    .flatMap(formsOf)
    .sort((left, right) => right.length - left.length)
  return forms.reduce((result, form) => result.split(form).join(MASK), text)
}

function formsOf(value: string): string[] {
  const bytes = Buffer.from(value)
  const base64 = bytes.toString("base64")
  const percent = encodeURIComponent(value)
  return [
    value,
    base64,
    base64.replace(/=+$/, ""),
    bytes.toString("base64url"),
    percent,
    percent.replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  ]
}
