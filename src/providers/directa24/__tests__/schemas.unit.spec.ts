import fc from "fast-check"
import {
  depositStatusSchema,
  exchangeRateSchema,
  newInvoiceSchema,
  paymentMethodsSchema,
  readDirecta24Refusal,
  refundSchema,
  refundStatusSchema,
  refusalWords,
} from "../schemas"

describe("a new invoice", () => {
  it.each([
    { status: "0", link: "https://pay.example/1" },
    { status: 0, link: "https://pay.example/1", x_new: {} },
    { status: "1", desc: "Invalid param x_cpf" },
    { status: "1", desc: ["odd"], error_code: 300 },
  ])("may be answered with %j", (reply) => {
    expect(newInvoiceSchema.safeParse(reply).success).toBe(true)
  })

  it.each([
    {},
    { status: "0" },
    { status: "" },
    { status: {} },
    { link: "https://a.example" },
    null,
    [],
    "0",
  ])("is not answered by %j", (reply) => {
    expect(newInvoiceSchema.safeParse(reply).success).toBe(false)
  })
})

describe("a status", () => {
  it("is read as it is documented", () => {
    const reply = {
      result: "9",
      x_iduser: "4-8639937875866184408",
      x_invoice: "postmanTest3426757",
      x_amount: "2400.00",
      PT: "1",
      Sign: "1A62",
      x_document: "300571838",
      x_bank: "RE",
      x_payment_type: "02",
      x_bank_name: "Red Pagos",
      x_currency: "UYU",
    }
    const { x_iduser: _, ...read } = reply
    expect(depositStatusSchema.parse(reply)).toMatchObject(read)
    expect(depositStatusSchema.parse(reply)).not.toHaveProperty("x_iduser")
  })

  it("keeps numbers as the texts that they are", () => {
    const read = depositStatusSchema.parse({ result: 9, x_amount: 100.5, PT: true })
    expect(read).toMatchObject({ result: "9", x_amount: "100.5", PT: "true" })
  })

  it.each([{}, [], null, "9|1", { x_invoice: "payses_1" }])("is not %j", (reply) => {
    expect(depositStatusSchema.safeParse(reply).success).toBe(false)
  })
})

describe("a list of payment methods", () => {
  it("is read past items that are odd", () => {
    const list = [{ code: "IX", name: "PIX", logo: {} }, "odd", null, { code: {} }, { code: 12 }]
    expect(paymentMethodsSchema.parse(list).map(({ code }) => code)).toEqual([
      "IX",
      undefined,
      undefined,
      undefined,
      "12",
    ])
  })

  it("is a list", () => {
    expect(paymentMethodsSchema.safeParse({ status: "1", desc: "no" }).success).toBe(false)
  })
})

describe("an exchange rate", () => {
  it.each(["5.8464", "1", " 950.1 \n"])("is %j", (text) => {
    expect(exchangeRateSchema.parse(text)).toBe(text.trim())
  })

  it.each(["", "-1", "1,5", "1e3", "<html>", "NaN"])("is not %j", (text) => {
    expect(exchangeRateSchema.safeParse(text).success).toBe(false)
  })
})

describe("a refund", () => {
  it.each([
    [{ refund_id: 7, refund_info: { result: "SUCCESS" } }, "SUCCESS"],
    [{ refund_id: "7", refund_info: { result: null } }, null],
    [{ refund_id: 7 }, undefined],
    [{ refund_id: 7, refund_info: "odd" }, undefined],
  ])("may be %j", (reply, result) => {
    const read = refundSchema.parse(reply)
    expect(read.refund_id).toBe("7")
    expect(read.refund_info?.result).toBe(result)
  })

  it.each([{}, { refund_id: null }, { refund_id: "../1" }, { refund_id: -1 }, { refund_id: 1.5 }])(
    "is not %j",
    (reply) => {
      expect(refundSchema.safeParse(reply).success).toBe(false)
    }
  )

  it("has a status", () => {
    expect(refundStatusSchema.parse({ status: "PENDING" }).status).toBe("PENDING")
    expect(refundStatusSchema.safeParse({}).success).toBe(false)
  })
})

describe("a refusal", () => {
  it.each([
    [{ status: "1", desc: "Invalid control", error_code: 302 }, "302", "Invalid control"],
    [{ code: 418, description: "Missing fields", type: "MISSING" }, "418", "Missing fields"],
    [{ code: 303, message: "Invalid account" }, "303", "Invalid account"],
    [{ desc: {} }, undefined, undefined],
    [null, undefined, undefined],
    [undefined, undefined, undefined],
  ])("of %j", (body, code, words) => {
    expect(refusalWords(body)).toEqual({ code, words })
  })

  it("is told in facts only, which are never logged", () => {
    const refusal = readDirecta24Refusal({ desc: "of jane@example.com", error_code: "300" })
    expect(refusal).toEqual({
      code: "300",
      facts: { code: "300", words: "of jane@example.com" },
    })
    expect(readDirecta24Refusal({ error_code: "a code of jane" }).code).toBeUndefined()
  })

  it("may be anything", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        expect(() => readDirecta24Refusal(body)).not.toThrow()
      })
    )
  })
})
