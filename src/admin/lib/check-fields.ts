import type { CollectField } from "./api-types"
import { hasText, type Translate } from "./use-texts"

/** A question in the dashboard's language, where we have it; else as the shop words it. */
export function fieldLabel({ name, label }: CollectField, t: Translate): string {
  const key = `attempts.fields.${name}`
  return hasText(key) ? t(key) : label
}

/** What is wrong with the answers, by the names of their fields. */
export function fieldProblems(
  fields: readonly CollectField[],
  answers: Readonly<Record<string, string>>,
  t: Translate
): Record<string, string> {
  const problems = fields.flatMap((field) => {
    const answer = (answers[field.name] ?? "").trim()
    const problem = problemOf(field, answer)
    return problem ? [[field.name, t(`attempts.problems.${problem}`)] as const] : []
  })
  return Object.fromEntries(problems)
}

function problemOf(
  { required, pattern, options }: CollectField,
  answer: string
): "missing" | "invalid" | undefined {
  if (answer === "") {
    return required ? "missing" : undefined
  }
  const isChoice = !options || options.some(({ value }) => value === answer)
  const fits = pattern === undefined || new RegExp(`^(?:${pattern})$`, "u").test(answer)
  return isChoice && fits ? undefined : "invalid"
}

/** The answers that were given, without blanks around them. */
export function givenAnswers(
  fields: readonly CollectField[],
  answers: Readonly<Record<string, string>>
): Record<string, string> {
  return Object.fromEntries(
    fields.flatMap(({ name }) => {
      const answer = (answers[name] ?? "").trim()
      return answer === "" ? [] : [[name, answer]]
    })
  )
}
