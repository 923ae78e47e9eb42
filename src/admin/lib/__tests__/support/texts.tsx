import { createInstance, type i18n } from "i18next"
import type { ReactNode } from "react"
import { I18nextProvider, initReactI18next } from "react-i18next"
import { QueryClient, QueryClientProvider } from "@tanstack/react-query"
import { MemoryRouter } from "react-router-dom"
import resources from "../../../i18n"
import { NAMESPACE } from "../../../i18n/texts"
import type { Translate } from "../../use-texts"

export type Language = keyof typeof resources

export const LANGUAGES = Object.keys(resources) as Language[]

/** The texts as the dashboard sets them up. */
export function instanceOf(language: string): i18n {
  const instance = createInstance()
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: "en",
    fallbackNS: "translation",
    resources,
    interpolation: { escapeValue: false },
    initImmediate: false,
  })
  return instance
}

/** A language's texts, without a page. */
export function translateIn(language: Language): Translate {
  const t = instanceOf(language).getFixedT(language, NAMESPACE)
  return (key, values) => String(t(key, { ...values }))
}

/** Everything that a page of the dashboard stands in. */
export function Dashboard({
  language = "en",
  at = "/",
  client = new QueryClient(),
  children,
}: {
  readonly language?: string
  readonly at?: string
  readonly client?: QueryClient
  readonly children: ReactNode
}) {
  return (
    <I18nextProvider i18n={instanceOf(language)}>
      <QueryClientProvider client={client}>
        <MemoryRouter initialEntries={[at]}>{children}</MemoryRouter>
      </QueryClientProvider>
    </I18nextProvider>
  )
}
