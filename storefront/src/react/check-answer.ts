import type { CollectField } from "../next-action.js"

/** The longest answer that the shop takes. */
export const LONGEST_ANSWER = 300

/** What is wrong with an answer. */
export type AnswerProblem = "required" | "invalid"

/** Checks an answer as the shop does: without the blanks around it, and as a whole. */
export function checkAnswer(
  { pattern, options, required }: CollectField,
  given: string
): AnswerProblem | undefined {
  const answer = given.trim()
  if (answer === "") {
    return required ? "required" : undefined
  }
  const isChoice = options?.some(({ value }) => value === answer) ?? true
  return isChoice && fits(pattern, answer) ? undefined : "invalid"
}

/**
 * The fields that the shop's refusal names, e.g. "Please correct these fields: document (CPF or
 * CNPJ) is not valid; phone (Mobile phone) is missing."
 */
export function refusedFields(
  message: string,
  fields: readonly CollectField[]
): Readonly<Record<string, AnswerProblem>> {
  const found = fields.flatMap(({ name, label }): [string, AnswerProblem][] => {
    const named = `${name} (${label}) `
    const at = message.indexOf(named)
    if (at < 0) {
      return []
    }
    const isMissing = message.startsWith("is missing", at + named.length)
    return [[name, isMissing ? "required" : "invalid"]]
  })
  return Object.fromEntries(found)
}

function fits(pattern: string | undefined, answer: string): boolean {
  if (pattern === undefined) {
    return true
  }
  let whole: RegExp
  try {
    whole = new RegExp(`^(?:${pattern})$`, "u")
  } catch {
    // Of a newer browser's language: the shop looks at the answer itself.
    return true
  }
  return whole.test(answer)
}
