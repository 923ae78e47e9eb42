import fc from "fast-check"
import type { WebhookDelivery } from "../../../core/contract"
import vectors from "./fixtures/vectors.json"
import {
  callbackOf,
  deliveryOf,
  LIVE_KEY,
  refusalOf,
  signatureOf,
  TEST_KEY,
} from "./support/callbacks"
import { attributesOf, replyOf } from "./support/invoices"

const BODY = JSON.stringify(replyOf({ status: "processed", processed_amount: 10.5 }))
const NEW_KEY = "sk_live_NewKey0001"

describe("vectors", () => {
  const signed = vectors.flatMap((vector) =>
    "x_signature" in vector && vector.x_signature && vector.raw_body && vector.secret
      ? [{ ...vector, raw_body: vector.raw_body, secret: vector.secret, mac: vector.x_signature }]
      : []
  )

  it("are three", () => expect(signed).toHaveLength(3))

  it.each(signed)("$name", ({ raw_body: body, secret, mac, raw_body_hex: hex }) => {
    const bytes = hex ? Buffer.from(hex, "hex") : Buffer.from(body)
    expect(bytes.toString()).toBe(body)
    expect(refusalOf(deliveryOf(bytes, mac), { live: secret })).toBeUndefined()
    expect(refusalOf(deliveryOf(bytes, mac), { live: `${secret}x` })?.reason).toBe(
      "invalid_signature"
    )
  })

  it("of one body with two keys are not mixed up", () => {
    const [test, live] = signed
    expect(test.raw_body).toBe(live.raw_body)
    expect(refusalOf(deliveryOf(live.raw_body, live.mac), { live: test.secret })?.reason).toBe(
      "invalid_signature"
    )
    expect(refusalOf(deliveryOf(test.raw_body, test.mac), { live: live.secret })?.reason).toBe(
      "invalid_signature"
    )
  })
})

describe("keys of both modes", () => {
  const live = deliveryOf(BODY, signatureOf(BODY, LIVE_KEY))
  const test = deliveryOf(BODY, signatureOf(BODY, TEST_KEY))
  const other = deliveryOf(BODY, signatureOf(BODY, NEW_KEY))

  it.each([
    ["live mode, live key", live, { test: TEST_KEY }, true],
    ["live mode, test key", test, { test: TEST_KEY }, false],
    ["live mode without a test key, live key", live, {}, true],
    ["live mode without a test key, test key", test, {}, false],
    ["test mode, test key", test, { test: TEST_KEY, testMode: true }, true],
    ["test mode, live key", live, { test: TEST_KEY, testMode: true }, false],
    ["test mode without a test key, its only key", live, { testMode: true }, true],
    ["test mode without a test key, another one", test, { testMode: true }, false],
    ["live mode, another key", other, { test: TEST_KEY }, false],
    ["test mode, another key", other, { test: TEST_KEY, testMode: true }, false],
  ])("%s", (_, delivery, keys, isTaken) => {
    expect(refusalOf(delivery, keys)?.reason).toBe(isTaken ? undefined : "invalid_signature")
  })

  it("tells when the key is of the other mode", () => {
    expect(refusalOf(test, { test: TEST_KEY })?.message).toContain(
      "signed with the test key, but testMode is off"
    )
    expect(refusalOf(live, { test: TEST_KEY, testMode: true })?.message).toContain(
      "signed with the live key, but testMode is on"
    )
  })

  it("refuses the old key once it was replaced", () => {
    expect(refusalOf(live, { live: NEW_KEY })?.reason).toBe("invalid_signature")
    expect(refusalOf(other, { live: NEW_KEY })).toBeUndefined()
  })

  it("shows no key in a refusal", () => {
    for (const delivery of [live, test, other]) {
      const { message = "" } = refusalOf(delivery, { test: TEST_KEY, live: NEW_KEY }) ?? {}
      for (const key of [LIVE_KEY, TEST_KEY, NEW_KEY]) {
        expect(message).not.toContain(key)
      }
    }
  })
})

describe("the header", () => {
  const good = signatureOf(BODY)

  it.each(["x-signature", "X-Signature", "X-SIGNATURE"])("may be written %s", (name) => {
    const delivery = { ...deliveryOf(BODY), headers: { [name]: good } }
    expect(refusalOf(delivery)).toBeUndefined()
  })

  const bad: readonly [string, WebhookDelivery["headers"][string]][] = [
    ["is missing", undefined],
    ["is empty", ""],
    ["is a list", [good]],
    ["is twice in one", `${good},${good}`],
    ["has no padding", good.slice(0, -1)],
    ["has white space", ` ${good}`],
    ["is in hexadecimal", Buffer.from(good, "base64").toString("hex")],
    ["is in lower case", good.toLowerCase()],
    ["is in upper case", good.toUpperCase()],
    ["is of another length", Buffer.alloc(32, 7).toString("base64")],
    ["is of nothing but zeros", Buffer.alloc(20).toString("base64")],
    ["is no base64", "?".repeat(27) + "="],
    ["is endless", "A".repeat(100_000)],
    ["is an HMAC's length", Buffer.alloc(64, 1).toString("base64")],
  ]

  it.each(bad)("is refused when it %s", (_, signature) => {
    const headers = { "content-type": "application/json", "x-signature": signature }
    expect(refusalOf({ ...deliveryOf(BODY), headers })?.reason).toBe("invalid_signature")
  })

  it("of another name does not count", () => {
    const headers = { "x-webhook-signature": good, signature: good }
    expect(refusalOf({ ...deliveryOf(BODY), headers })?.reason).toBe("invalid_signature")
  })
})

describe("the body", () => {
  const signature = signatureOf(BODY)

  it.each([
    ["another amount", BODY.replace("10.5", "10.6")],
    ["another status", BODY.replace("processed", "refunded")],
    ["a space more", `${BODY} `],
    ["written anew with spaces", JSON.stringify(JSON.parse(BODY), null, 1)],
    ["other escapes", BODY.replace("/api/", "\\/api\\/")],
    ["nothing", ""],
  ])("is refused when changed: %s", (_, body) => {
    expect(body).not.toBe(BODY)
    expect(refusalOf(deliveryOf(body, signature))?.reason).toBe("invalid_signature")
  })

  it("counts as it came, byte by byte", () => {
    const attributes = attributesOf({ description: "café – tête 🧾" })
    const body = JSON.stringify({ data: { type: "payment-invoices", id: "cpi_1", attributes } })
    const escaped = body.replace(
      /[^ -~]/g,
      (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`
    )
    expect(refusalOf(deliveryOf(body))).toBeUndefined()
    expect(refusalOf(deliveryOf(escaped))).toBeUndefined()
    expect(refusalOf(deliveryOf(escaped, signatureOf(body)))?.reason).toBe("invalid_signature")
  })

  it("is refused whichever byte is another one", () => {
    const bytes = Buffer.from(BODY)
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        (at, change) => {
          const changed = Buffer.from(bytes)
          changed[at] ^= change
          expect(refusalOf(deliveryOf(changed, signature))?.reason).toBe("invalid_signature")
        }
      )
    )
  })
})

it("is refused with any other signature", () => {
  const genuine = signatureOf(BODY)
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      const guess = Buffer.from(bytes).toString("base64")
      fc.pre(guess !== genuine)
      expect(refusalOf(deliveryOf(BODY, guess))?.reason).toBe("invalid_signature")
    })
  )
})

it("is checked before the body is read", () => {
  expect(refusalOf(deliveryOf("{", signatureOf("other")))?.reason).toBe("invalid_signature")
  expect(refusalOf(deliveryOf("{"))?.reason).toBe("invalid_webhook")
  expect(refusalOf(callbackOf())).toBeUndefined()
})
