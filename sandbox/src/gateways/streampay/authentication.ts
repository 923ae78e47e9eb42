import { createHash, timingSafeEqual } from "node:crypto"
import { ReplyError, type Route } from "../../core/exchange-types"
import type { StreamPayAccount } from "./options"

/** Lets a route's requests through only with the right `x-api-key`. */
export function authenticated(account: StreamPayAccount, route: Route): Route {
  return {
    ...route,
    handle: (request) => {
      const given = request.headers["x-api-key"]
      const expected = Buffer.from(`${account.apiKey}:${account.apiSecret}`).toString("base64")
      if (typeof given !== "string" || !isSame(given, expected)) {
        throw new ReplyError({
          status: 401,
          json: {
            error: {
              code: "UNAUTHORIZED",
              message: given ? "Invalid API key" : "Missing API key",
              additional_info: null,
            },
          },
        })
      }
      return route.handle(request)
    },
  }
}

function isSame(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest()
  return timingSafeEqual(digest(left), digest(right))
}
