import type { CollectField } from "./attempt"

const LONGEST_ANSWER = 300

/** Answers that were understood, and what is wrong with the rest, in words that name the field. */
export interface CheckedAnswers {
  readonly answers: Record<string, string>
  readonly problems: readonly string[]
}

/**
 * Checks answers against the questions: names, length, pattern, options, and that none is missing.
 *
 * @param given what a browser or staff sent, of any type
 * @param alsoTaken names that are not asked for now, but may be told, e.g. once more
 */
export function checkAnswers(
  asked: readonly CollectField[],
  given: unknown,
  alsoTaken: readonly string[] = []
): CheckedAnswers {
  const entries = isRecord(given) ? Object.entries(given) : []
  const problems = isRecord(given) ? [] : ["fields must be an object of texts"]
  const answers: Record<string, string> = {}
  for (const [name, value] of entries) {
    const unasked = alsoTaken.includes(name) ? { name, label: name, required: false } : undefined
    const field = asked.find((one) => one.name === name) ?? unasked
    const problem = field ? problemOf(field, value) : `${shown(name)} is not asked for`
    if (problem) {
      problems.push(problem)
    } else if (typeof value === "string" && value.trim() !== "") {
      answers[name] = value.trim()
    }
  }
  const missing = asked.filter(
    ({ name, required }) =>
      required && answers[name] === undefined && !entries.some(([key]) => key === name)
  )
  return {
    answers,
    problems: [...problems, ...missing.map(({ name, label }) => `${name} (${label}) is missing`)],
  }
}

/** The answers among `given` that a gateway may ask for; whatever else is there is left alone. */
export function answersAmong(
  names: readonly string[],
  given: Readonly<Record<string, unknown>> | undefined
): Record<string, string> {
  const found = names.flatMap((name) => {
    const value = given && Object.hasOwn(given, name) ? given[name] : undefined
    return isAnswer(value) && value.trim() !== "" ? [[name, value.trim()] as const] : []
  })
  return Object.fromEntries(found)
}

function problemOf(field: CollectField, value: unknown): string | undefined {
  const { name, label, pattern, options, required } = field
  if (!isAnswer(value)) {
    return `${name} (${label}) must be a text of at most ${LONGEST_ANSWER} characters`
  }
  const answer = value.trim()
  if (answer === "") {
    return required ? `${name} (${label}) is missing` : undefined
  }
  if (options && !options.some((option) => option.value === answer)) {
    return `${name} (${label}) is none of the choices`
  }
  const fits = pattern === undefined || new RegExp(`^(?:${pattern})$`, "u").test(answer)
  return fits ? undefined : `${name} (${label}) is not valid`
}

/** Postgres takes no NUL in a text. */
function isAnswer(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST_ANSWER && !value.includes("\0")
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 40))
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
}
