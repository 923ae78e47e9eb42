import type { ReplyFormat } from "../../core/exchange-types"
import { escapeHtml } from "../../core/html"
import { isJsonObject, type JsonValue } from "../../core/json"

/** The values of `type`, in any case. */
export type AnswerType = "JSON" | "XML" | "STRING"

/** How v1 answers are written. */
export const ANSWER_FORMATS: Readonly<Record<AnswerType, ReplyFormat>> = {
  JSON: { type: "application/json", write: (json) => JSON.stringify(json) },
  XML: {
    type: "text/xml; charset=utf-8",
    write: (json) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n<response>${xmlContent(json)}</response>`,
  },
  STRING: { type: "text/plain; charset=utf-8", write: plainText },
}

/** @returns `undefined` when it is none of the three */
export function answerTypeOf(text: string): AnswerType | undefined {
  return (["JSON", "XML", "STRING"] as const).find((type) => type === text.toUpperCase())
}

function xmlContent(value: JsonValue): string {
  if (Array.isArray(value)) {
    return value.map((member) => `<item>${xmlContent(member)}</item>`).join("")
  }
  if (isJsonObject(value)) {
    return Object.entries(value)
      .map(([name, member]) => `<${name}>${xmlContent(member ?? null)}</${name}>`)
      .join("")
  }
  return escapeHtml(value === null ? "" : String(value))
}

/** The values alone: `|` between members, a line for each row. */
function plainText(value: JsonValue): string {
  if (Array.isArray(value)) {
    return value.map(plainText).join("\n")
  }
  if (isJsonObject(value)) {
    return Object.values(value)
      .map((member) => plainText(member ?? null))
      .join("|")
  }
  return value === null ? "" : String(value)
}
