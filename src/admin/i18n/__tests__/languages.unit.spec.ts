import resources from ".."
import {
  EVENT_STATES,
  EXCEPTIONS,
  REFUND_OBSTACLES,
  RESOLUTIONS,
  SITUATION_AMOUNTS,
  STATES,
} from "../../lib/api-types"
import { SITUATION_CODES } from "../../../core/situation"
import { TEST_PROBLEM_CODES } from "../../../core/test-problem"
import { PROBLEM_CODES } from "../../../health/problem"
import { RESOLUTION_ACTIONS } from "../../../resolution/resolution"
import { en } from "../en"
import { NAMESPACE } from "../texts"

/** Every text by its place: `common.actions.save`. */
function leavesOf(tree: unknown, path = ""): [string, string][] {
  return typeof tree === "string"
    ? [[path, tree]]
    : Object.entries(tree as object).flatMap(([key, value]) =>
        leavesOf(value, path === "" ? key : `${path}.${key}`)
      )
}

const placeholdersOf = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name)

const english = new Map(leavesOf(en))
const languages = Object.entries(resources).map(
  ([language, { [NAMESPACE]: texts }]) => [language, texts] as const
)

test("the dashboard's codes of the five languages", () => {
  expect(Object.keys(resources)).toEqual(["en", "ar", "es", "ptBR", "zhCN"])
})

describe.each(languages)("%s", (language, texts) => {
  const leaves = new Map(leavesOf(texts))

  it("has every text, and no other", () => {
    expect([...leaves.keys()].sort()).toEqual([...english.keys()].sort())
    expect([...leaves].filter(([, text]) => text.trim() === "")).toEqual([])
  })

  it("names the same values as English", () => {
    const others = [...leaves].filter(
      ([place, text]) =>
        String(placeholdersOf(text).sort()) !==
        String(placeholdersOf(english.get(place) ?? "").sort())
    )
    expect(others).toEqual([])
  })

  it("is translated", () => {
    const same = [...leaves].filter(([place, text]) => text === english.get(place))
    // Words that are the same everywhere: `Webhook`, `CSV`, patterns of values.
    expect(language === "en" || same.length < leaves.size / 10).toBe(true)
  })

  it("has a sentence and a word for every situation", () => {
    expect(Object.keys(texts.situation.sentence).sort()).toEqual([...SITUATION_CODES].sort())
    expect(Object.keys(texts.situation.badge).sort()).toEqual([...SITUATION_CODES].sort())
  })

  it("has words for everything that the shop may find wrong", () => {
    expect(Object.keys(texts.problems).sort()).toEqual([...PROBLEM_CODES].sort())
    expect(Object.keys(texts.settings.testProblems).sort()).toEqual([...TEST_PROBLEM_CODES].sort())
  })

  it("names in the sentences only sums that a situation has", () => {
    const named = Object.values(texts.situation.sentence).flatMap(placeholdersOf)
    expect(named.filter((name) => !SITUATION_AMOUNTS.includes(name as "due"))).toEqual([])
  })

  it("has words for every choice", () => {
    const { attempts, events, situation } = texts
    expect(Object.keys(attempts.resolve.ways).sort()).toEqual([...RESOLUTIONS].sort())
    expect(Object.keys(attempts.resolve.explain).sort()).toEqual([...RESOLUTIONS].sort())
    expect(Object.keys(attempts.refund.obstacles).sort()).toEqual([...REFUND_OBSTACLES].sort())
    expect(Object.keys(events.states).sort()).toEqual([...EVENT_STATES].sort())
    expect(Object.keys(attempts.tabs)).toEqual(expect.arrayContaining(["all", ...STATES]))
    expect(Object.keys(situation.badge)).toEqual(expect.arrayContaining([...EXCEPTIONS]))
  })
})

test("the ways out are those that the shop knows", () => {
  expect([...RESOLUTIONS]).toEqual([...RESOLUTION_ACTIONS])
})
