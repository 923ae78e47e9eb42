import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import { distance } from "fastest-levenshtein"
import type { CommonOptions } from "./contract"
import { Secret } from "./secret"

const LOCAL_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]", "::1"])

/** Whether a host is this machine, where http is allowed. */
export function isLocalHost(hostname: string): boolean {
  return LOCAL_HOSTS.has(hostname) || hostname.endsWith(".localhost")
}

/**
 * A public base URL: https, or http on localhost; without credentials and query. It comes out in
 * its normal form, without trailing slash.
 */
export function baseUrlSchema(description: string) {
  return z
    .string()
    .refine((text) => {
      const url = URL.canParse(text) ? new URL(text) : undefined
      return (
        url !== undefined &&
        url.username === "" &&
        url.password === "" &&
        url.search === "" &&
        url.hash === "" &&
        (url.protocol === "https:" || (url.protocol === "http:" && isLocalHost(url.hostname)))
      )
    })
    .transform((text) => {
      const { origin, pathname } = new URL(text)
      return `${origin}${pathname}`.replace(/\/+$/, "")
    })
    .describe(description)
}

/** A credential; wrapped at once, so that it prints masked. */
export function secretSchema(description: string) {
  return z
    .string()
    .refine((text) => text.trim() !== "" && text.trim() === text)
    .transform((text) => new Secret(text))
    .meta({ description, isSecret: true })
}

/** One credential or several, for the time in which one replaces the other. */
export function secretListSchema(description: string) {
  const one = secretSchema(description)
  return z
    .union([one.transform((secret) => [secret]), z.array(one).min(1)])
    .meta({ description, isSecret: true })
}

/** Options that every gateway has, with their defaults. */
export function commonOptionsShape(vendor: { readonly baseUrl: string }) {
  return {
    baseUrl: baseUrlSchema("an https address (http only for localhost) without query").default(
      vendor.baseUrl
    ),
    sandbox: z
      .boolean()
      .describe("true for the vendor's test environment, else false")
      .default(false),
    timeoutMs: z
      .number()
      .int()
      .min(100)
      .max(20_000)
      .describe("a whole number of milliseconds from 100 to 20000")
      .default(10_000),
    deferredOrder: z
      .boolean()
      .describe("true to place orders before the money is there, else false")
      .default(false),
    underpaymentTolerancePercent: z
      .number()
      .min(0)
      .max(5)
      .refine((percent) => /^\d+(\.\d{1,4})?$/.test(String(percent)))
      .transform(String)
      .describe("a number of percent from 0 to 5 with at most 4 decimals")
      .default("0"),
    underpaid: z
      .enum(["hold", "ask", "accept"])
      .describe(
        '"ask" to ask the payer for the rest where the gateway takes it, "hold" to ask nobody but staff, "accept" to take what came as paid in full once no more comes'
      )
      .default("ask"),
    overpaid: z
      .enum(["hold", "accept", "refund"])
      .describe(
        '"hold" to show staff what was paid too much, "accept" to keep it, "refund" to send it back where the gateway can'
      )
      .default("hold"),
    duplicate: z
      .enum(["hold", "refund"])
      .describe(
        '"hold" to show staff a second payment of an order, "refund" to send it back where the gateway can'
      )
      .default("hold"),
  }
}

/**
 * Checks a gateway's options as the merchant wrote them.
 *
 * @param schema all options, each with a description of what is expected
 * @param input what the merchant wrote
 * @param gateway display name, and the id if it is known, for the message
 * @throws {MedusaError} one message that names gateway, id, option and expectation, and suggests
 * the right name for a mistyped one; it never shows a value
 */
export function checkOptions<Schema extends z.ZodObject>(
  schema: Schema,
  input: unknown,
  gateway: { readonly name: string; readonly id?: string }
): z.output<Schema> & CommonOptions {
  const problems: string[] = []
  const options = isRecord(input) ? input : {}
  const known = Object.keys(schema.shape)
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) {
      problems.push(`option "${name.slice(0, 60)}" is not known${suggestion(name, known)}`)
    }
  }
  const given = Object.fromEntries(known.map((name) => [name, options[name]]))
  const result = schema.safeParse(given)
  const wrong = new Set(
    result.success ? [] : result.error.issues.map((issue) => String(issue.path[0]))
  )
  for (const name of wrong) {
    const expectation = descriptionOf(schema.shape[name]) ?? "another value"
    const missing = options[name] === undefined || options[name] === ""
    problems.push(`option "${name}" is ${missing ? "missing" : "wrong"}: expected ${expectation}`)
  }
  if (problems.length === 0 && result.success) {
    return result.data as z.output<Schema> & CommonOptions
  }
  throw cannotStart(gateway, problems)
}

/** The boot's one message for everything that is wrong with a gateway's options. */
export function cannotStart(
  gateway: { readonly name: string; readonly id?: string },
  problems: readonly string[]
): MedusaError {
  const id = gateway.id === undefined ? "" : ` (id "${gateway.id}")`
  return new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `Payment gateway ${gateway.name}${id} cannot start: ${problems.join("; ")}.`
  )
}

/**
 * The merchant's options, with the address of the vendor's test environment where `sandbox` is
 * true and no `baseUrl` is given.
 */
export function withSandboxUrl(input: unknown, sandboxUrl: string): unknown {
  return isRecord(input) && input.sandbox === true && input.baseUrl === undefined
    ? { ...input, baseUrl: sandboxUrl }
    : input
}

/** `, did you mean "x"?` when a known name is near. */
export function suggestion(name: string, known: readonly string[]): string {
  const nearest = known
    .map((candidate) => ({ candidate, far: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((left, right) => left.far - right.far)[0]
  return nearest && nearest.far <= Math.max(2, Math.floor(name.length / 3))
    ? `, did you mean "${nearest.candidate}"?`
    : `; known are ${known.join(", ")}`
}

function descriptionOf(schema: unknown): string | undefined {
  if (typeof schema !== "object" || schema === null) {
    return undefined
  }
  const { description, _def } = schema as { description?: string; _def?: { innerType?: unknown } }
  // A default or an optional wraps the schema that carries the description.
  return description ?? descriptionOf(_def?.innerType)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
