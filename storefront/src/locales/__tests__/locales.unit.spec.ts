import { changeTexts } from "../../texts/change-texts.js"
import type { PaymentLocale } from "../../texts/payment-locale.js"
import { ar } from "../ar.js"
import { en } from "../en.js"
import { es } from "../es.js"
import { ptBR } from "../pt-BR.js"
import { zh } from "../zh.js"

const OTHERS: readonly [string, PaymentLocale, string][] = [
  ["ar", ar, "rtl"],
  ["es", es, "ltr"],
  ["pt-BR", ptBR, "ltr"],
  ["zh", zh, "ltr"],
]

/** Each text with the way to it. */
function textsOf(words: object, way = ""): Map<string, string> {
  const entries = Object.entries(words).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[`${way}${name}`, value]] : [...textsOf(value, `${way}${name}.`)]
  )
  return new Map(entries)
}

const namesIn = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).sort()
const isLabel = (way: string) => way.startsWith("collect.fields.")

describe.each(OTHERS)("%s", (language, locale, direction) => {
  const english = textsOf(en.texts)
  const texts = textsOf(locale.texts)

  it("is the language and direction that it says", () => {
    expect([locale.language, locale.direction]).toEqual([language, direction])
  })

  it("has all texts, with the same names of amounts, times and coins in them", () => {
    for (const [way, text] of english) {
      expect([way, namesIn(texts.get(way) ?? "missing")]).toEqual([way, namesIn(text)])
    }
    expect([...texts.keys()].filter((way) => !english.has(way) && !isLabel(way))).toEqual([])
  })

  it("leaves nothing in English or empty", () => {
    const same = [...texts].filter(([way, text]) => text === english.get(way) || text.trim() === "")
    expect(same.filter(([, text]) => !["Total", "Memo"].includes(text))).toEqual([])
  })

  it("names all that Directa24 asks", () => {
    expect(Object.keys(locale.texts.collect.fields).sort()).toEqual(
      [
        ...["document", "bank", "country", "name", "email", "phone"],
        ...["birth_date", "address", "zip", "city", "state"],
      ].sort()
    )
  })
})

describe("changeTexts", () => {
  it("replaces some texts and leaves the others", () => {
    const changed = changeTexts(en.texts, {
      views: { done: { title: "Yay" } },
      collect: { fields: { document: "Tax number" } },
      reference: undefined,
    })
    expect(changed.views.done).toEqual({ title: "Yay", text: en.texts.views.done.text })
    expect(changed.collect.fields).toEqual({ document: "Tax number" })
    expect(changed.views.failed).toEqual(en.texts.views.failed)
    expect(changed.reference).toBe(en.texts.reference)
    expect(en.texts.views.done.title).not.toBe("Yay")
  })

  it("is the same where nothing is changed", () => {
    expect(changeTexts(en.texts, undefined)).toBe(en.texts)
  })
})
