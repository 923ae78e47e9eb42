import { mapObjects } from "./distortions"
import { formMembers, isFormType } from "./form-body"
import { isJsonValue, parseJson, type JsonValue } from "./json"

const HIDDEN = "[hidden]"
const LONGEST_TEXT = 2000

/**
 * A request's body as the log shows it: JSON and forms as their members, else the first characters.
 *
 * @param secretMembers names whose values are not shown
 */
export function readableBody(
  raw: Buffer,
  contentType: string | undefined,
  secretMembers: readonly string[] = []
): JsonValue | null {
  if (raw.length === 0) {
    return null
  }
  const text = raw.toString("utf8")
  const parsed = isFormType(contentType) ? formMembers(raw) : parseJson(text)
  if (isJsonValue(parsed)) {
    return mapObjects(parsed, (object) => ({
      ...object,
      ...Object.fromEntries(
        secretMembers.filter((name) => name in object).map((name) => [name, HIDDEN])
      ),
    }))
  }
  const holdsSecrets = secretMembers.some((name) => text.includes(name))
  return holdsSecrets ? HIDDEN : text.slice(0, LONGEST_TEXT)
}
