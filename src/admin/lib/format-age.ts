import { formatDistance } from "./format"

/**
 * How long ago something was: `3 minutes ago`. What has just happened is never in the future, be
 * the browser's clock behind the shop's.
 *
 * @param now milliseconds
 */
export function formatAge(moment: string, now: number, language: string): string {
  return formatDistance(moment, Math.max(now, new Date(moment).getTime()), language)
}
