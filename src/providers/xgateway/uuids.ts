const UUID_LIKE = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}"
const WHOLE = new RegExp(`^${UUID_LIKE}$`)
const LAST_IN_PATH = new RegExp(`(${UUID_LIKE})(?!.*${UUID_LIKE})`)

/** Ids of XGateway's objects; of any version. */
export function isUuidLike(text: string | null | undefined): text is string {
  return typeof text === "string" && WHOLE.test(text)
}

/** Whether two ids are the same, in whatever case they are written. */
export function isSameId(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}

/** The invoice's id in the address of its page: the last UUID of the path. */
export function lastUuidOf(url: URL): string | undefined {
  return LAST_IN_PATH.exec(url.pathname)?.[1]
}
