import { useCallback } from "react"
import { useLanguage } from "./language/use-language.js"
import type { LanguageCode } from "./language/words.js"

/** Names of countries, in the shop's language. */
export function useCountryName(): (country: string) => string {
  const { code } = useLanguage().words
  return useCallback((country) => countryName(country, code), [code])
}

function countryName(country: string, language: LanguageCode): string {
  const code = country.toUpperCase()
  return new Intl.DisplayNames([language], { type: "region" }).of(code) ?? code
}
