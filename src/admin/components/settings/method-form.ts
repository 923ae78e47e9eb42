import {
  METHOD_LOCALES,
  type Method,
  type MethodInput,
  type MethodLocale,
  type MethodText,
} from "../../lib/gateways-types"

/** As the shop takes them, in characters. */
export const LONGEST_TITLE = 80
export const LONGEST_DESCRIPTION = 300

/** What is written in the drawer: every language has both texts, be they empty. */
export type MethodTexts = Readonly<Record<MethodLocale, Readonly<Required<MethodText>>>>

export type MethodFault = "title" | "description"

export function textsOf({ texts }: Pick<Method, "texts">): MethodTexts {
  const entries = METHOD_LOCALES.map((locale) => {
    const { title = "", description = "" } = texts[locale] ?? {}
    return [locale, { title, description }] as const
  })
  return Object.fromEntries(entries) as Record<MethodLocale, Required<MethodText>>
}

/** Which text of a language is too long. */
export function faultOf({ title, description }: Required<MethodText>): MethodFault | undefined {
  if (title.trim().length > LONGEST_TITLE) {
    return "title"
  }
  return description.trim().length > LONGEST_DESCRIPTION ? "description" : undefined
}

/** The first language in which a text is too long. */
export function faultyLocale(texts: MethodTexts): MethodLocale | undefined {
  return METHOD_LOCALES.find((locale) => faultOf(texts[locale]))
}

/** What is sent: the shop replaces all texts, and takes out what is empty. */
export function methodInput(texts: MethodTexts, isHidden: boolean): MethodInput {
  const written = METHOD_LOCALES.map((locale) => {
    const { title, description } = texts[locale]
    return [locale, { title: title.trim(), description: description.trim() }] as const
  })
  return {
    texts: Object.fromEntries(written.filter(([, text]) => text.title || text.description)),
    is_hidden: isHidden,
  }
}
