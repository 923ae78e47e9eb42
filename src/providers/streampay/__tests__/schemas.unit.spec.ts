import {
  consumerSchema,
  invoiceSchema,
  pageOf,
  paymentLinkSchema,
  paymentSchema,
  productSchema,
  readStreamPayRefusal,
  refundReplySchema,
} from "../schemas"
import { invoiceReply, linkReply, paymentReply } from "./support/replies"

const ID = "11111111-2222-4333-8444-555555555555"
const NEW_MEMBERS = { added_next_year: { nested: [1, null] }, another: "text" }

describe("replies", () => {
  it.each([
    ["product", productSchema, { id: ID }],
    ["payment link", paymentLinkSchema, linkReply()],
    ["payment", paymentSchema, paymentReply()],
    ["invoice", invoiceSchema, { id: ID, status: "COMPLETED", payments: [paymentReply()] }],
    ["consumer", consumerSchema, { id: ID, email: "payer@example.com", is_deleted: false }],
    ["refund", refundReplySchema, { id: ID, amount_refunded: "250.00", refunded_at: null }],
    ["list", pageOf(productSchema), { data: [{ id: ID }], pagination: { has_next_page: false } }],
  ])("of a %s may have new members", (_, schema, reply) => {
    const plain = schema.safeParse(reply)
    const newer = schema.safeParse({ ...(reply as object), ...NEW_MEMBERS })
    expect(plain.success).toBe(true)
    expect(newer).toEqual(plain)
  })

  it("may have values of enumerations that nobody knows yet", () => {
    expect(linkReply({ status: "PAUSED" }).status).toBe("PAUSED")
    expect(invoiceReply("ARCHIVED", []).status).toBe("ARCHIVED")
    expect(
      paymentSchema.parse(paymentReply({ current_status: "HELD", payment_method: "STC_PAY" }))
    ).toMatchObject({ status: "HELD", payment_method: "STC_PAY" })
  })

  it("may lack what is optional", () => {
    const link = {
      id: ID,
      url: "https://checkout.streampay.sa/1",
      status: "ACTIVE",
      currency: "SAR",
    }
    expect(paymentLinkSchema.safeParse(link).success).toBe(true)
    expect(paymentSchema.safeParse({ id: ID }).success).toBe(true)
    expect(invoiceSchema.safeParse({ id: ID, status: "DRAFT", payments: null }).success).toBe(true)
    expect(pageOf(productSchema).safeParse({ data: [] }).success).toBe(true)
  })

  it.each([
    ["a link without id", paymentLinkSchema, { ...linkReply(), id: undefined }],
    ["a link whose id is none", paymentLinkSchema, { ...linkReply(), id: "../../me" }],
    ["a link without address", paymentLinkSchema, { ...linkReply(), url: null }],
    [
      "a link with half a smallest unit",
      paymentLinkSchema,
      { ...linkReply(), amount_in_smallest_unit: 0.5 },
    ],
    ["an invoice without status", invoiceSchema, { id: ID }],
    ["a list without data", pageOf(productSchema), { pagination: {} }],
    ["a list of something else", pageOf(productSchema), { data: [{ name: "x" }] }],
    ["an error in place of a product", productSchema, { error: { code: "X" } }],
  ])("are not taken: %s", (_, schema, reply) => {
    expect(schema.safeParse(reply).success).toBe(false)
  })
})

describe("the status of a payment", () => {
  it("is current_status, as the API reference has it", () => {
    expect(
      paymentSchema.parse(paymentReply({ current_status: "SETTLED", status: "PENDING" })).status
    ).toBe("SETTLED")
  })

  it("is status where that is all there is, as in the vendor's guide", () => {
    expect(
      paymentSchema.parse(paymentReply({ current_status: undefined, status: "SUCCEEDED" })).status
    ).toBe("SUCCEEDED")
  })

  it("is empty, hence unknown, where there is neither", () => {
    expect(paymentSchema.parse(paymentReply({ current_status: null })).status).toBe("")
  })
})

describe("refusals", () => {
  it("of fields are told with the fields' names", () => {
    const body = {
      detail: [
        { type: "missing", loc: ["body", "name"], msg: "Field required" },
        {
          type: "value_error",
          loc: ["body", "prices", 0, "amount"],
          msg: "Input should be greater than or equal to 1",
          input: "0.50",
          ctx: { ge: 1 },
        },
      ],
    }
    expect(readStreamPayRefusal(body)).toEqual({
      code: undefined,
      message: "name: Field required; prices.0.amount: Input should be greater than or equal to 1",
      facts: undefined,
    })
  })

  it("of fields are cut to the first five", () => {
    const detail = Array.from({ length: 40 }, (_, index) => ({
      loc: ["body", `field_${index}`],
      msg: "Field required",
    }))
    expect(readStreamPayRefusal({ detail }).message?.split("; ")).toHaveLength(5)
  })

  it("may come without place and words", () => {
    expect(readStreamPayRefusal({ detail: [{ type: "missing" }] }).message).toBe("body: invalid")
    expect(readStreamPayRefusal({ detail: "Not Found" }).message).toBe("Not Found")
  })

  it.each([
    "DUPLICATE_CONSUMER",
    "INVALID_PARAMETERS",
    "PERMISSION_FORBIDDEN",
    "PAYMENT_REFUNDED_ALREADY",
    "PAYMEND_UNPAID",
    "A_CODE_OF_NEXT_YEAR",
  ])("of the business kind are told with their code (%s)", (code) => {
    const body = { error: { code, message: "What happened", additional_info: "more" } }
    expect(readStreamPayRefusal(body)).toEqual({ code, message: "What happened", facts: undefined })
  })

  it("for several payments of one transaction name these and their sum", () => {
    const body = {
      error: { code: "X", message: "Several payments", additional_info: null },
      payment_ids: [ID],
      total_amount: "250.00",
    }
    expect(readStreamPayRefusal(body).facts).toEqual({
      paymentIds: [ID],
      totalAmount: "250.00",
    })
  })

  it.each([
    ["nothing", undefined],
    ["null", null],
    ["a text", "<html>"],
    ["a list", [1, 2]],
    ["an empty object", {}],
    ["members of another kind", { detail: 5, error: "no", payment_ids: "no" }],
  ])("may be %s", (_, body) => {
    expect(readStreamPayRefusal(body)).toEqual({
      code: undefined,
      message: undefined,
      facts: undefined,
    })
  })

  it("keep the code where other members are of another kind", () => {
    const body = { error: { code: "DUPLICATE_CONSUMER", message: { en: "…" } }, detail: 5 }
    expect(readStreamPayRefusal(body).code).toBe("DUPLICATE_CONSUMER")
  })
})
