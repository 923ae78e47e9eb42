import fc from "fast-check"
import { invoiceListSchema, invoiceReplySchema, readCorefyRefusal } from "../schemas"
import { attributesOf, INVOICE, replyOf } from "./support/invoices"

function read(changes: Record<string, unknown>, id = INVOICE) {
  return invoiceReplySchema.safeParse(replyOf(changes, id))
}

describe("an invoice", () => {
  it("is read with everything that the documentation lists", () => {
    const { data } = read({})
    expect(data?.data).toMatchObject({ id: INVOICE, status: "created", amount: 10.5 })
  })

  it.each(["metadata", "flow_data", "return_urls", "relationships"])(
    "has {} as [] in %s, as PHP writes it",
    (name) => {
      expect(read({ [name]: [] }).success).toBe(true)
      expect(read({ [name]: {} }).success).toBe(true)
      expect(read({ [name]: null }).success).toBe(true)
    }
  )

  it("is read with [] for the flow's members, too", () => {
    const flow = { action: "https://com.paycore.io/x", method: "GET", params: [], metadata: [] }
    expect(read({ flow_data: flow }).data?.data.flow_data).toEqual({
      action: "https://com.paycore.io/x",
      method: "GET",
      params: {},
      metadata: {},
    })
  })

  it("keeps apart a form that cannot be read and none", () => {
    const params = (value: unknown) =>
      read({ flow_data: { action: "x", params: value } }).data?.data.flow_data?.params
    expect(params([1])).toBe(false)
    expect(params({ a: {} })).toBe(false)
    expect(params("text")).toBe(false)
    expect(params(null)).toBeNull()
    expect(params([])).toEqual({})
  })

  it.each(["status", "amount", "currency", "reference_id", "test_mode"])(
    "is none without %s",
    (name) => {
      expect(read({ [name]: undefined }).success).toBe(false)
      expect(read({ [name]: null }).success).toBe(false)
      expect(read({ [name]: {} }).success).toBe(false)
      expect(read({ [name]: "" }).success).toBe(name === "amount")
    }
  )

  it.each(["", "cpi_", "pay_1", "cpi_1/../2", "cpi_1?a", "cpi_ü"])(
    "is none with the id %p",
    (id) => {
      expect(read({}, id).success).toBe(false)
    }
  )

  it("is none with a NUL in a word that is kept", () => {
    expect(read({ status: "processed\0" }).success).toBe(false)
    expect(read({ reference_id: "payses\0" }).success).toBe(false)
    expect(read({ resolution: "a\0" }).data?.data.resolution).toBeUndefined()
  })

  it.each(["resolution", "payment_flow", "metadata", "flow_data", "hpp_url", "expires"])(
    "is read although %s is nonsense",
    (name) => {
      for (const value of [5.5, "", [1], { a: [] }, true, "x".repeat(5000)]) {
        expect(read({ [name]: value }).success).toBe(true)
      }
    }
  )

  it("is read or not, whatever comes, and never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (body) => {
        invoiceReplySchema.safeParse(body)
        invoiceListSchema.safeParse({ data: [body] })
      })
    )
  })
})

it("reads lists, empty ones, too", () => {
  expect(invoiceListSchema.parse({ data: [] }).data).toEqual([])
  const one = { type: "payment-invoices", id: INVOICE, attributes: attributesOf() }
  expect(invoiceListSchema.parse({ data: [one, one], meta: [] }).data).toHaveLength(2)
})

describe("a refusal", () => {
  it.each([
    [
      { request_id: "r1", error_type: "validation", error_codes: ["reference_id_taken", "amount"] },
      { code: "reference_id_taken", message: "reference_id_taken, amount · request r1" },
    ],
    [
      { errors: [{ status: "422", title: "Invalid", detail: "amount is too small", source: {} }] },
      { code: undefined, message: "amount is too small" },
    ],
    [
      { errors: [{ title: "Invalid", code: "E1" }, { title: "Also" }] },
      { code: "E1", message: "Invalid; Also" },
    ],
    [{ error_type: "unauthorized" }, { code: "unauthorized", message: "unauthorized" }],
    [{ request_id: "r2" }, { code: undefined, message: "request r2" }],
    [{ error_codes: [] }, { code: undefined, message: undefined }],
    [
      { error_codes: "text", error_type: 5, errors: {} },
      { code: undefined, message: undefined },
    ],
    [undefined, { code: undefined, message: undefined }],
    ["text", { code: undefined, message: undefined }],
    [null, { code: undefined, message: undefined }],
  ])("%j is read", (body, expected) => {
    expect(readCorefyRefusal(body)).toEqual(expected)
  })

  it("never throws", () => {
    fc.assert(
      fc.property(fc.anything(), (body) => {
        readCorefyRefusal(body)
      })
    )
  })
})
