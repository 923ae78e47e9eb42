import type { SandboxRequest } from "../../core/exchange-types"
import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json"
import { invalid, type ValidationIssue } from "./errors"
import {
  checkDateTime,
  checkEmail,
  checkPhoneNumber,
  checkUrl,
  checkUuid,
  readDateTime,
  type Problem,
} from "./formats"
import { parseJsonBody } from "./json-body"

interface TextRules {
  min?: number
  max?: number
}

interface IntegerRules {
  min?: number
  max?: number
}

/**
 * Reads a request's members one by one and gathers everything that is wrong. A member that is
 * wrong reads as something harmless; `check` then answers 422 before anything is used.
 */
export class FormReader {
  constructor(
    private readonly members: JsonObject,
    private readonly loc: (string | number)[] = ["body"],
    private readonly issues: ValidationIssue[] = []
  ) {}

  /** @throws ReplyError 422 when the body is no JSON object */
  static ofBody(request: SandboxRequest): FormReader {
    return new FormReader(parseJsonBody(request))
  }

  /** @throws ReplyError 422 when anything read so far was wrong */
  check(): void {
    if (this.issues.length > 0) {
      invalid(this.issues)
    }
  }

  has(name: string): boolean {
    return this.members[name] !== undefined
  }

  add(name: string, problem: Problem): void {
    this.issues.push({
      type: problem.type,
      loc: [...this.loc, name],
      msg: problem.msg,
      input: this.members[name] ?? null,
      ...(problem.ctx ? { ctx: problem.ctx } : {}),
    })
  }

  text(name: string, rules: TextRules = {}): string {
    return this.required(name) ? (this.textOf(name, rules) ?? "") : ""
  }

  textOrNull(name: string, rules: TextRules = {}): string | null {
    return this.isAbsent(name) ? null : (this.textOf(name, rules) ?? null)
  }

  choice<T extends string>(name: string, allowed: readonly T[], fallback?: T): T {
    if (fallback !== undefined && this.members[name] === undefined) {
      return fallback
    }
    const [first] = allowed
    if (first === undefined) {
      throw new Error(`${name} has no choices`)
    }
    return this.required(name) ? (this.choiceOf(name, allowed) ?? first) : first
  }

  choiceOrNull<T extends string>(name: string, allowed: readonly T[]): T | null {
    return this.isAbsent(name) ? null : (this.choiceOf(name, allowed) ?? null)
  }

  integer(name: string, fallback: number, rules: IntegerRules = {}): number {
    return this.members[name] === undefined ? fallback : (this.integerOf(name, rules) ?? fallback)
  }

  integerOrNull(name: string, rules: IntegerRules = {}): number | null {
    return this.isAbsent(name) ? null : (this.integerOf(name, rules) ?? null)
  }

  flag(name: string, fallback: boolean): boolean {
    const value = this.members[name]
    if (value === undefined) {
      return fallback
    }
    if (typeof value !== "boolean") {
      this.add(name, { type: "bool_type", msg: "Input should be a valid boolean" })
      return fallback
    }
    return value
  }

  uuid(name: string): string {
    return this.required(name) ? (this.formatted(name, checkUuid) ?? "") : ""
  }

  uuidOrNull(name: string): string | null {
    return this.isAbsent(name) ? null : (this.formatted(name, checkUuid) ?? null)
  }

  /** Milliseconds since 1970; a time without a zone is UTC. */
  dateTimeOrNull(name: string): number | null {
    const text = this.isAbsent(name) ? undefined : this.formatted(name, checkDateTime)
    return text === undefined ? null : readDateTime(text)
  }

  urlOrNull(name: string): string | null {
    const url = this.textOrNull(name, { min: 1, max: 2000 })
    return url === null ? null : (this.formatted(name, checkUrl) ?? null)
  }

  emailOrNull(name: string): string | null {
    return this.isAbsent(name) ? null : (this.formatted(name, checkEmail) ?? null)
  }

  phoneNumberOrNull(name: string): string | null {
    return this.isAbsent(name) ? null : (this.formatted(name, checkPhoneNumber) ?? null)
  }

  objectOrNull(name: string): JsonObject | null {
    const value = this.members[name]
    if (value === undefined || value === null) {
      return null
    }
    if (!isJsonObject(value)) {
      this.add(name, { type: "dict_type", msg: "Input should be a valid dictionary" })
      return null
    }
    return value
  }

  /** A decimal as text, whatever of number or string it came as; `undefined` when it is none. */
  decimal(name: string): string | undefined {
    if (!this.required(name)) {
      return undefined
    }
    const value = this.members[name]
    if (typeof value !== "string" && typeof value !== "number") {
      this.add(name, {
        type: "decimal_type",
        msg: "Decimal input should be an integer, float, string or Decimal object",
      })
      return undefined
    }
    const text = String(value)
    if (!/^-?\d+(\.\d+)?$/.test(text)) {
      this.add(name, { type: "decimal_parsing", msg: "Input should be a valid decimal" })
      return undefined
    }
    return text
  }

  /** A nested object, or `null` when it is absent. */
  nestedOrNull<T>(name: string, read: (form: FormReader) => T): T | null {
    const object = this.objectOrNull(name)
    return object && read(new FormReader(object, [...this.loc, name], this.issues))
  }

  /** A list of nested objects. */
  list<T>(name: string, read: (form: FormReader) => T, rules: { min?: number } = {}): T[] {
    if (!this.required(name)) {
      return []
    }
    return this.membersOf(name, rules.min ?? 0).flatMap((member, index) => {
      if (!isJsonObject(member)) {
        this.issues.push({
          type: "model_attributes_type",
          loc: [...this.loc, name, index],
          msg: "Input should be a valid dictionary or object to extract fields from",
          input: member,
        })
        return []
      }
      return [read(new FormReader(member, [...this.loc, name, index], this.issues))]
    })
  }

  /** A list of strings that each must pass; absent and `null` are an empty list. */
  texts(name: string, check: (text: string) => Problem | undefined): string[] {
    if (this.isAbsent(name)) {
      return []
    }
    return this.membersOf(name, 0).flatMap((member, index) => {
      const problem =
        typeof member === "string"
          ? check(member)
          : { type: "string_type", msg: "Input should be a valid string" }
      if (problem) {
        this.issues.push({ ...problem, loc: [...this.loc, name, index], input: member })
      }
      return typeof member === "string" ? [member] : []
    })
  }

  private required(name: string): boolean {
    if (this.members[name] !== undefined) {
      return true
    }
    this.issues.push({
      type: "missing",
      loc: [...this.loc, name],
      msg: "Field required",
      input: this.members,
    })
    return false
  }

  private isAbsent(name: string): boolean {
    return this.members[name] === undefined || this.members[name] === null
  }

  private membersOf(name: string, min: number): JsonValue[] {
    const value = this.members[name]
    if (!Array.isArray(value)) {
      this.add(name, { type: "list_type", msg: "Input should be a valid list" })
      return []
    }
    if (value.length < min) {
      this.add(name, {
        type: "too_short",
        msg: `List should have at least ${min} item after validation, not ${value.length}`,
        ctx: { field_type: "List", min_length: min, actual_length: value.length },
      })
    }
    return value
  }

  private textOf(name: string, { min = 0, max }: TextRules): string | undefined {
    const value = this.members[name]
    if (typeof value !== "string") {
      this.add(name, { type: "string_type", msg: "Input should be a valid string" })
      return undefined
    }
    const length = [...value].length
    if (length < min) {
      this.add(name, {
        type: "string_too_short",
        msg: `String should have at least ${min} character${min === 1 ? "" : "s"}`,
        ctx: { min_length: min },
      })
    } else if (max !== undefined && length > max) {
      this.add(name, {
        type: "string_too_long",
        msg: `String should have at most ${max} characters`,
        ctx: { max_length: max },
      })
    }
    return value
  }

  private formatted(
    name: string,
    check: (text: string) => Problem | undefined
  ): string | undefined {
    const value = this.textOf(name, {})
    const problem = value === undefined ? undefined : check(value)
    if (problem) {
      this.add(name, problem)
      return undefined
    }
    return value
  }

  private choiceOf<T extends string>(name: string, allowed: readonly T[]): T | undefined {
    const chosen = allowed.find((candidate) => candidate === this.members[name])
    if (chosen === undefined) {
      const quoted = allowed.map((candidate) => `'${candidate}'`)
      const expected = [quoted.slice(0, -1).join(", "), quoted.at(-1)].filter(Boolean).join(" or ")
      this.add(name, {
        type: "enum",
        msg: `Input should be ${expected}`,
        ctx: { expected },
      })
    }
    return chosen
  }

  private integerOf(name: string, { min, max }: IntegerRules): number | undefined {
    const value = this.members[name]
    if (typeof value !== "number" || !Number.isSafeInteger(value)) {
      this.add(name, { type: "int_type", msg: "Input should be a valid integer" })
      return undefined
    }
    if (min !== undefined && value < min) {
      this.add(name, {
        type: "greater_than_equal",
        msg: `Input should be greater than or equal to ${min}`,
        ctx: { ge: min },
      })
    }
    if (max !== undefined && value > max) {
      this.add(name, {
        type: "less_than_equal",
        msg: `Input should be less than or equal to ${max}`,
        ctx: { le: max },
      })
    }
    return value
  }
}
