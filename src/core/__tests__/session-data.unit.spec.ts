import type { AttemptStatus } from "../attempt"
import { publicStatus, sessionDataOf, sessionStatusOf } from "../session-data"
import { Money } from "../money"
import { NOON, SAR } from "./support/arbitraries"
import { openAttempt } from "./support/attempts"

const SHORT = Money.parse("8.00", SAR)

describe("what a session tells the storefront", () => {
  const EXPECTED: Record<AttemptStatus, [status: string, medusa: string, hasAction: boolean]> = {
    created: ["pending", "pending", true],
    pending: ["pending", "pending", true],
    requires_more: ["requires_more", "requires_more", true],
    authorized: ["authorized", "authorized", false],
    captured: ["captured", "captured", false],
    failed: ["failed", "error", false],
    canceled: ["canceled", "canceled", false],
    expired: ["expired", "canceled", false],
  }

  test.each(Object.entries(EXPECTED))(
    "of an attempt that is %s",
    (status, [shown, medusa, hasAction]) => {
      const attempt = openAttempt({ status: status as AttemptStatus })

      expect(sessionDataOf(attempt).status).toBe(shown)
      expect(publicStatus(attempt.status)).toBe(shown)
      expect(sessionStatusOf(attempt.status)).toBe(medusa)
      expect(sessionDataOf(attempt).next_action !== null).toBe(hasAction)
    }
  )

  test.each([
    ["10.00", {}, false],
    ["10.01", {}, false],
    ["9.99", {}, true],
    ["0.00", {}, true],
    ["2.00", { received: SHORT }, false],
    // The payer sees that something is short, and what to do about it.
    ["2.00", { received: SHORT, exception: "underpaid" as const }, true],
  ])("asks nobody to send again what was seen: %s", (inSight, fields, isAsked) => {
    const attempt = openAttempt({ ...fields, details: { inSight } })
    expect(sessionDataOf(attempt).next_action !== null).toBe(isAsked)
  })

  test("are exactly the fixed keys, and nothing private", () => {
    const attempt = openAttempt({ expiresAt: NOON, gatewayData: { token: "private" } })

    expect(sessionDataOf(attempt)).toEqual({
      session_id: "payses_1",
      gateway: "fake",
      reference: "invoice-1",
      status: "pending",
      amount: "10.00",
      currency_code: "sar",
      expires_at: "2026-03-01T12:00:00.000Z",
      next_action: { type: "redirect", url: "https://pay.example/invoice-1", method: "GET" },
    })
  })

  test("takes the keys of an earlier action away, as Medusa merges deeply", () => {
    const stored = { next_action: { type: "transfer", destinations: [], memo: "x" } }

    expect(sessionDataOf(openAttempt(), stored).next_action).toEqual({
      ...openAttempt().nextAction,
      destinations: null,
      memo: null,
    })
    expect(sessionDataOf(openAttempt({ nextAction: null }), stored).next_action).toBeNull()
  })

  test("takes away the fields of an earlier form, too", () => {
    const form = (fields: Record<string, string>) => ({
      type: "redirect" as const,
      url: "https://pay.example/",
      method: "POST" as const,
      fields,
    })
    const data = sessionDataOf(openAttempt({ nextAction: form({ token: "new" }) }), {
      next_action: form({ token: "old", signature: "old" }),
    })

    expect(data.next_action).toEqual(form({ token: "new", signature: null as never }))
  })

  test("has null for every foreign key, however it is named", () => {
    const stored = JSON.parse('{"__proto__": {"paid": 1}, "constructor": 1, "": 2}') as object

    const data = sessionDataOf(openAttempt(), stored as Record<string, unknown>)

    expect(JSON.parse(JSON.stringify(data))).toMatchObject({ constructor: null, "": null })
    expect(Object.getOwnPropertyDescriptor(data, "__proto__")?.value).toBeNull()
    expect(data.paid).toBeUndefined()
  })
})
