import { createHash } from "node:crypto"
import fc from "fast-check"
import {
  callbackBody,
  callbackSignature,
  signedText,
  tamperWithCallback,
  type CallbackFields,
} from "../callback"

const SECRET = "stream_secret_made_up"

const EXACT: CallbackFields = {
  payment_id: "LqaUrQimtgTe9iF3Knv8Ld",
  amount: "166389351081530800779973",
  amount_usd: "1.00",
  received_amount: "166389351081530800779973",
  received_amount_usd: "1.00",
  current_datetime: "2022-08-10T21:52:41+00:00",
}
const OVERPAID = {
  ...EXACT,
  received_amount: "332778702163061601559946",
  received_amount_usd: "2.00",
  current_datetime: "2022-08-10T22:31:00+00:00",
}
const UNDERPAID = {
  ...EXACT,
  received_amount: "83194675540765400389986",
  received_amount_usd: "0.50",
}
const BARE =
  '{"payment_id":"LqaUrQimtgTe9iF3Knv8Ld","amount":166389351081530800779973,"amount_usd":1.00,' +
  '"received_amount":166389351081530800779973,"received_amount_usd":1.00,' +
  '"current_datetime":"2022-08-10T21:52:41+00:00"'

describe("the signature of a callback", () => {
  it.each([
    ["exact", EXACT, "c4dab5d02add410a1026127867f6a4a04133d5a0ab61117a4d04a85512eba5e2"],
    ["overpaid", OVERPAID, "e73e1d2ae6c4aa5db609591ccbd9e373571ace7fb8d872b5703ea55ed651693e"],
    ["underpaid", UNDERPAID, "5e3cc5a29d84625d875330187eab81961c06b287296753f25a14c765d19e0621"],
  ])("%s", (_name, fields, signature) => {
    expect(callbackSignature(fields, SECRET)).toBe(signature)
  })

  it("is a plain SHA-256 over the values by name, the secret last", () => {
    const text =
      "Amount=166389351081530800779973;AmountUsd=1.00;CurrentDateTime=2022-08-10T21:52:41+00:00;" +
      "PaymentID=LqaUrQimtgTe9iF3Knv8Ld;ReceivedAmount=166389351081530800779973;" +
      "ReceivedAmountUsd=1.00;SecretKey=stream_secret_made_up"
    expect(signedText(EXACT, SECRET)).toBe(text)
    expect(callbackSignature(EXACT, SECRET)).toBe(createHash("sha256").update(text).digest("hex"))
  })
})

describe("the body of a callback", () => {
  it("has strings, in the documented order", () => {
    const body = callbackBody(EXACT, SECRET, { numbers: "strings" })
    expect(body).toBe(JSON.stringify({ ...EXACT, signature: callbackSignature(EXACT, SECRET) }))
  })

  it("has bare numbers with all their digits, signed as they are written", () => {
    const signature = "c4dab5d02add410a1026127867f6a4a04133d5a0ab61117a4d04a85512eba5e2"
    expect(callbackBody(EXACT, SECRET, { numbers: "numbers" })).toBe(
      `${BARE},"signature":"${signature}"}`
    )
  })

  it("writes what is no number as a string", () => {
    const fields = { ...EXACT, amount_usd: 'a"b' }
    expect(callbackBody(fields, SECRET, { numbers: "numbers" })).toContain('"amount_usd":"a\\"b"')
  })

  it("is JSON with the same values whatever they are", () => {
    fc.assert(
      fc.property(fc.string(), fc.bigInt({ min: 0n }), (payment_id, amount) => {
        const fields = { ...EXACT, payment_id, amount: amount.toString() }
        expect(JSON.parse(callbackBody(fields, SECRET, { numbers: "strings" }))).toEqual({
          ...fields,
          signature: callbackSignature(fields, SECRET),
        })
        const bare = callbackBody(fields, SECRET, { numbers: "numbers" })
        expect(JSON.parse(bare)).toMatchObject({ payment_id, amount: Number(amount) })
        expect(bare).toContain(`"amount":${amount},`)
      })
    )
  })
})

describe.each(["strings", "numbers"] as const)("tampering with %s", (numbers) => {
  const body = callbackBody(EXACT, SECRET, { numbers })
  const spoil = (kind: Parameters<typeof tamperWithCallback>[0]) =>
    tamperWithCallback(kind, { headers: {}, body }).body
  const changes = (left: string, right: string) =>
    [...left].filter((character, index) => character !== right[index]).length

  it.each(["signature", "timestamp", "body"] as const)("%s changes one character", (kind) => {
    const spoilt = spoil(kind)
    expect([spoilt.length, changes(body, spoilt)]).toEqual([body.length, 1])
    const member = {
      signature: "signature",
      timestamp: "current_datetime",
      body: "received_amount_usd",
    }
    const before = JSON.parse(body) as Record<string, unknown>
    const after = JSON.parse(spoilt) as Record<string, unknown>
    expect(Object.keys(before).filter((name) => before[name] !== after[name])).toEqual([
      member[kind],
    ])
  })

  it("takes the signature out", () => {
    expect(spoil("missing_signature")).toBe(body.replace(/,"signature":"[0-9a-f]{64}"/, ""))
    expect(JSON.parse(spoil("missing_signature"))).not.toHaveProperty("signature")
  })

  it("changes a body without members too", () => {
    expect(tamperWithCallback("body", { headers: {}, body: "odd" }).body).toBe("odd ")
  })
})
