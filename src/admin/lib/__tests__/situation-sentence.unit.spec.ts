import { SITUATION_CODES } from "../../../core/situation"
import { type Situation, SITUATION_AMOUNTS, type SituationCode } from "../api-types"
import { situationSentence } from "../situation-sentence"
import { LANGUAGES, translateIn } from "./support/texts"

const NOW = Date.UTC(2026, 10, 1, 12)
const IN_NINE_MINUTES = new Date(NOW + 9 * 60_000).toISOString()
const usd = (amount: string) => ({ amount, currency_code: "usd" })
const all = Object.fromEntries(SITUATION_AMOUNTS.map((name) => [name, usd("2.00")]))

const situationOf = (code: SituationCode, more: Partial<Situation> = {}): Situation => ({
  code,
  tone: "orange",
  amounts: { ...all, due: usd("59.90") },
  ...more,
})

const INTL = { en: "en", ar: "ar-u-nu-latn", es: "es", ptBR: "pt-BR", zhCN: "zh-CN" }

describe.each(LANGUAGES)("%s", (language) => {
  const t = translateIn(language)
  const say = (situation: Situation) => situationSentence(situation, t, INTL[language], NOW)

  test.each(SITUATION_CODES)("%s is one whole sentence", (code) => {
    const sentence = say(situationOf(code))
    expect(sentence).not.toMatch(/\{\{|\}\}|undefined|situation\./)
    expect(sentence).toMatch(/[.。]$/)
    expect(sentence.length).toBeGreaterThan(8)
  })

  test.each(SITUATION_CODES)("%s is whole also where sums are zero", (code) => {
    const sentence = say(situationOf(code, { amounts: { due: usd("59.90") } }))
    expect(sentence).not.toMatch(/\{\{|undefined|NaN/)
  })

  test("the sentences differ", () => {
    expect(new Set(SITUATION_CODES.map((code) => say(situationOf(code)))).size).toBe(
      SITUATION_CODES.length
    )
  })
})

describe("in English", () => {
  const t = translateIn("en")
  const say = (situation: Situation, now = NOW) => situationSentence(situation, t, "en", now)

  test("says what is short, what was done, and until when", () => {
    const short = situationOf("waiting_for_rest", { expires_at: IN_NINE_MINUTES })
    expect(say(short)).toBe(
      "Paid 2.00 USD short; the customer was asked for the rest; expires in 9 minutes."
    )
  })

  test("says what has run out meanwhile", () => {
    const short = situationOf("waiting_for_payer", { expires_at: IN_NINE_MINUTES })
    expect(say(short, NOW + 10 * 60_000)).toBe(
      "Waiting for the customer to pay 59.90 USD; ran out 1 minute ago."
    )
  })

  test("what the shop does not name is nothing", () => {
    const none = situationOf("refunded", {
      amounts: { due: { amount: "900", currency_code: "clp" } },
    })
    expect(say(none)).toBe("Refunded: 0 CLP.")
    expect(say(situationOf("refunded", { amounts: { due: usd("9.00") } }))).toBe(
      "Refunded: 0.00 USD."
    )
  })

  test("says since when nobody came", () => {
    const since = new Date(NOW).toISOString()
    expect(say(situationOf("replaced", { since }))).toMatch(
      /^Another payment took its place; no money came; since Nov 1, 2026/
    )
  })

  test("asks for a decision, until there is one", () => {
    expect(say(situationOf("overpaid"))).toBe(
      "2.00 USD too much was paid; decide what to do with it."
    )
    expect(say(situationOf("overpaid", { tone: "grey" }))).toBe(
      "2.00 USD too much was paid; it was left as it is."
    )
  })
})
