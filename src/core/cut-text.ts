/** Text in one line, as gateways take it. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim()
}

/**
 * Text in one line, cut to a gateway's limit; never in the middle of a character.
 *
 * @param length in UTF-16 code units, of which no gateway counts fewer than characters
 */
export function cutText(text: string, length: number): string {
  return oneLine(text)
    .slice(0, length)
    .replace(/[\uD800-\uDBFF]$/, "")
    .trim()
}
