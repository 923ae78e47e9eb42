import type { Translate } from "./use-texts"

/** Of an answer of the shop, or `undefined` where none came. */
function statusOf(error: unknown): number | undefined {
  const status = (error as { status?: unknown } | null)?.status
  return typeof status === "number" ? status : undefined
}

/** The user's role does not have the right. */
export function isForbidden(error: unknown): boolean {
  return statusOf(error) === 403
}

/** What went wrong, for people: the shop's own words where it answered. */
export function describeFailure(error: unknown, t: Translate): string {
  const status = statusOf(error)
  if (status === 403) {
    return t("common.errors.forbidden")
  }
  if (status === undefined) {
    return t("common.errors.unreachable")
  }
  const message = error instanceof Error ? error.message.trim() : ""
  return message === "" ? t("common.errors.unknown", { status }) : message
}
