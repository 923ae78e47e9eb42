import type { JsonObject, JsonValue } from "../../core/json"
import { invalid } from "./errors"

const LONGEST_TEXT = 255

type Check = (text: string) => string | undefined

/** Reads the members of a request, collecting what is wrong with them: each text names its field. */
export class FieldReader {
  private readonly problems: string[] = []
  private readonly known = new Set<string>()

  constructor(private readonly members: JsonObject) {}

  /** A required string; empty when something is wrong with it. */
  text(name: string, check?: Check): string {
    return this.required(name) ? (this.checked(name, check) ?? "") : ""
  }

  optionalText(name: string, check?: Check): string | null {
    return this.given(name) === undefined ? null : this.checked(name, check)
  }

  optionalTexts(name: string, check: Check): string[] | null {
    const value = this.given(name)
    if (value === undefined) {
      return null
    }
    const texts = Array.isArray(value) ? value : [value]
    const problem = texts
      .map((text) =>
        typeof text === "string" ? check(text) : "must be an array of strings or a string"
      )
      .find((found) => found !== undefined)
    if (problem !== undefined || texts.length === 0) {
      this.refuse(name, problem ?? "must not be empty")
      return null
    }
    return texts.filter((text): text is string => typeof text === "string")
  }

  /** Any required value. */
  value(name: string): JsonValue | undefined {
    return this.required(name) ? this.given(name) : undefined
  }

  refuse(name: string, problem: string): void {
    this.problems.push(`${name} ${problem}`)
  }

  /** @throws ReplyError 422 with everything that is wrong, unknown members too */
  finish(unknownFields: "refused" | "ignored" = "refused"): void {
    if (unknownFields === "refused") {
      for (const name of Object.keys(this.members)) {
        if (!this.known.has(name)) {
          this.refuse(name, "is not allowed")
        }
      }
    }
    if (this.problems.length > 0) {
      throw invalid(this.problems)
    }
  }

  private required(name: string): boolean {
    if (this.given(name) === undefined) {
      this.refuse(name, "is required")
      return false
    }
    return true
  }

  private given(name: string): JsonValue | undefined {
    this.known.add(name)
    return this.members[name]
  }

  private checked(name: string, check: Check | undefined): string | null {
    const value = this.given(name)
    if (typeof value !== "string") {
      this.refuse(name, "must be a string")
      return null
    }
    const problem = formProblem(value) ?? check?.(value)
    if (problem !== undefined) {
      this.refuse(name, problem)
      return null
    }
    return value
  }
}

function formProblem(text: string): string | undefined {
  if (text.trim() === "") {
    return "must not be empty"
  }
  return text.length > LONGEST_TEXT
    ? `must be shorter than or equal to ${LONGEST_TEXT} characters`
    : undefined
}

/** One of a fixed set of codes, in their spelling. */
export function oneOf(allowed: readonly string[]): Check {
  return (text) =>
    allowed.includes(text)
      ? undefined
      : `must be one of the following values: ${allowed.join(", ")}`
}

/** An absolute http or https URL. */
export function isUrl(text: string): string | undefined {
  const isAbsolute = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
  return isAbsolute ? undefined : "must be a URL address"
}

export function isEmail(text: string): string | undefined {
  return /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(text) ? undefined : "must be an email"
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

export function isUuid(text: string): boolean {
  return UUID.test(text)
}
