import { z } from "@medusajs/framework/zod"
import { Secret } from "./secret"

/** An option of a gateway, as far as everybody may know it. */
export interface OptionDescription {
  readonly name: string
  /** `secret`: its value is never shown. */
  readonly kind: "secret" | "value"
  readonly isRequired: boolean
}

/** A configured option; a secret's value is never part of it. */
export interface ConfiguredOption extends Omit<OptionDescription, "isRequired"> {
  /** Whether it has a value, be it by default. */
  readonly isSet: boolean
  readonly value?: string | number | boolean
}

/** All options of a gateway, in the order of its schema. */
export function describeOptions(schema: z.ZodObject): OptionDescription[] {
  return Object.entries(schema.shape).map(([name, option]) => ({
    name,
    kind: isSecret(option) ? "secret" : "value",
    isRequired: !z.safeParse(option as z.ZodType, undefined).success,
  }))
}

/**
 * A gateway's options as the shop has them.
 *
 * @param options after parsing
 */
export function describeConfigured(
  schema: z.ZodObject,
  options: Readonly<Record<string, unknown>>
): ConfiguredOption[] {
  return describeOptions(schema).map(({ name, kind }) => {
    const value = options[name]
    const shown = kind === "secret" ? undefined : shownValue(value)
    return {
      name,
      kind,
      isSet: value !== undefined,
      ...(shown !== undefined && { value: shown }),
    }
  })
}

/** A default or an optional wraps the schema that was made as a secret. */
function isSecret(schema: unknown): boolean {
  if (!(schema instanceof z.ZodType)) {
    return false
  }
  const { innerType } = schema._def as { readonly innerType?: unknown }
  return schema.meta()?.isSecret === true || isSecret(innerType)
}

/** Lists and tables as one line. What holds a secret, in whatever place, is not shown. */
function shownValue(value: unknown): string | number | boolean | undefined {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") {
    return value
  }
  if (typeof value !== "object" || value === null || value instanceof Secret) {
    return undefined
  }
  const parts = Object.entries(value).map(([key, part]) => {
    const shown = shownValue(part)
    return Array.isArray(value) || shown === undefined ? shown : `${key}: ${shown}`
  })
  return parts.includes(undefined) ? undefined : parts.join(", ")
}
