import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react"
import { keep, readKept } from "../kept.js"
import { ar } from "./ar.js"
import { en } from "./en.js"
import type { LanguageCode, Words } from "./words.js"

export const LANGUAGES: readonly Words[] = [en, ar]

/** The shop's words, and the way to other ones. */
export interface Language {
  readonly words: Words
  readonly choose: (code: LanguageCode) => void
}

const LanguageContext = createContext<Language | null>(null)

/** The address decides (`?lang=`), then what was chosen before, then what the browser prefers. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [words, setWords] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = words.code
    document.documentElement.dir = words.direction
    document.title = words.shop.name
    keep("language", words.code)
  }, [words])
  const language = useMemo(
    () => ({ words, choose: (code: LanguageCode) => setWords(languageOf(code) ?? en) }),
    [words]
  )
  return <LanguageContext.Provider value={language}>{children}</LanguageContext.Provider>
}

/** @throws Error outside of a `LanguageProvider` */
export function useLanguage(): Language {
  const language = useContext(LanguageContext)
  if (!language) {
    throw new Error("There is no LanguageProvider around this.")
  }
  return language
}

export function useWords(): Words {
  return useLanguage().words
}

function firstLanguage(): Words {
  const wanted = [
    new URLSearchParams(window.location.search).get("lang"),
    readKept("language"),
    ...navigator.languages,
  ]
  return wanted.map((code) => code && languageOf(code)).find((found) => found) || en
}

function languageOf(code: string): Words | undefined {
  const [short] = code.toLowerCase().split("-")
  return LANGUAGES.find((language) => language.code === short)
}
