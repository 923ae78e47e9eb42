import fc from "fast-check"
import type { CallbackFields } from "../callback-evidence"
import {
  callbackFieldsOf,
  deliveryOf,
  PAYMENT_ID,
  rawDelivery,
  readWebhook,
  refusalOf,
  signatureOf,
} from "./support/callbacks"

const NOW = new Date("2026-05-01T12:00:00.000Z")
const hintOf = (changes: Partial<CallbackFields> = {}) =>
  readWebhook(deliveryOf(callbackFieldsOf(changes), undefined, NOW))

describe("what a callback points to", () => {
  it("is the payment by its id, and what it told", () => {
    expect(hintOf()).toEqual({
      eventType: "callback",
      dedupeKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      reference: PAYMENT_ID,
      concerns: "payment",
      isUnknown: false,
      evidence: { "callback:1.00": { ...callbackFieldsOf(), received_at: NOW.toISOString() } },
    })
  })

  it("names no session: anybody who knows the client id could choose one", () => {
    expect(hintOf().sessionId).toBeUndefined()
  })

  it("is the same event when it is repeated with another time of sending", () => {
    const again = hintOf({ current_datetime: "2022-08-10T22:02:41+00:00" })
    expect(again.dedupeKey).toBe(hintOf().dedupeKey)
  })

  it.each([
    ["payment_id", "LqaUrQimtgTe9iF3Knv8Le"],
    ["amount", "1"],
    ["amount_usd", "1.01"],
    ["received_amount", "1"],
    ["received_amount_usd", "2.00"],
  ])("is another event with another %s", (name, value) => {
    expect(hintOf({ [name]: value }).dedupeKey).not.toBe(hintOf().dedupeKey)
  })

  it("keeps callbacks of different sums apart", () => {
    const evidence = { ...hintOf().evidence, ...hintOf({ received_amount_usd: "2.00" }).evidence }
    expect(Object.keys(evidence)).toEqual(["callback:1.00", "callback:2.00"])
  })
})

describe("a signed callback that is not of the documented form", () => {
  it.each([
    ["a payment id that is a path", { payment_id: "../../payment" }],
    ["a payment id that is too short", { payment_id: "abc" }],
    ["a payment id that is too long", { payment_id: "a".repeat(65) }],
    ["an empty payment id", { payment_id: "" }],
    ["a negative amount", { received_amount_usd: "-1.00" }],
    ["an amount with an exponent", { received_amount_usd: "1e9" }],
    ["an amount with a comma", { received_amount_usd: "1,00" }],
    ["an amount that is a word", { received_amount_usd: "NaN" }],
    ["an amount without end", { received_amount: "9".repeat(5000) }],
    ["an amount that holds another field", { amount: "1;AmountUsd=1.00" }],
    ["an amount that holds a secret", { received_amount_usd: "1.00;SecretKey=x" }],
    ["an empty amount", { amount_usd: "" }],
    ["a time that holds another field", { current_datetime: "2022-08-10;PaymentID=abcdefgh" }],
    ["a time that is none", { current_datetime: "yesterday" }],
    ["a time with NUL in it", { current_datetime: "2022-08-10\0" }],
  ])("is refused: %s", (_, changes) => {
    expect(refusalOf(deliveryOf(callbackFieldsOf(changes)))).toBe("invalid_webhook")
  })

  it("cannot be read in two ways: texts that end elsewhere have one and the same signature", () => {
    const one = callbackFieldsOf({ amount: "1;AmountUsd=9.00", amount_usd: "1.00" })
    const other = callbackFieldsOf({ amount: "1", amount_usd: "9.00;AmountUsd=1.00" })
    expect(signatureOf(one)).toBe(signatureOf(other))
    expect(refusalOf(deliveryOf(one))).toBe("invalid_webhook")
    expect(refusalOf(deliveryOf(other))).toBe("invalid_webhook")
  })

  it("names the fields, not their values", () => {
    expect(() => hintOf({ received_amount_usd: "1e9", payment_id: "a b" })).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(/payment_id, received_amount_usd\./),
      })
    )
  })
})

describe("a body that is no callback", () => {
  const signed = JSON.stringify({
    ...callbackFieldsOf(),
    signature: signatureOf(callbackFieldsOf()),
  })

  it.each([
    ["nothing", ""],
    ["no JSON", "payment_id=1"],
    ["half of its JSON", signed.slice(0, 100)],
    ["null", "null"],
    ["a number", "5"],
    ["a text", '"completed"'],
    ["a list", `[${signed}]`],
    ["a form", "payment_id=abc&signature=def"],
    ["two objects", signed + signed],
    ["a member that is named twice", signed.replace("{", '{"amount_usd":"9.00",')],
    ["a signature that is named twice", signed.replace("{", `{"signature":"${"0".repeat(64)}",`)],
    ["far too much", `${signed.slice(0, -1)},"x":"${"y".repeat(70_000)}"}`],
  ])("is refused: %s", (_, body) => {
    expect(refusalOf(rawDelivery(body))).toBe("invalid_webhook")
  })

  it.each([
    ["an empty object", "{}"],
    ["a signature alone", JSON.stringify({ signature: "0".repeat(64) })],
    ["another gateway's webhook", '{"event_type":"PAYMENT_SUCCEEDED","data":{}}'],
  ])("is not signed: %s", (_, body) => {
    expect(refusalOf(rawDelivery(body))).toBe("invalid_signature")
  })

  it("is refused with bytes that are no text", () => {
    const body = Buffer.from(signed)
    body[body.indexOf("LqaU")] = 0xff
    expect(refusalOf(rawDelivery(body))).toBe("invalid_signature")
  })

  it("never makes it crash, and is never taken", () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(["invalid_signature", "invalid_webhook"]).toContain(refusalOf(rawDelivery(body)))
      })
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(refusalOf(rawDelivery(Buffer.from(bytes)))).toBe("invalid_webhook")
      })
    )
  })

  it("is never taken with one byte changed, unless it says the same", () => {
    const genuine = readWebhook(rawDelivery(signed, NOW))
    for (let at = 0; at < signed.length; at += 1) {
      const body = Buffer.from(signed)
      body[at] ^= 1
      const refusal = refusalOf(rawDelivery(body, NOW))
      if (refusal === undefined) {
        expect(readWebhook(rawDelivery(body, NOW))).toEqual(genuine)
      }
    }
  })
})
