/** Languages in which a method of payment can be named for shoppers. */
export const METHOD_LOCALES = ["en", "ar", "es", "pt-BR", "zh"] as const

export type MethodLocale = (typeof METHOD_LOCALES)[number]

/** What a shopper reads of a method of payment. */
export interface MethodText {
  readonly title?: string
  readonly description?: string
}

export type MethodTexts = Readonly<Partial<Record<MethodLocale, MethodText>>>

/**
 * The words for a shopper's language: its own, another of the same language, else English; each of
 * the two texts for itself.
 *
 * @param locale BCP 47 language tag in any case, e.g. `pt`, `es-MX`
 */
export function methodTextFor(texts: MethodTexts, locale: string): MethodText {
  const asked = locale.toLowerCase()
  const language = asked.split("-")[0]
  const own = METHOD_LOCALES.filter((known) => known.toLowerCase().split("-")[0] === language)
  const order: readonly MethodLocale[] = [...own, "en"]
  const first = (part: keyof MethodText): string | undefined =>
    order.map((known) => texts[known]?.[part]).find((text) => text !== undefined && text !== "")
  return { title: first("title"), description: first("description") }
}
