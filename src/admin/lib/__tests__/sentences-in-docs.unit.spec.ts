import { readFileSync } from "node:fs"
import path from "node:path"
import { SITUATION_CODES } from "../../../core/situation"
import type { SituationCode } from "../api-types"
import { situationSentence } from "../situation-sentence"
import { translateIn } from "./support/texts"

const DOCS = path.resolve(__dirname, "../../../../docs/admin.md")
const NOW = Date.UTC(2026, 10, 1, 12)

/** The rows of the table: state, colour and sentence. */
const rows = [...readFileSync(DOCS, "utf8").matchAll(/^\| `(\w+)` \| (\w+) \| (.+) \|$/gm)].map(
  ([, code, , sentence]) => [code as SituationCode, sentence] as const
)

/** The sentence with all of its sums and times taken out. */
const bare = (sentence = "") =>
  sentence.replace(/\d+\.\d\d USD/g, "#").replace(/; (expires|since) .*$/, ".")

test("the documentation has every state", () => {
  expect(rows.map(([code]) => code)).toEqual([...SITUATION_CODES])
})

test.each(rows)("%s is told there as it is told here", (code, sentence) => {
  const due = { amount: "59.90", currency_code: "usd" }
  const told = situationSentence(
    { code, tone: "red", amounts: { due } },
    translateIn("en"),
    "en",
    NOW
  )
  expect(bare(sentence)).toBe(bare(told))
})
