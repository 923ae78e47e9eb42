import { createHmac } from "node:crypto"
import fc from "fast-check"
import { GatewayError } from "../../../core/errors"
import { Secret } from "../../../core/secret"
import { readDirecta24Webhook } from "../webhook"
import vectors from "./fixtures/signature-vectors.json"

const SIGNATURE = "d24_api_signature_made_up"
const LOGIN = "deplogin123"
const credentials = { login: new Secret(LOGIN), signature: new Secret(SIGNATURE) }

/** A confirmation as Directa24 sends it, signed here on its own. */
function form(changes: Record<string, string> = {}, secret = SIGNATURE): URLSearchParams {
  const fields = {
    result: "9",
    x_invoice: "payses_01HZX8",
    x_iduser: "12345678901",
    x_description: "Order",
    x_document: "300571838",
    x_bank: "TE",
    x_payment_type: "00",
    x_bank_name: "Test",
    x_amount: "100.50",
    x_currency: "BRL",
    ...changes,
  }
  const message = `${LOGIN}${fields.result}${fields.x_amount}${fields.x_invoice}`
  const control = createHmac("sha256", secret).update(message).digest("hex").toUpperCase()
  return new URLSearchParams({ ...fields, x_control: control })
}

const read = (body: URLSearchParams | string | Buffer) =>
  readDirecta24Webhook(
    { rawBody: Buffer.isBuffer(body) ? body : Buffer.from(body.toString()) },
    credentials
  )

function refusalOf(body: URLSearchParams | string | Buffer): unknown {
  try {
    read(body)
    return undefined
  } catch (error) {
    return GatewayError.is(error) ? error.reason : error
  }
}

describe("a confirmation", () => {
  it("points to invoice and session", () => {
    expect(read(form())).toEqual({
      eventType: "result 9",
      dedupeKey: expect.stringMatching(/^[0-9a-f]{64}$/),
      sessionId: "payses_01HZX8",
      reference: "payses_01HZX8",
      concerns: "payment",
      isUnknown: false,
    })
  })

  it.each(vectors.results.filter(({ x_login: login }) => login === LOGIN))("$name", (vector) => {
    const { result, x_amount: amount, x_invoice: invoice, x_control: control } = vector
    const body = new URLSearchParams({ result, x_amount: amount, x_invoice: invoice })
    body.set("x_control", control)
    expect(read(body)).toMatchObject({ eventType: `result ${result}`, reference: invoice })
  })

  it.each(["6", "7", "8", "9"])("with result %s is about a payment", (result) => {
    expect(read(form({ result }))).toMatchObject({ concerns: "payment", isUnknown: false })
  })

  it.each(["0", "1", "5"])("with the unknown result %s is reported", (result) => {
    expect(read(form({ result }))).toMatchObject({
      eventType: `result ${result}`,
      concerns: "payment",
      isUnknown: true,
    })
  })

  it("of a later try names the session without the number", () => {
    expect(read(form({ x_invoice: "payses_01HZX8-12" }))).toMatchObject({
      sessionId: "payses_01HZX8",
      reference: "payses_01HZX8-12",
    })
  })

  it("of another shop on the same account is none of ours", () => {
    expect(read(form({ x_invoice: "postmanTest3426757" }))).toMatchObject({
      sessionId: undefined,
      concerns: "other",
    })
  })

  it("may be signed in lower case", () => {
    const body = form()
    body.set("x_control", String(body.get("x_control")).toLowerCase())
    expect(read(body).reference).toBe("payses_01HZX8")
  })

  it("is the same in other bytes", () => {
    const { dedupeKey } = read(form())
    const reordered = new URLSearchParams([...form().entries()].reverse())
    expect(read(reordered).dedupeKey).toBe(dedupeKey)
    expect(read(`${form().toString()}&x_new=1`).dedupeKey).toBe(dedupeKey)
    expect(read(form().toString().replace("payses", "%70ayses")).dedupeKey).toBe(dedupeKey)
  })

  it.each([
    ["result", "8"],
    ["x_amount", "90.00"],
    ["x_invoice", "payses_2"],
  ])("is another one with another %s", (name, value) => {
    expect(read(form({ [name]: value })).dedupeKey).not.toBe(read(form()).dedupeKey)
  })

  it.each([
    ["x_document", "1"],
    ["x_bank", "VI"],
    ["x_currency", "USD"],
    ["x_iduser", "1"],
  ])("is the same with another %s, which is not signed", (name, value) => {
    expect(read(form({ [name]: value })).dedupeKey).toBe(read(form()).dedupeKey)
  })

  it("tells nothing that is not signed", () => {
    expect(JSON.stringify(read(form({ x_currency: "USD" })))).not.toMatch(/USD|300571838|12345678/)
  })
})

describe("a confirmation is refused", () => {
  it.each(["result", "x_amount", "x_invoice"])("with another %s than was signed", (name) => {
    const body = form()
    body.set(name, { result: "8", x_amount: "100.51", x_invoice: "payses_01HZX9" }[name] ?? "")
    expect(refusalOf(body)).toBe("invalid_signature")
  })

  it.each(["result", "x_amount", "x_invoice", "x_control"])("without %s", (name) => {
    const body = form()
    body.delete(name)
    expect(refusalOf(body)).toBe("invalid_signature")
  })

  it.each(["result", "x_amount", "x_invoice", "x_control"])("with %s twice", (name) => {
    const body = form()
    body.append(name, body.get(name) ?? "")
    expect(refusalOf(body)).toBe("invalid_signature")
  })

  it("with the amount written in another way", () => {
    const body = form({ x_amount: "2400.00" })
    body.set("x_amount", "2400.0")
    expect(refusalOf(body)).toBe("invalid_signature")
  })

  it("after the signature was replaced at Directa24", () => {
    expect(refusalOf(form({}, "another_signature"))).toBe("invalid_signature")
  })

  it.each([
    ["two digits as a result", { result: "91", x_amount: "00.50" }],
    ["no result", { result: "" }],
    ["no number as an amount", { x_amount: "abc" }],
    ["a negative amount", { x_amount: "-1.00" }],
    ["three decimals", { x_amount: "1.000" }],
    ["an invoice that begins with a digit", { x_invoice: "0payses_1" }],
    ["a point before the invoice", { x_invoice: ".50payses_1" }],
    ["an invoice with a NUL", { x_invoice: "payses_1\0" }],
    ["an invoice that is too long", { x_invoice: `payses_${"X".repeat(200)}` }],
  ])("with %s, signed or not: it could be read in two ways", (_, change) => {
    expect(refusalOf(form(change))).toBe("invalid_signature")
  })

  it("in a form that no signed text can be split into anew", () => {
    // login + "9" + "100.50" + invoice, with its parts moved.
    const { x_control: control } = vectors.results[0]
    for (const [result, amount] of [
      ["91", "00.50"],
      ["", "9100.50"],
      ["9100", ".50"],
    ]) {
      const body = new URLSearchParams({ result, x_amount: amount, x_invoice: "payses_01HZX8" })
      body.set("x_control", control)
      expect(refusalOf(body)).toBe("invalid_signature")
    }
  })

  it.each(['{"deposit_id":3000000001}', "<xml/>", "", "x_control=", "%%%", "\0"])(
    "as %j",
    (body) => {
      expect(refusalOf(body)).toBe("invalid_signature")
    }
  )

  it("whatever it holds, with an error that shows none of it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(refusalOf(Buffer.from(bytes))).toBe("invalid_signature")
      })
    )
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...form().keys()), fc.string()), (fields) => {
        expect(refusalOf(new URLSearchParams(fields))).toBe("invalid_signature")
      })
    )
  })

  it("in words that carry no secret", () => {
    const body = form()
    body.set("x_control", "0".repeat(64))
    expect(() => read(body)).toThrow(/^The webhook is not signed by Directa24: x_control/)
    expect(() => read(body)).not.toThrow(new RegExp(`${SIGNATURE}|${LOGIN}`))
  })
})
