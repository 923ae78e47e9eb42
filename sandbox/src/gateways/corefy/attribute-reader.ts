import { isJsonObject, type JsonObject, type JsonValue } from "../../core/json"
import type { Issue } from "./errors"

/** Says what is wrong with a text; `undefined` when nothing is. */
export type Check = (text: string) => string | undefined

interface TextRules {
  required?: boolean
  /** Characters. */
  max?: number
  check?: Check
}

const LONGEST_TEXT = 255

/**
 * Reads the members of one object and gathers everything that is wrong. `null` counts as missing;
 * a member that is wrong reads as `null`, and nothing is used before all issues were looked at.
 */
export class AttributeReader {
  private readonly read = new Set<string>()

  constructor(
    private readonly members: JsonObject,
    private readonly pointer: string,
    readonly issues: Issue[] = []
  ) {}

  text(name: string, { required, max = LONGEST_TEXT, check }: TextRules = {}): string | null {
    const value = this.take(name, required)
    if (value === null) {
      return null
    }
    if (typeof value !== "string") {
      return this.wrong(name, "invalid_type", "must be a string")
    }
    if (value.trim() === "") {
      return this.wrong(name, "blank", "must not be empty")
    }
    if (value.length > max) {
      return this.wrong(name, "too_long", `must not be longer than ${max} characters`)
    }
    const problem = check?.(value)
    return problem === undefined ? value : this.wrong(name, "invalid", problem)
  }

  choice<T extends string>(name: string, allowed: readonly T[], required = false): T | null {
    const value = this.text(name, { required })
    const found = allowed.find((candidate) => candidate === value)
    return value === null || found !== undefined
      ? (found ?? null)
      : this.wrong(name, "invalid", `must be one of ${allowed.join(", ")}`)
  }

  /** A JSON number, as its shortest decimal text. */
  decimal(name: string): string | null {
    const value = this.take(name, true)
    if (value === null) {
      return null
    }
    if (typeof value !== "number") {
      return this.wrong(name, "invalid_type", "must be a number")
    }
    const text = String(value)
    return /^\d+(\.\d+)?$/.test(text) && value > 0
      ? text
      : this.wrong(name, "invalid", "must be a plain number greater than 0")
  }

  /** Whole seconds since 1970. */
  seconds(name: string): number | null {
    const value = this.take(name)
    return value === null || (typeof value === "number" && Number.isSafeInteger(value) && value > 0)
      ? value
      : this.wrong(name, "invalid_type", "must be a Unix timestamp")
  }

  flag(name: string): boolean | null {
    const value = this.take(name)
    return value === null || typeof value === "boolean"
      ? value
      : this.wrong(name, "invalid_type", "must be true or false")
  }

  /** An object of any members; PHP cannot tell an empty list from an empty object. */
  object(name: string, required = false): JsonObject | null {
    const value = this.take(name, required)
    if (value === null || (Array.isArray(value) && value.length === 0)) {
      return value === null ? null : {}
    }
    return isJsonObject(value) ? value : this.wrong(name, "invalid_type", "must be an object")
  }

  /** An object with known members. */
  nested<T>(name: string, read: (inner: AttributeReader) => T, required = false): T | null {
    const object = this.object(name, required)
    return object && read(new AttributeReader(object, `${this.pointer}/${name}`, this.issues))
  }

  /** Refuses what nobody read. */
  refuseUnknown(): void {
    for (const name of Object.keys(this.members).filter((member) => !this.read.has(member))) {
      this.wrong(name, "unknown", "is not known")
    }
  }

  wrong(name: string, code: string, detail: string): null {
    this.issues.push({
      code: `${name}.${code}`,
      detail: `${name} ${detail}`,
      pointer: `${this.pointer}/${name}`,
    })
    return null
  }

  private take(name: string, required = false): JsonValue {
    this.read.add(name)
    const value = this.members[name] ?? null
    if (value === null && required) {
      this.wrong(name, "required", "is required")
    }
    return value
  }
}
