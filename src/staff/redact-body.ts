import { redactField } from "./personal-fields"

/** Longer ones are cut: nobody reads on. */
const LONGEST = 64 * 1024

/**
 * A webhook's body for people to read: JSON indented, a form line by line, numbers with the very
 * characters that were sent, and nothing that names the payer or proves the sender (see
 * `redactField`). Pure.
 *
 * @param gateway the gateway's identifier
 */
export function redactBody(body: string, gateway: string): string {
  const shown = redactedJson(body, gateway) ?? redactedForm(body, gateway)
  if (shown === undefined) {
    return body.trim() === "" ? "" : `(${body.length} characters that are neither JSON nor a form)`
  }
  return shown.length > LONGEST ? `${shown.slice(0, LONGEST)}\n…` : shown
}

function redactedForm(body: string, gateway: string): string | undefined {
  if (!/^[\w.[\]%-]+=/.test(body)) {
    return undefined
  }
  return [...new URLSearchParams(body)]
    .map(([name, value]) => `${name}=${redactField({ gateway, path: [name], value })}`)
    .join("\n")
}

const TOKEN =
  /\s*(?:([{}[\],:])|("[^"\\]*(?:\\.[^"\\]*)*")|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|(true|false|null))/y

/** An object or list that is being written. */
interface Level {
  readonly isObject: boolean
  /** The member's name that was read last; lists have that of their own. */
  name: string
  isEmpty: boolean
}

/** Works on the text's own characters: `JSON.parse` keeps neither 24 digits nor `1.00`. */
function redactedJson(body: string, gateway: string): string | undefined {
  if (!isJson(body)) {
    return undefined
  }
  const levels: Level[] = []
  let out = ""
  let isValue = true
  const pattern = new RegExp(TOKEN)
  for (let found = pattern.exec(body); found !== null; found = pattern.exec(body)) {
    const [, mark, text, number, word] = found
    const level = levels.at(-1)
    if (mark === "}" || mark === "]") {
      levels.pop()
      out += `${level?.isEmpty ? "" : lineAt(levels.length)}${mark}`
    } else if (mark === ",") {
      out += ","
      isValue = level?.isObject !== true
    } else if (mark === ":") {
      out += ": "
      isValue = true
    } else {
      if (level && !(level.isObject && isValue)) {
        out += lineAt(levels.length)
        level.isEmpty = false
      }
      if (mark !== undefined) {
        out += mark
        levels.push({ isObject: mark === "{", name: level?.name ?? "", isEmpty: true })
        isValue = mark === "["
      } else if (!isValue && level) {
        level.name = JSON.parse(text as string) as string
        out += text
      } else {
        const path = pathOf(levels)
        out += redactedValue({ text, number, word }, { gateway, path })
      }
    }
  }
  return out
}

function redactedValue(
  { text, number, word }: { text?: string; number?: string; word?: string },
  field: { readonly gateway: string; readonly path: readonly string[] }
): string {
  if (text !== undefined) {
    const value = JSON.parse(text) as string
    const inner = /^\s*[{[]/.test(value) ? redactedJson(value, field.gateway) : undefined
    const shown = redactField({ ...field, value: inner ?? value })
    return shown === value ? text : JSON.stringify(shown)
  }
  if (number !== undefined) {
    const shown = redactField({ ...field, value: number })
    return shown === number ? number : JSON.stringify(shown)
  }
  return word ?? ""
}

/** Lists stand for what they are a list of. */
function pathOf(levels: readonly Level[]): string[] {
  return levels
    .filter(({ isObject }, place) => isObject || place === 0)
    .map(({ name }) => name)
    .filter((name) => name !== "")
}

function lineAt(depth: number): string {
  return `\n${"  ".repeat(depth)}`
}

function isJson(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === "object" && value !== null
  } catch {
    return false
  }
}
