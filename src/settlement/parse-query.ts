import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"

/** A filter's value. */
export const filterText = z.string().min(1).max(200)

/** The parameters that every list takes, besides its filters. */
export const PAGE = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
}

/**
 * Reads the query of a list; what the list does not know is refused.
 *
 * @throws {GatewayError} `invalid_input` that names the parameters
 */
export function parseQuery<Schema extends z.ZodObject>(
  schema: Schema,
  query: unknown
): z.output<Schema> {
  const parsed = schema.safeParse(query)
  if (parsed.success) {
    return parsed.data
  }
  const names = parsed.error.issues.flatMap((issue) =>
    issue.code === "unrecognized_keys" ? issue.keys : [String(issue.path[0])]
  )
  throw new GatewayError({
    code: "invalid_input",
    message: `These query parameters are not known or not valid: ${names.join(", ").slice(0, 200)}.`,
    retry: false,
  })
}
