import { WEBHOOK_PARTS, type WebhookPart } from "./webhook-benchmarks"

/** What a run measures. */
export interface ChosenParts {
  /** What providers add to a gateway's time, and the work without I/O. */
  readonly providers: boolean
  readonly webhooks: readonly WebhookPart[]
}

/**
 * Reads what the command line asks for: `providers`, `webhooks`, or single parts of webhooks.
 *
 * @param names everything when empty
 * @throws {Error} for a name that is none
 */
export function chooseParts(names: readonly string[]): ChosenParts {
  const known = ["providers", "webhooks", ...WEBHOOK_PARTS]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    throw new Error(`There is no benchmark "${unknown}"; choose among ${known.join(", ")}.`)
  }
  const isAll = names.length === 0
  return {
    providers: isAll || names.includes("providers"),
    webhooks: WEBHOOK_PARTS.filter(
      (part) => isAll || names.includes("webhooks") || names.includes(part)
    ),
  }
}
