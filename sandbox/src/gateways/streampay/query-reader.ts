import type { SandboxRequest } from "../../core/exchange-types"
import type { JsonValue } from "../../core/json"
import { invalid, type ValidationIssue } from "./errors"
import { checkDateTime, checkOneOf, checkUuid, readDateTime, type Problem } from "./formats"

const TRUE_WORDS: readonly string[] = ["true", "1", "yes", "on"]
const FALSE_WORDS: readonly string[] = ["false", "0", "no", "off"]

/** Reads a query's parameters and gathers what is wrong; `check` answers 422. */
export class QueryReader {
  private readonly issues: ValidationIssue[] = []

  constructor(private readonly query: URLSearchParams) {}

  check(): void {
    if (this.issues.length > 0) {
      invalid(this.issues)
    }
  }

  text(name: string): string | undefined {
    return this.query.get(name) ?? undefined
  }

  integer(name: string, fallback: number, min: number, max?: number): number {
    const text = this.query.get(name)
    if (text === null) {
      return fallback
    }
    if (!/^[+-]?\d{1,15}$/.test(text)) {
      this.add(name, text, {
        type: "int_parsing",
        msg: "Input should be a valid integer, unable to parse string as an integer",
      })
      return fallback
    }
    const value = Number.parseInt(text, 10)
    if (value < min) {
      const msg = `Input should be greater than or equal to ${min}`
      this.add(name, text, { type: "greater_than_equal", msg, ctx: { ge: min } })
    }
    if (max !== undefined && value > max) {
      const msg = `Input should be less than or equal to ${max}`
      this.add(name, text, { type: "less_than_equal", msg, ctx: { le: max } })
    }
    return value
  }

  flag(name: string): boolean | undefined {
    const text = this.query.get(name)?.toLowerCase()
    if (text === undefined) {
      return undefined
    }
    if (!TRUE_WORDS.includes(text) && !FALSE_WORDS.includes(text)) {
      const msg = "Input should be a valid boolean, unable to interpret input"
      this.add(name, text, { type: "bool_parsing", msg })
    }
    return TRUE_WORDS.includes(text)
  }

  choice<T extends string>(name: string, allowed: readonly T[], fallback: T): T {
    const text = this.query.get(name)
    if (text === null) {
      return fallback
    }
    this.verify(name, text, checkOneOf(allowed))
    return allowed.find((candidate) => candidate === text) ?? fallback
  }

  /** A parameter that may be repeated, each of a fixed set of words; absent means no filter. */
  choices(name: string, allowed: readonly string[]): string[] | undefined {
    return this.repeated(name, checkOneOf(allowed))
  }

  uuid(name: string): string | undefined {
    const text = this.text(name)
    if (text !== undefined) {
      this.verify(name, text, checkUuid)
    }
    return text?.toLowerCase()
  }

  uuids(name: string): string[] | undefined {
    return this.repeated(name, checkUuid)
  }

  /** Milliseconds since 1970; a time without a zone is UTC. */
  dateTime(name: string): number | undefined {
    const text = this.text(name)
    if (text === undefined) {
      return undefined
    }
    // A plus sign that nobody encoded arrives as a space.
    const zoned = text.replace(/ (\d{2}:?\d{2})$/, "+$1")
    this.verify(name, zoned, checkDateTime)
    return readDateTime(zoned)
  }

  decimal(name: string): string | undefined {
    const text = this.text(name)
    if (text !== undefined && !/^\d{1,12}(\.\d{1,3})?$/.test(text)) {
      this.add(name, text, { type: "decimal_parsing", msg: "Input should be a valid decimal" })
      return undefined
    }
    return text
  }

  private repeated(
    name: string,
    check: (text: string) => Problem | undefined
  ): string[] | undefined {
    const texts = this.query.getAll(name)
    texts.forEach((text, index) => this.verify(name, text, check, index))
    return texts.length > 0 ? texts : undefined
  }

  private verify(
    name: string,
    text: string,
    check: (text: string) => Problem | undefined,
    index?: number
  ): void {
    const problem = check(text)
    if (problem) {
      this.add(name, text, problem, index)
    }
  }

  private add(name: string, input: JsonValue, problem: Problem, index?: number): void {
    const loc = index === undefined ? ["query", name] : ["query", name, index]
    this.issues.push({ ...problem, loc, input })
  }
}

/** An id in the path; what is no UUID is answered with 422. */
export function pathUuid(request: SandboxRequest, name: string): string {
  const text = request.params[name] ?? ""
  const problem = checkUuid(text)
  return problem ? invalid([{ ...problem, loc: ["path", name], input: text }]) : text.toLowerCase()
}
