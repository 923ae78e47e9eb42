import fc from "fast-check"
import {
  COIN,
  DONE,
  OPEN_STATES,
  OUTCOMES,
  QUESTIONS,
  stateOf,
} from "../../__tests__/support/payment-states.js"
import { isFinal, type SessionState, whatNext } from "../index.js"

describe("whatNext", () => {
  it.each(Object.entries(OPEN_STATES))("leads the payer on: %s", (_, state) => {
    const next = whatNext(state)
    expect(next.kind).toBe(state.next_action?.type)
    expect(isFinal(state)).toBe(false)
  })

  it("hands on all that a page needs", () => {
    expect(whatNext(OPEN_STATES["corefy: form to post"]!)).toEqual({
      kind: "redirect",
      url: "https://bank.example/3ds",
      method: "POST",
      fields: { PaReq: "eJxVUs1", MD: "cpi_Rr0wFs9wTFGZg3Jb" },
      expiresAt: "2026-03-01T12:15:00.000Z",
    })
    expect(whatNext(OPEN_STATES["streampay: link"]!)).toMatchObject({ fields: {} })
    expect(whatNext(OPEN_STATES["xgateway: coins"]!)).toMatchObject({
      kind: "transfer",
      destinations: expect.arrayContaining([COIN]),
    })
    expect(whatNext(OPEN_STATES["directa24: questions"]!)).toEqual({
      kind: "collect",
      fields: QUESTIONS,
    })
  })

  it.each<[keyof typeof OUTCOMES, object]>([
    ["wait", { kind: "wait", for: "payment" }],
    ["paid", { kind: "wait", for: "order" }],
    ["unknown", { kind: "wait", for: "unknown" }],
    ["done", { kind: "done", orderId: "order_01JNORDER" }],
    ["over", { kind: "over", excess: "20.50", orderId: "order_01JNORDER" }],
    ["late", { kind: "late", exception: "late", orderId: null }],
    ["duplicate", { kind: "late", exception: "duplicate", orderId: null }],
    ["mismatched", { kind: "late", exception: "mismatched", orderId: null }],
    ["orphaned", { kind: "late", exception: "orphaned", orderId: null }],
    ["expired", { kind: "expired" }],
    ["failed", { kind: "failed" }],
    ["canceled", { kind: "canceled" }],
    [
      "stuck",
      {
        kind: "short",
        received: "60.00",
        due: "40.00",
        action: null,
        expiresAt: "2026-03-01T12:15:00.000Z",
        ended: null,
      },
    ],
  ])("tells the outcome: %s", (name, expected) => {
    expect(whatNext(OUTCOMES[name])).toEqual(expected)
  })

  it("asks for the rest of a payment that is short, while it is open", () => {
    const { short } = OUTCOMES
    expect(whatNext(short)).toMatchObject({ kind: "short", due: "40.00", ended: null })
    expect(whatNext(short)).toMatchObject({ action: short.next_action })
    expect(whatNext({ ...short, status: "expired" })).toMatchObject({
      action: null,
      ended: "expired",
    })
  })

  it("does not take an order that waits for its money for a paid one", () => {
    const deferred = { ...OPEN_STATES["directa24: page"]!, order_id: "order_1" }
    expect(whatNext(deferred).kind).toBe("redirect")
    expect(whatNext({ ...deferred, next_action: null })).toEqual({ kind: "wait", for: "payment" })
  })

  it("takes reserved money for paid, and too much that the shop has dealt with for done", () => {
    expect(whatNext({ ...DONE, status: "authorized" }).kind).toBe("done")
    expect(whatNext({ ...DONE, received: "120.50" }).kind).toBe("done")
  })

  it("waits for an order although too much was paid", () => {
    expect(whatNext({ ...OUTCOMES.over, order_id: null })).toEqual({ kind: "wait", for: "order" })
  })

  it("takes no unknown word for money, and never fails", () => {
    const anything = fc.record({
      status: fc.oneof(fc.constantFrom("pending", "requires_more"), fc.string()),
      exception: fc.oneof(fc.constant(null), fc.string()),
      next_action: fc.jsonValue(),
      order_id: fc.option(fc.string()),
      received: fc.string(),
      amount: fc.string(),
    })
    fc.assert(
      fc.property(anything, (fields) => {
        const isKnown = ["captured", "authorized"].includes(fields.status)
        const { kind } = whatNext({ ...stateOf(), ...fields } as SessionState)
        expect(isKnown || (kind !== "done" && kind !== "over")).toBe(true)
      })
    )
  })

  it("knows which states stay", () => {
    const final = Object.entries(OUTCOMES).filter(([, state]) => isFinal(state))
    expect(final.map(([name]) => name)).toEqual([
      ...["done", "over", "late", "duplicate", "mismatched", "orphaned"],
      ...["expired", "failed", "canceled"],
    ])
  })
})
