import fc from "fast-check"
import type { CollectField } from "../attempt"
import { answersAmong, checkAnswers } from "../collect-fields"

const FIELDS: readonly CollectField[] = [
  { name: "document", label: "CPF", pattern: "\\d{11}", required: true },
  {
    name: "bank",
    label: "Payment method",
    options: [
      { value: "IX", label: "PIX" },
      { value: "BL", label: "Boleto" },
    ],
    required: true,
  },
  { name: "phone", label: "Phone", required: false },
]
const GOOD = { document: "00003456789", bank: "IX" }

describe("answers to questions", () => {
  it("are taken, trimmed, when all fit", () => {
    expect(checkAnswers(FIELDS, { ...GOOD, document: " 00003456789 ", phone: "" })).toEqual({
      answers: GOOD,
      problems: [],
    })
  })

  it.each([
    ["a missing one", { bank: "IX" }, "document (CPF) is missing"],
    ["an empty one", { ...GOOD, document: "  " }, "document (CPF) is missing"],
    ["one that does not fit", { ...GOOD, document: "123" }, "document (CPF) is not valid"],
    ["a part that fits", { ...GOOD, document: "x00003456789" }, "document (CPF) is not valid"],
    ["no choice", { ...GOOD, bank: "XX" }, "bank (Payment method) is none of the choices"],
    ["a number", { ...GOOD, document: 3456789 }, "document (CPF) must be a text"],
    ["null", { ...GOOD, bank: null }, "bank (Payment method) must be a text"],
    ["a long text", { ...GOOD, phone: "1".repeat(301) }, "phone (Phone) must be a text of at most"],
    ["a NUL", { ...GOOD, phone: "1\0" }, "phone (Phone) must be a text"],
    ["what is not asked", { ...GOOD, amount: "1" }, '"amount" is not asked for'],
    ["a list", [GOOD], "fields must be an object of texts"],
    ["nothing", undefined, "fields must be an object of texts"],
    ["a text", "document", "fields must be an object of texts"],
  ])("name the field: %s", (_, given, problem) => {
    const { problems } = checkAnswers(FIELDS, given)
    expect(problems.join("; ")).toContain(problem)
  })

  it("say nothing of a value", () => {
    const { problems } = checkAnswers(FIELDS, { document: "canary", bank: "canary", phone: 7 })
    expect(problems).toHaveLength(3)
    expect(problems.join()).not.toContain("canary")
  })

  it("never break, whatever is sent", () => {
    fc.assert(
      fc.property(fc.anything(), (given) => {
        const { answers } = checkAnswers(FIELDS, given)
        expect(Object.keys(answers).every((name) => FIELDS.some((one) => one.name === name))).toBe(
          true
        )
      })
    )
  })
})

describe("answers among other data", () => {
  it("are found by name; what is no text is left", () => {
    const data = { document: " 1 ", bank: 7, phone: "", foreign: "x", toString: "y" }
    expect(answersAmong(["document", "bank", "phone", "email"], data)).toEqual({ document: "1" })
    expect(answersAmong(["constructor"], {})).toEqual({})
    expect(answersAmong(["document"], undefined)).toEqual({})
  })
})
