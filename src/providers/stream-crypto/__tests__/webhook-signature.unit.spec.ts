import vectors from "./fixtures/signature-vectors.json"
import {
  callbackFieldsOf,
  deliveryOf,
  rawDelivery,
  readWebhook,
  refusalOf,
  SECRET,
  signatureOf,
} from "./support/callbacks"

const FIELDS = callbackFieldsOf()
const NAMES = Object.keys(FIELDS) as (keyof typeof FIELDS)[]

describe("the documented signature", () => {
  it.each(vectors.filter(({ payload }) => payload))(
    "is taken: $name",
    ({ payload, secret, signature, string }) => {
      const body = JSON.stringify({ ...payload, signature })
      expect(refusalOf(rawDelivery(body), [secret])).toBeUndefined()
      expect(refusalOf(rawDelivery(body), ["another secret"])).toBe("invalid_signature")
      expect(string).toContain(`PaymentID=${payload?.payment_id};`)
      expect(signatureOf(payload ?? {}, secret)).toBe(signature)
    }
  )

  it.each(vectors.filter((vector) => vector.raw_body_without_signature))(
    "is taken: $name",
    ({ raw_body_without_signature: raw = "", secret, signature }) => {
      const body = raw.replace(/}$/, `,"signature":"${signature}"}`)
      const hint = readWebhook(rawDelivery(body), [secret])
      expect(Object.keys(hint.evidence ?? {})).toEqual(["callback:1.00"])
      expect(hint.evidence?.["callback:1.00"]).toMatchObject({
        amount: "166389351081530800779973",
        received_amount_usd: "1.00",
      })
    }
  )

  it("is not that of the numbers that JSON.parse makes", () => {
    const { raw_body_without_signature: raw = "" } = vectors[3]
    const rewritten = JSON.stringify({ ...JSON.parse(raw), signature: vectors[3].signature })
    expect(refusalOf(rawDelivery(rewritten))).toBe("invalid_signature")
  })

  it("is the same for texts and numbers, and for both mixed", () => {
    const signature = signatureOf(FIELDS)
    const mixed = `{"signature":"${signature}","payment_id":"${FIELDS.payment_id}","amount":"${FIELDS.amount}",
      "received_amount":${FIELDS.received_amount},"amount_usd":1.00,"received_amount_usd":"1.00",
      "current_datetime":"${FIELDS.current_datetime}"}`
    expect(refusalOf(rawDelivery(mixed))).toBeUndefined()
  })

  it("are four vectors", () => {
    expect(vectors).toHaveLength(4)
  })
})

describe("a signature", () => {
  it("is taken in capitals", () => {
    const signature = signatureOf(FIELDS).toUpperCase()
    expect(refusalOf(rawDelivery(JSON.stringify({ ...FIELDS, signature })))).toBeUndefined()
  })

  it("is taken whatever the order of the members, their escapes and new ones", () => {
    const signature = signatureOf(FIELDS)
    const reversed = Object.fromEntries(Object.entries({ ...FIELDS, signature }).reverse())
    expect(refusalOf(rawDelivery(JSON.stringify(reversed, null, 2)))).toBeUndefined()
    expect(
      refusalOf(rawDelivery(JSON.stringify({ ...FIELDS, signature, nested: { amount: 5 } })))
    ).toBeUndefined()
    const escaped = JSON.stringify({ ...FIELDS, signature }).replace("T21", "\\u005421")
    expect(refusalOf(rawDelivery(escaped))).toBeUndefined()
  })

  it.each([
    ["missing", undefined],
    ["null", null],
    ["a number", 5],
    ["empty", ""],
    ["too short", signatureOf(FIELDS).slice(1)],
    ["too long", `${signatureOf(FIELDS)}0`],
    ["no hexadecimal", "z".repeat(64)],
    ["in base64", Buffer.from(signatureOf(FIELDS), "hex").toString("base64")],
    ["with space around", ` ${signatureOf(FIELDS)}`],
    ["of another secret", signatureOf(FIELDS, "another secret")],
    ["of zeros", "0".repeat(64)],
    ["a list", [signatureOf(FIELDS)]],
  ])("is refused when it is %s", (_, signature) => {
    const body = JSON.stringify({ ...FIELDS, signature })
    expect(refusalOf(rawDelivery(body))).toBe("invalid_signature")
  })

  it("is refused when any of its digits is another", () => {
    const right = signatureOf(FIELDS)
    for (let at = 0; at < right.length; at += 1) {
      const digit = right[at] === "0" ? "1" : "0"
      const signature = right.slice(0, at) + digit + right.slice(at + 1)
      const body = JSON.stringify({ ...FIELDS, signature })
      expect(refusalOf(rawDelivery(body))).toBe("invalid_signature")
    }
  })

  it.each(NAMES)("is refused when %s is another", (name) => {
    const value = FIELDS[name].replace(/\d/, (digit) => (digit === "9" ? "8" : "9"))
    const body = JSON.stringify({ ...FIELDS, [name]: value, signature: signatureOf(FIELDS) })
    expect(refusalOf(rawDelivery(body))).toBe("invalid_signature")
  })

  it.each(NAMES)("is refused when %s is missing or no plain value", (name) => {
    for (const value of [undefined, null, true, [FIELDS[name]], { value: FIELDS[name] }]) {
      const body = JSON.stringify({ ...FIELDS, [name]: value, signature: signatureOf(FIELDS) })
      expect(refusalOf(rawDelivery(body))).toBe("invalid_signature")
    }
  })

  it("is refused when a number was written another way", () => {
    const body = JSON.stringify({ ...FIELDS, signature: signatureOf(FIELDS) })
    expect(refusalOf(rawDelivery(body.replaceAll('"1.00"', "1.0")))).toBe("invalid_signature")
    expect(refusalOf(rawDelivery(body.replaceAll('"1.00"', "1")))).toBe("invalid_signature")
    expect(refusalOf(rawDelivery(body.replaceAll('"1.00"', "1.00")))).toBeUndefined()
  })
})

describe("the client secret", () => {
  const delivery = deliveryOf(FIELDS, "old secret")

  it.each([
    [["old secret"], undefined],
    [["new secret", "old secret"], undefined],
    [["old secret", "new secret"], undefined],
    [["new secret"], "invalid_signature"],
    [["old secre"], "invalid_signature"],
    [["old secret "], "invalid_signature"],
  ])("may be one or several: %j", (secrets, expected) => {
    expect(refusalOf(delivery, secrets)).toBe(expected)
  })

  it("is in no message", () => {
    for (const body of ["{}", "x", JSON.stringify({ ...FIELDS, signature: "0".repeat(64) })]) {
      expect(() => readWebhook(rawDelivery(body))).toThrow(
        expect.objectContaining({ message: expect.not.stringContaining(SECRET), retry: false })
      )
    }
  })
})
