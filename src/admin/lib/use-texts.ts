import { useMemo } from "react"
import { useTranslation } from "react-i18next"
import { en } from "../i18n/en"
import { NAMESPACE, type Texts } from "../i18n/texts"

type Leaves<Tree, Path extends string = ""> = {
  [Key in keyof Tree & string]: Tree[Key] extends string
    ? `${Path}${Key}`
    : Leaves<Tree[Key], `${Path}${Key}.`>
}[keyof Tree & string]

/** Where a text stands, e.g. `common.actions.save`. */
export type TextKey = Leaves<Texts>

export type TextValues = Readonly<Record<string, string | number>>

/** A text in the language of the dashboard; a key that does not exist does not compile. */
export type Translate = (key: TextKey, values?: TextValues) => string

/** Whether there is a text for what the shop names, e.g. a field of a gateway. */
export function hasText(key: string): key is TextKey {
  let place: unknown = en
  for (const part of key.split(".")) {
    place =
      typeof place === "object" && place !== null && Object.hasOwn(place, part)
        ? (place as Record<string, unknown>)[part]
        : undefined
  }
  return typeof place === "string"
}

/** The languages that our texts are in, by the dashboard's codes, as the browser's Intl has them. */
const INTL_LANGUAGES: Readonly<Record<string, string>> = {
  en: "en",
  enGB: "en-GB",
  // Medusa's own pages show these digits, in Arabic too.
  ar: "ar-u-nu-latn",
  es: "es",
  ptBR: "pt-BR",
  zhCN: "zh-CN",
}

/** The plugin's texts, and the language that amounts and times are written in. */
export function useTexts(): { readonly t: Translate; readonly language: string } {
  const { t, i18n } = useTranslation(NAMESPACE)
  const language = INTL_LANGUAGES[i18n.language] ?? "en"
  return useMemo(
    () => ({ t: (key, values) => String(t(key, { ...values })), language }),
    [t, language]
  )
}
