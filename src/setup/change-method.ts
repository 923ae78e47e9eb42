import type { MedusaContainer } from "@medusajs/framework/types"
import { z } from "@medusajs/framework/zod"
import { GatewayError } from "../core/errors"
import { METHOD_LOCALES, type MethodText } from "../core/method-texts"
import { resolveGateway, resolveLedgerModule } from "../settlement/resolve-gateway"

const LONGEST_TITLE = 80
const LONGEST_DESCRIPTION = 300

const plain = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    // Postgres takes no NUL; other control characters are no text. Lines may be broken.
    .refine((text) => !/[^\P{Cc}\n]/u.test(text))
    .optional()

const textSchema = z
  .strictObject({ title: plain(LONGEST_TITLE), description: plain(LONGEST_DESCRIPTION) })
  .optional()

const changeSchema = z.strictObject({
  texts: z
    .strictObject(
      Object.fromEntries(METHOD_LOCALES.map((locale) => [locale, textSchema])) as Record<
        (typeof METHOD_LOCALES)[number],
        typeof textSchema
      >
    )
    .optional(),
  rank: z.number().int().min(0).max(10_000).optional(),
  is_hidden: z.boolean().optional(),
})

/**
 * Changes how a method of payment is offered to shoppers. What is left out stays; `texts` is
 * replaced as a whole, and what is empty in it is taken out.
 *
 * @param input `{texts?: {<language>: {title?, description?}}, rank?, is_hidden?}`
 * @throws {GatewayError} `not_found`; `invalid_input` that names the fields
 */
export async function changeMethod(
  container: MedusaContainer,
  providerId: string,
  input: unknown
): Promise<void> {
  resolveGateway(container, providerId)
  const parsed = changeSchema.safeParse(input ?? {})
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) =>
      issue.code === "unrecognized_keys"
        ? [...issue.path, issue.keys.join(", ")].join(".")
        : issue.path.join(".")
    )
    throw new GatewayError({
      code: "invalid_input",
      message: `These fields are not known or not valid: ${fields.join(", ").slice(0, 200)}. A title has up to ${LONGEST_TITLE} characters, a description up to ${LONGEST_DESCRIPTION}.`,
      retry: false,
    })
  }
  const { texts, rank, is_hidden: isHidden } = parsed.data
  await resolveLedgerModule(container).providers.saveSettings(providerId, {
    rank,
    isHidden,
    ...(texts && {
      texts: Object.fromEntries(
        METHOD_LOCALES.flatMap((locale) => {
          const text = writtenText(texts[locale] ?? {})
          return text ? [[locale, text]] : []
        })
      ),
    }),
  })
}

/** `undefined` when nothing is written. */
function writtenText({ title, description }: MethodText): MethodText | undefined {
  return title || description
    ? { ...(title && { title }), ...(description && { description }) }
    : undefined
}
