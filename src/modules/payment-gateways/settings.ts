import { MedusaError } from "@medusajs/framework/utils"
import { z } from "@medusajs/framework/zod"
import type { PluginSettings } from "../../core/ledger"
import { baseUrlSchema, suggestion } from "../../core/options"

const shape = {
  backendUrl: baseUrlSchema("the shop's public https address (http only for localhost)").optional(),
  storefrontUrl: baseUrlSchema(
    "the storefront's public https address (http only for localhost)"
  ).optional(),
  returnPath: z
    .string()
    .regex(/^\/(?!\/)[^\s?#]*$/)
    .describe('a path that begins with "/", without "?" and "#"')
    .default("/checkout/payment"),
}

/** Settings of the plugin; each may be missing in the plain set-up, and is then told at boot. */
export const settingsSchema = z.object(shape)

/**
 * Checks the plugin's settings.
 *
 * @throws {MedusaError} one message that names each wrong setting and what is expected
 */
export function parseSettings(input: unknown): PluginSettings {
  const given = typeof input === "object" && input !== null ? input : {}
  const problems = Object.keys(given)
    .filter((name) => !Object.hasOwn(shape, name) && !MEDUSA_KEYS.has(name))
    .map(
      (name) => `setting "${name.slice(0, 60)}" is not known${suggestion(name, Object.keys(shape))}`
    )
  const result = settingsSchema.safeParse(given)
  for (const issue of result.error?.issues ?? []) {
    const name = String(issue.path[0]) as keyof typeof shape
    problems.push(`setting "${name}" is wrong: expected ${expectation(name)}`)
  }
  if (result.success && problems.length === 0) {
    return result.data
  }
  throw new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `medusa-payment-gateways cannot start: ${problems.join("; ")}.`
  )
}

/** Medusa adds its own entries to a module's options. */
const MEDUSA_KEYS: ReadonlySet<string> = new Set(["database", "id", "resources", "scope"])

function expectation(name: keyof typeof shape): string {
  return {
    backendUrl: "the shop's public https address (http only for localhost), without query",
    storefrontUrl: "the storefront's public https address (http only for localhost), without query",
    returnPath: 'a path that begins with "/", without "?" and "#"',
  }[name]
}

/** What does not work because a setting is missing, in words for the log. */
export function missingSettings(settings: PluginSettings): string[] {
  return [
    settings.backendUrl === undefined &&
      "backendUrl is missing: payers are not led back from the gateways, and gateways that take a webhook address per payment get none. Webhooks set in the gateways' dashboards still work.",
    settings.storefrontUrl === undefined &&
      "storefrontUrl is missing: payers who come back are shown a plain answer instead of your storefront.",
  ].filter((line) => line !== false)
}
