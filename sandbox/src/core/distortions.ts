import type { JsonObject, JsonValue } from "./json"

/** Rebuilds a JSON value; `change` sees every object in it, inner ones first. */
export function mapObjects(
  value: JsonValue,
  change: (object: JsonObject) => JsonObject
): JsonValue {
  if (Array.isArray(value)) {
    return value.map((member) => mapObjects(member, change))
  }
  if (typeof value !== "object" || value === null) {
    return value
  }
  const mapped: JsonObject = {}
  for (const [name, member] of Object.entries(value)) {
    mapped[name] = member === undefined ? undefined : mapObjects(member, change)
  }
  return change(mapped)
}

/** Sets every member that has one of these names. */
export function replaceMembers(value: JsonValue, members: JsonObject): JsonValue {
  return mapObjects(value, (object) => {
    const changed = { ...object }
    for (const name of Object.keys(members)) {
      if (name in changed) {
        changed[name] = members[name]
      }
    }
    return changed
  })
}

/** Adds members that no document knows. */
export function addUnknownMembers(value: JsonValue): JsonValue {
  return mapObjects(value, (object) => ({
    ...object,
    sandbox_unknown_text: "added by a newer version",
    sandbox_unknown_object: { nested: [1, null, { deeper: true }] },
  }))
}

/** Adds one member of this many bytes. */
export function addBulk(value: JsonValue, bytes: number): JsonValue {
  const bulk = "x".repeat(bytes)
  return Array.isArray(value) || typeof value !== "object" || value === null
    ? [value, bulk]
    : { ...value, sandbox_bulk: bulk }
}
