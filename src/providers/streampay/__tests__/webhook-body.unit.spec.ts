import { createHash } from "node:crypto"
import { LINK_ID } from "./support/replies"
import { readWebhook, refusalOf, signedDelivery } from "./support/signing"

/** As in StreamPay's documentation, Webhooks. */
const EVENT = {
  event_type: "PAYMENT_SUCCEEDED",
  entity_type: "PAYMENT",
  entity_id: "11111111-2222-4333-8444-555555555555",
  entity_url: "https://stream-app-service.streampay.sa/api/v2/payments/11111111",
  status: "SUCCEEDED",
  timestamp: "2025-07-22T14:40:31.485576",
  data: {
    invoice: { id: "22222222-3333-4444-8555-666666666666", url: "https://…" },
    payment: { id: "11111111-2222-4333-8444-555555555555", url: "https://…" },
    payment_link: { id: LINK_ID, url: "https://…" },
    metadata: { session_id: "payses_01" },
  },
}

const hintOf = (event: unknown) => readWebhook(signedDelivery(JSON.stringify(event)))

describe("what a webhook points to", () => {
  it("is the session and the payment link", () => {
    expect(hintOf(EVENT)).toEqual({
      eventType: "PAYMENT_SUCCEEDED",
      dedupeKey: createHash("sha256").update(JSON.stringify(EVENT)).digest("hex"),
      sessionId: "payses_01",
      reference: LINK_ID,
      concerns: "payment",
      isUnknown: false,
    })
  })

  it("is the link alone where the metadata is missing", () => {
    const { metadata, ...data } = EVENT.data
    expect(metadata).toBeDefined()
    expect(hintOf({ ...EVENT, data })).toMatchObject({ sessionId: undefined, reference: LINK_ID })
  })

  it("is the entity of an event about a link", () => {
    const event = {
      event_type: "PAYMENT_LINK_PAY_ATTEMPT_FAILED",
      entity_type: "PAYMENT_LINK",
      entity_id: LINK_ID,
    }
    expect(hintOf(event)).toMatchObject({ reference: LINK_ID, sessionId: undefined })
  })

  it("is never the entity of an event about something else", () => {
    expect(hintOf({ ...EVENT, data: {} }).reference).toBeUndefined()
  })

  it.each([undefined, null, {}, { metadata: null, payment_link: null }])(
    "may be nothing (data %j): then it is nobody's",
    (data) => {
      const hint = hintOf({ ...EVENT, data })
      expect(hint.sessionId).toBeUndefined()
      expect(hint.reference).toBeUndefined()
    }
  )

  it("is the same for every delivery of the same bytes, and another for others", () => {
    const body = JSON.stringify(EVENT)
    const first = readWebhook(signedDelivery(body))
    const again = readWebhook(signedDelivery(body, "another secret"), {
      secrets: ["another secret"],
    })
    const later = readWebhook(signedDelivery(body.replace("485576", "485577")))
    expect(again.dedupeKey).toBe(first.dedupeKey)
    expect(later.dedupeKey).not.toBe(first.dedupeKey)
  })

  it("is read past new members", () => {
    const event = { ...EVENT, api_version: 3, data: { ...EVENT.data, refund: { id: 5 } } }
    expect(hintOf(event)).toMatchObject({ sessionId: "payses_01", reference: LINK_ID })
  })
})

describe("links that are not ours", () => {
  it.each([
    ["a number as session", { session_id: 5 }],
    ["a list", [1, 2]],
    ["a word", "none"],
    ["a session without end", { session_id: "x".repeat(5000) }],
    ["NUL in its session", { session_id: "payses_\0" }],
  ])("may carry %s in their metadata", (_, metadata) => {
    const hint = hintOf({ ...EVENT, data: { ...EVENT.data, metadata } })
    expect(hint).toMatchObject({ sessionId: undefined, reference: LINK_ID })
  })

  it("may have ids of another kind", () => {
    const hint = hintOf({ ...EVENT, entity_id: 7, data: { payment_link: { id: 7 } } })
    expect(hint.reference).toBeUndefined()
  })
})

describe("a signed body that is no event", () => {
  it.each([
    ["nothing", ""],
    ["no JSON", "event_type=PAYMENT_SUCCEEDED"],
    ["half of its JSON", JSON.stringify(EVENT).slice(0, 100)],
    ["null", "null"],
    ["a number", "5"],
    ["a text", '"PAYMENT_SUCCEEDED"'],
    ["a list", `[${JSON.stringify(EVENT)}]`],
    ["an empty object", "{}"],
    ["no event type", JSON.stringify({ ...EVENT, event_type: undefined })],
    ["an event type that is null", JSON.stringify({ ...EVENT, event_type: null })],
    ["an event type that is a number", JSON.stringify({ ...EVENT, event_type: 5 })],
    ["an event type that is empty", JSON.stringify({ ...EVENT, event_type: "" })],
    ["an event type with NUL in it", JSON.stringify({ ...EVENT, event_type: "PAYMENT\0" })],
    ["an event type without end", JSON.stringify({ ...EVENT, event_type: "X".repeat(5000) })],
  ])("is refused: %s", (_, body) => {
    expect(refusalOf(signedDelivery(body))).toBe("invalid_webhook")
  })

  it("is refused for its signature first, so that nobody learns what is understood", () => {
    expect(refusalOf(signedDelivery("no JSON", "another secret"))).toBe("invalid_signature")
  })
})
