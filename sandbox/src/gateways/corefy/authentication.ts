import { createHash, timingSafeEqual } from "node:crypto"
import type { Route } from "../../core/exchange-types"
import type { Refuser } from "./errors"
import type { CorefyAccount } from "./options"

/** The value of `Authorization` that the account's settings ask for. */
export function expectedAuthorization(account: CorefyAccount): string {
  const { commerceAccountId, apiKey, settings } = account
  return settings.authScheme === "bearer"
    ? `Bearer ${apiKey}`
    : `Basic ${Buffer.from(`${commerceAccountId}:${apiKey}`, "utf8").toString("base64")}`
}

/** Lets a route's requests through only with the account's credentials. */
export function authenticated(account: CorefyAccount, refuser: Refuser, route: Route): Route {
  return {
    ...route,
    handle: (request) => {
      const given = request.headers.authorization
      if (given === undefined) {
        return refuser.unauthorized("Authorization is missing")
      }
      if (!isSame(normalized(given), expectedAuthorization(account))) {
        return refuser.unauthorized("Invalid credentials")
      }
      return route.handle(request)
    },
  }
}

/** The scheme's name may be written in any case (RFC 9110). */
function normalized(authorization: string): string {
  const [scheme = "", ...credentials] = authorization.split(" ")
  return [scheme.charAt(0).toUpperCase() + scheme.slice(1).toLowerCase(), ...credentials].join(" ")
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest()
  return timingSafeEqual(digest(left), digest(right))
}
