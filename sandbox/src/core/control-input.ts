import { ReplyError } from "./exchange-types"
import type { SandboxRequest } from "./exchange-types"
import { isJsonObject, isRecord, type JsonObject } from "./json"

/** Answers a control request with 400 and what was wrong with it. */
export function refuseControl(message: string, status = 400): never {
  throw new ReplyError({ status, json: { error: message } })
}

/** Reads the body of a control request; an empty one is an empty object. */
export function controlBody(request: SandboxRequest): ControlInput {
  if (request.rawBody.length === 0) {
    return new ControlInput({})
  }
  let parsed: unknown
  try {
    parsed = JSON.parse(request.rawBody.toString("utf8"))
  } catch (error) {
    return refuseControl(`the body is not JSON: ${String(error)}`)
  }
  return isRecord(parsed) ? new ControlInput(parsed) : refuseControl("the body must be an object")
}

/** The members of a control request, read with the type they must have. */
export class ControlInput {
  private readonly read = new Set<string>()

  constructor(private readonly members: Record<string, unknown>) {}

  text(name: string): string | undefined {
    return this.typed(name, "a string", (value): value is string => typeof value === "string")
  }

  number(name: string): number | undefined {
    return this.typed(name, "a number", (value): value is number => typeof value === "number")
  }

  flag(name: string): boolean | undefined {
    return this.typed(
      name,
      "true or false",
      (value): value is boolean => typeof value === "boolean"
    )
  }

  texts(name: string): string[] | undefined {
    return this.typed(
      name,
      "an array of strings",
      (value): value is string[] =>
        Array.isArray(value) && value.every((member) => typeof member === "string")
    )
  }

  object(name: string): JsonObject | undefined {
    return this.typed(name, "an object", isJsonObject)
  }

  oneOf<const T extends string | number>(name: string, allowed: readonly T[]): T | undefined {
    return this.typed(name, `one of ${allowed.join(", ")}`, (value): value is T =>
      allowed.some((candidate) => candidate === value)
    )
  }

  /** Whether the member is there and is `null`. */
  isNull(name: string): boolean {
    if (this.members[name] !== null || !(name in this.members)) {
      return false
    }
    this.read.add(name)
    return true
  }

  require<T>(name: string, value: T | undefined): T {
    return value ?? refuseControl(`"${name}" is missing`)
  }

  /** Refuses members that nobody read: they are typing errors. */
  finish(): void {
    const unknown = Object.keys(this.members).filter((name) => !this.read.has(name))
    if (unknown.length > 0) {
      refuseControl(`unknown: ${unknown.join(", ")}; known here: ${[...this.read].join(", ")}`)
    }
  }

  private typed<T>(
    name: string,
    expected: string,
    fits: (value: unknown) => value is T
  ): T | undefined {
    this.read.add(name)
    const value = this.members[name]
    if (value === undefined || value === null) {
      return undefined
    }
    return fits(value) ? value : refuseControl(`"${name}" must be ${expected}`)
  }
}
