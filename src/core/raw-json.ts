/** A member of a JSON object: what it says, and the characters with which it was sent. */
export type RawMember =
  | { readonly kind: "string"; readonly text: string }
  /** `text` is the literal as it was sent: `1.00`, or 24 digits. */
  | { readonly kind: "number"; readonly text: string }
  | { readonly kind: "other" }

const TOKEN =
  /\s*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|true|false|null)/y

/**
 * The members of a JSON object with their numbers as they were written: `JSON.parse` makes floats
 * of them, which neither keep 24 digits nor tell `1.00` from `1`.
 *
 * @returns `undefined` for what is no JSON object, or names a member twice: two readers could then
 * read two different things
 */
export function readRawMembers(json: string): ReadonlyMap<string, RawMember> | undefined {
  // After this the text is known to be JSON, and is only cut into its tokens.
  if (!isJsonObject(json)) {
    return undefined
  }
  const members = new Map<string, RawMember>()
  let depth = 0
  let name: string | undefined
  let isName = false
  for (const { mark, text, number } of tokensOf(json)) {
    const isMember = depth === 1 && mark === undefined
    if (isMember && isName && text !== undefined) {
      name = JSON.parse(text) as string
      if (members.has(name)) {
        return undefined
      }
      // Objects and lists are not looked into.
      members.set(name, { kind: "other" })
    } else if (isMember && name !== undefined) {
      members.set(name, memberOf(text, number))
    }
    depth += mark === "{" || mark === "[" ? 1 : mark === "}" || mark === "]" ? -1 : 0
    isName = depth === 1 && (mark === "{" || mark === ",")
  }
  return members
}

interface Token {
  readonly mark?: string
  readonly text?: string
  readonly number?: string
}

function* tokensOf(json: string): Generator<Token> {
  const pattern = new RegExp(TOKEN)
  for (let found = pattern.exec(json); found !== null; found = pattern.exec(json)) {
    const [, mark, text, number] = found
    yield { mark, text, number }
  }
}

function memberOf(text: string | undefined, number: string | undefined): RawMember {
  if (text !== undefined) {
    return { kind: "string", text: JSON.parse(text) as string }
  }
  return number === undefined ? { kind: "other" } : { kind: "number", text: number }
}

function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === "object" && value !== null && !Array.isArray(value)
  } catch {
    return false
  }
}
