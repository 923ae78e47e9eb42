import { createHash, timingSafeEqual } from "node:crypto"
import type { Route } from "../../core/exchange-types"
import { unauthorized } from "./errors"
import type { XGatewayAccount } from "./options"

/** Lets a route's requests through only with the right `x-api-key`. */
export function authenticated(account: XGatewayAccount, route: Route): Route {
  return {
    ...route,
    handle: (request) => {
      const given = request.headers["x-api-key"]
      if (typeof given !== "string" || !isSame(given, account.apiKey)) {
        throw unauthorized()
      }
      return route.handle(request)
    },
  }
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest()
  return timingSafeEqual(digest(left), digest(right))
}
