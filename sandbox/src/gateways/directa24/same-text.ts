import { createHash, timingSafeEqual } from "node:crypto"

/** Compares secrets and signatures in constant time. */
export function isSameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text, "utf8").digest()
  return timingSafeEqual(digest(left), digest(right))
}
