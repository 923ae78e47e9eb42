import { randomBytes } from "node:crypto"
import type { WebhookHint } from "./contract"

/** What a test webhook carries where a real one names its payment. No gateway makes such ids. */
const TOKEN = /^pgtest-(\d{13})-[0-9a-f]{32}$/

/**
 * A token for one test webhook.
 *
 * @param now when the test is sent
 */
export function createTestToken(now: Date): string {
  const milliseconds = String(now.getTime()).padStart(13, "0")
  return `pgtest-${milliseconds}-${randomBytes(16).toString("hex")}`
}

/** Whether a signed text is the token of a test webhook. */
export function isTestToken(text: unknown): text is string {
  return typeof text === "string" && TOKEN.test(text)
}

/** When the test with this token was sent; `undefined` for what is no token. */
export function testSentAt(token: string): Date | undefined {
  const [, milliseconds] = TOKEN.exec(token) ?? []
  return milliseconds === undefined ? undefined : new Date(Number(milliseconds))
}

/** What a verified test webhook points to: nothing that anybody could have paid. */
export function testHint(token: string): WebhookHint {
  return {
    eventType: "test",
    dedupeKey: token,
    concerns: "other",
    isUnknown: false,
    testToken: token,
  }
}
