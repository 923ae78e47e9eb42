import type { MedusaNextFunction, MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { RateLimiterMemory } from "rate-limiter-flexible"

/** Of one address and one process: a waiting shopper asks some twenty times a minute. */
const LIMIT = { points: 300, duration: 60 }

const limiter = new RateLimiterMemory(LIMIT)

/**
 * Keeps strangers from asking the shop, and through it the gateways, as fast as they like, and from
 * trying ids. Whole families and offices share an address: the limit is far above what they need.
 */
export async function limitShoppers(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const address = req.ip ?? "unknown"
  const left = await limiter.consume(address).catch((refusal: unknown) => {
    if (refusal instanceof Error) {
      throw refusal
    }
    return refusal as { readonly msBeforeNext: number }
  })
  if ("remainingPoints" in left && left.remainingPoints > 0) {
    next()
    return
  }
  res.setHeader("Retry-After", String(Math.max(1, Math.ceil(left.msBeforeNext / 1000))))
  res.status(429).json({ type: "rate_limited", message: "Too many requests. Wait a moment." })
}
