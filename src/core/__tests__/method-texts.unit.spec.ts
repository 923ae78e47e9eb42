import { describe, expect, it } from "@jest/globals"
import { methodTextFor } from "../method-texts"

const TEXTS = {
  en: { title: "Card", description: "All cards" },
  "pt-BR": { title: "Cartão" },
  zh: { title: "", description: "所有卡" },
}

describe("the words for a method", () => {
  it.each([
    ["en", "Card", "All cards"],
    ["en-GB", "Card", "All cards"],
    ["pt", "Cartão", "All cards"],
    ["pt-br", "Cartão", "All cards"],
    ["PT-PT", "Cartão", "All cards"],
    ["zh-Hans-CN", "Card", "所有卡"],
    ["ar", "Card", "All cards"],
    ["fr", "Card", "All cards"],
    ["", "Card", "All cards"],
  ])("in %s", (locale, title, description) => {
    expect(methodTextFor(TEXTS, locale)).toEqual({ title, description })
  })

  it("are none where nobody has written any", () => {
    expect(methodTextFor({}, "ar")).toEqual({ title: undefined, description: undefined })
  })
})
