import type { CollectField } from "../api-types"
import { fieldLabel, fieldProblems, givenAnswers } from "../check-fields"
import { translateIn } from "./support/texts"

const t = translateIn("en")
const ADDRESS: CollectField = {
  name: "address",
  label: "The payer's address",
  pattern: "[A-Za-z0-9]{14,120}",
  required: true,
}
const COIN: CollectField = {
  name: "currency",
  label: "Coin",
  options: [{ value: "USDC", label: "USD Coin" }],
  required: true,
}
const BRANCH: CollectField = {
  name: "branch",
  label: "Branch",
  pattern: "\\d{1,5}",
  required: false,
}
const FIELDS = [ADDRESS, COIN, BRANCH]

test("everything as it should be", () => {
  const answers = { address: "TXYZ1234567890abc", currency: "USDC", branch: " 12 " }
  expect(fieldProblems(FIELDS, answers, t)).toEqual({})
  expect(givenAnswers(FIELDS, answers)).toEqual({ ...answers, branch: "12" })
})

test("what is missing and what is wrong, field by field", () => {
  expect(fieldProblems(FIELDS, { currency: "BTC", branch: "x" }, t)).toEqual({
    address: "This is needed.",
    currency: "This does not look right: check it.",
    branch: "This does not look right: check it.",
  })
})

test("a pattern is of the whole answer", () => {
  expect(fieldProblems([BRANCH], { branch: "12 " + "x" }, t)).toHaveProperty("branch")
})

test("blanks are no answer, and nothing is sent for them", () => {
  expect(fieldProblems([ADDRESS], { address: "   " }, t)).toHaveProperty("address")
  expect(givenAnswers(FIELDS, { branch: " ", unasked: "1" })).toEqual({})
})

test("a question is in the dashboard's language where we have it, else in the shop's words", () => {
  expect(fieldLabel(BRANCH, translateIn("es"))).toBe("Sucursal")
  expect(fieldLabel({ ...BRANCH, name: "constructor" }, t)).toBe("Branch")
})
