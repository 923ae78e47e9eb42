import { isLocalHost } from "../../core/options"
import type { Directa24Options } from "./options"

/** Directa24 takes addresses of 200 characters; our longest path after the shop's own is 75. */
const LONGEST = 125

/**
 * Directa24 calls https addresses on the standard port only, so payments would never be confirmed
 * to any other. One that runs on this machine calls everything.
 * Source: Directa24 Streamline API, notifications.
 *
 * @returns what is wrong with the shop's public address, if anything
 */
export function backendUrlProblem(
  backendUrl: string,
  { baseUrl }: Pick<Directa24Options, "baseUrl">
): string | undefined {
  const url = new URL(backendUrl)
  if (isLocalHost(new URL(baseUrl).hostname)) {
    return undefined
  }
  if (url.protocol !== "https:" || url.port !== "") {
    return "has to be an https address on the standard port: Directa24 calls no other"
  }
  return backendUrl.length > LONGEST
    ? `has to be at most ${LONGEST} characters long for Directa24`
    : undefined
}
