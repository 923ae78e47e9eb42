import { createHash } from "node:crypto"
import fc from "fast-check"
import { GatewayError } from "../../../core/errors"
import { failureEvidence } from "../refund-outcomes"
import { CALLBACK_TYPES } from "../webhook"
import { INVOICE_STATUSES } from "../statuses"
import { callbackOf, deliveryOf, read, refusalOf } from "./support/callbacks"
import { attributesOf, INVOICE, REFERENCE } from "./support/invoices"

/*
 * A callback is the invoice itself; its status says what it is about. Written down here on their
 * own: what leads to a reading of a payment, what of money going back, and what to nothing.
 */
const rows = [
  { status: "created", concerns: "payment" },
  { status: "processing", concerns: "payment" },
  { status: "process_pending", concerns: "payment" },
  { status: "process_error", concerns: "payment" },
  { status: "process_failed", concerns: "payment" },
  { status: "processed", concerns: "payment" },
  { status: "partially_processed", concerns: "payment" },
  { status: "expired", concerns: "payment" },
  { status: "terminated", concerns: "payment" },
  { status: "canceled", concerns: "payment" },
  { status: "authorize_required", concerns: "payment" },
  { status: "authorize_failed", concerns: "payment" },
  { status: "authorized", concerns: "payment" },
  { status: "reserved", concerns: "payment" },
  { status: "refunding", concerns: "refund" },
  { status: "refund_pending", concerns: "refund" },
  { status: "refund_error", concerns: "refund" },
  { status: "refund_failed", concerns: "refund" },
  { status: "partially_refunded", concerns: "refund" },
  { status: "refunded", concerns: "refund" },
  { status: "charged_back", concerns: "refund" },
  { status: "partially_charged_back", concerns: "refund" },
  { status: "verified", concerns: "other" },
  { status: "verify_pending", concerns: "other" },
  { status: "verify_error", concerns: "other" },
  { status: "verify_failed", concerns: "other" },
] as const

it.each(rows)("$status is about: $concerns", ({ status, concerns }) => {
  expect(read(callbackOf({ status }))).toMatchObject({
    eventType: `payment-invoices ${status}`,
    reference: INVOICE,
    sessionId: REFERENCE,
    concerns,
    isUnknown: false,
  })
})

it("has a row for every status", () => {
  expect(rows.map(({ status }) => status).sort()).toEqual(Object.keys(INVOICE_STATUSES).sort())
})

it.each(["a_status_of_next_year", "constructor", "PROCESSED"])(
  "a status that is not documented is reported, and the payment read (%s)",
  (status) => {
    expect(read(callbackOf({ status }))).toMatchObject({
      concerns: "payment",
      isUnknown: true,
      reference: INVOICE,
    })
  }
)

describe("kinds of objects", () => {
  const of = (type: string, attributes: Record<string, unknown>, id: unknown = INVOICE) =>
    read(deliveryOf(JSON.stringify({ data: { type, id, attributes } })))

  it("names six", () => expect(Object.keys(CALLBACK_TYPES)).toHaveLength(6))

  it.each(["payment-invoices", "payment-invoice"])("%s", (type) => {
    expect(of(type, attributesOf())).toMatchObject({
      concerns: "payment",
      isUnknown: false,
      reference: INVOICE,
    })
  })

  it.each(["refunds", "refund"])("%s points to the invoice that it is of", (type) => {
    const refund = { status: "processed", original_id: INVOICE, reference_id: "refund_1" }
    expect(of(type, refund, "ref_1")).toEqual({
      eventType: `${type} processed`,
      dedupeKey: expect.any(String),
      reference: INVOICE,
      concerns: "refund",
      isUnknown: false,
    })
  })

  it.each(["failed", "process_failed", "canceled"])("a refund that is %s is kept", (status) => {
    const hint = of("refunds", { status, original_id: INVOICE }, "ref_1")
    expect(hint.evidence).toEqual(failureEvidence("ref_1"))
    expect(hint).toMatchObject({ concerns: "refund", isUnknown: false, reference: INVOICE })
    for (const id of [null, "", 7, "a\0b"]) {
      expect(of("refunds", { status, original_id: INVOICE }, id)).not.toHaveProperty("evidence")
    }
  })

  it("a refund of a status that is not documented is reported", () => {
    const refund = { status: "frozen", original_id: INVOICE }
    expect(of("refunds", refund, "ref_1")).toMatchObject({ concerns: "refund", isUnknown: true })
  })

  it.each(["payout-invoices", "payout-invoice"])("%s is nothing of ours", (type) => {
    const hint = of(type, { status: "processed", reference_id: REFERENCE }, "poi_1")
    expect(hint).toMatchObject({ concerns: "other", isUnknown: false })
    expect(hint.reference ?? hint.sessionId).toBeUndefined()
  })

  it.each(["subscriptions", "toString", "payment_invoices"])("%s is reported", (type) => {
    expect(of(type, attributesOf())).toMatchObject({ isUnknown: true })
  })
})

describe("the session", () => {
  const sessionOf = (changes: Record<string, unknown>) => read(callbackOf(changes)).sessionId

  it("is that of the metadata", () => {
    const metadata = { session_id: "payses_META" }
    expect(sessionOf({ metadata, reference_id: "payses_REF" })).toBe("payses_META")
  })

  it.each([
    ["payses_REF", "payses_REF"],
    ["payses_REF-2", "payses_REF"],
    ["payses_REF-31", "payses_REF"],
    ["00c35215-cb27-444f-9c58-0f9d5fc7172f", undefined],
    ["", undefined],
    [null, undefined],
    [42, undefined],
  ])("is else that of the reference %s", (reference, session) => {
    expect(sessionOf({ metadata: [], reference_id: reference })).toBe(session)
    expect(sessionOf({ metadata: null, reference_id: reference })).toBe(session)
  })

  it.each([{ session_id: 5 }, { session_id: "a\0b" }, { session_id: "" }, "text", 7])(
    "is not taken from nonsense (%p)",
    (metadata) => {
      expect(sessionOf({ metadata, reference_id: null })).toBeUndefined()
    }
  )
})

describe("the invoice", () => {
  it.each([
    "cpi_1/../../secrets",
    "cpi_1?x=1",
    "cpi_",
    "pay_1",
    " cpi_1",
    "cpi_1\n",
    `cpi_${"a".repeat(101)}`,
    "",
  ])("is not named by what could not be an id (%p)", (id) => {
    expect(read(callbackOf({}, id)).reference).toBeUndefined()
  })

  it.each([null, 5, {}, ["cpi_1"]])("is not named by %p", (id) => {
    const data = { type: "payment-invoices", id, attributes: attributesOf() }
    const hint = read(deliveryOf(JSON.stringify({ data })))
    expect(hint.reference).toBeUndefined()
    expect(hint.sessionId).toBe(REFERENCE)
  })
})

describe("the key of an event", () => {
  it("is the SHA-256 of the body", () => {
    const delivery = callbackOf({ status: "processed" })
    const expected = createHash("sha256").update(delivery.rawBody).digest("hex")
    expect(read(delivery).dedupeKey).toBe(expected)
  })

  it("is the same for a repetition, and another one for another event", () => {
    const key = (changes: Record<string, unknown>) => read(callbackOf(changes)).dedupeKey
    expect(key({ status: "processed" })).toBe(key({ status: "processed" }))
    expect(key({ status: "processed" })).not.toBe(key({ status: "processing" }))
    expect(key({ updated: 1_700_000_000 })).not.toBe(key({ updated: 1_700_000_001 }))
  })
})

describe("a body that is signed, but is no callback", () => {
  it.each([
    ["nothing", ""],
    ["no JSON", "status=processed"],
    ["half of it", '{"data":{"type":"payment-inv'],
    ["a text", '"processed"'],
    ["null", "null"],
    ["a list", "[]"],
    ["no data", "{}"],
    ["a list for data", '{"data":[]}'],
    ["no type", '{"data":{"id":"cpi_1","attributes":{"status":"processed"}}}'],
    ["no attributes", '{"data":{"type":"payment-invoices","id":"cpi_1"}}'],
    ["no status", '{"data":{"type":"payment-invoices","id":"cpi_1","attributes":{}}}'],
    [
      "a NUL in the status",
      '{"data":{"type":"payment-invoices","attributes":{"status":"a\\u0000"}}}',
    ],
    ["an endless status", `{"data":{"type":"p","attributes":{"status":"${"a".repeat(200)}"}}}`],
    ["a number for a status", '{"data":{"type":"payment-invoices","attributes":{"status":5}}}'],
    ["no UTF-8", Buffer.from([0xff, 0xfe, 0x00])],
    ["a million brackets", "[".repeat(1_000_000)],
  ])("is refused: %s", (_, body) => {
    expect(refusalOf(deliveryOf(body))?.reason).toBe("invalid_webhook")
  })

  it("never ends in anything but a hint or a refusal", () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (body) => {
        const error = refusalOf(deliveryOf(body))
        expect(error === undefined || GatewayError.is(error)).toBe(true)
      })
    )
  })

  it("never ends otherwise, whatever the members are", () => {
    fc.assert(
      fc.property(
        fc.record({ type: fc.jsonValue(), id: fc.jsonValue(), attributes: fc.jsonValue() }),
        fc.dictionary(fc.constantFrom("status", "metadata", "reference_id"), fc.jsonValue()),
        (data, attributes) => {
          for (const one of [data, { ...data, type: "payment-invoices", attributes }]) {
            const error = refusalOf(deliveryOf(JSON.stringify({ data: one })))
            expect(error === undefined || GatewayError.is(error)).toBe(true)
          }
        }
      )
    )
  })
})
