import fc from "fast-check"
import { checkAnswers } from "../../../../src/core/collect-fields.js"
import { documentPattern } from "../../../../src/providers/directa24/documents.js"
import { QUESTIONS } from "../../__tests__/support/payment-states.js"
import type { CollectField } from "../../client/index.js"
import { checkAnswer, LONGEST_ANSWER, refusedFields } from "../check-answer.js"

const fields = fc.oneof(
  fc.constantFrom(...QUESTIONS),
  fc.record({
    name: fc.constant("document"),
    label: fc.constant("Document"),
    pattern: fc.constantFrom(...["AR", "BO", "BR", "CA", "CL", "CO", "MX"].map(documentPattern)),
    required: fc.boolean(),
  })
)
const answers = fc.oneof(
  fc.constantFrom("", "  ", "IX", "BL", "XX", "529.982.247-25", " 52998224725 ", "+5511999990000"),
  fc.stringMatching(/^[0-9A-Za-z .\-/]{0,20}$/),
  fc.string({ maxLength: LONGEST_ANSWER })
)

describe("checkAnswer", () => {
  it("finds wrong what the shop finds wrong, and nothing else", () => {
    fc.assert(
      fc.property(fields, answers, (field: CollectField, answer) => {
        fc.pre(!answer.includes("\0"))
        const { problems } = checkAnswers([field], { [field.name]: answer })
        expect(checkAnswer(field, answer) === undefined).toBe(problems.length === 0)
      })
    )
  })

  it("leaves a pattern that this browser does not know to the shop", () => {
    const field = { name: "a", label: "A", pattern: "(?<", required: true }
    expect(checkAnswer(field, "x")).toBeUndefined()
    expect(checkAnswer(field, "")).toBe("required")
  })
})

describe("refusedFields", () => {
  it("understands the shop's words", () => {
    const { problems } = checkAnswers(QUESTIONS, { bank: "XX", document: "1", birth_date: "" })
    expect(problems).toHaveLength(3)
    const message = `Please correct these fields: ${problems.join("; ")}.`
    expect(refusedFields(message, QUESTIONS)).toEqual({
      bank: "invalid",
      document: "invalid",
      phone: "required",
    })
  })

  it("finds none in other words", () => {
    expect(refusedFields("document is a word", QUESTIONS)).toEqual({})
  })
})
