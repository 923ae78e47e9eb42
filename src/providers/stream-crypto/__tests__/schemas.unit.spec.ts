import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import {
  notFoundSchema,
  paymentPageSchema,
  paymentSchema,
  readStreamRefusal,
  statusReplySchema,
} from "../schemas"
import { paymentOf } from "./support/readings"

const NEW_MEMBERS = { added_next_year: { nested: [1, null] }, another: "text" }

/** As in Stream's documentation, creating a payment manually. */
const SAMPLE = {
  payment_id: "LqaUrQimtgTe9iF3Knv8Ld",
  network: "mainnet",
  status: "completed",
  address: "3659c6cf5c8138163330b9059148b62f405c7676b92e79562360b5853d5c55e5",
  addresses: [
    {
      blockchain: "solana",
      address: "3659c6cf5c8138163330b9059148b62f405c7676b92e79562360b5853d5c55e5",
      contract: "wrap.strm",
      token: "STRM",
      amount: "166389351081530800779973",
      displayAmount: "0.16638",
      icon: "https://pay.streampayments.app/img/currencies/near.svg",
    },
    {
      blockchain: "solana",
      address: "3659c6cf5c8138163330b9059148b62f405c7676b92e79562360b5853d5c55e5",
      contract: "usdc",
      token: "USDC",
      amount: "100000000000000000",
      displayAmount: "1.00",
      icon: "https://pay.streampayments.app/img/currencies/usn.svg",
    },
  ],
  amount: "166389351081530800779973",
  name: "Demo payment",
  description: "",
  display_amount_usd: "1.00",
  display_amount_eur: "1.00",
  display_amount: "0.16638",
  return_url: "/",
  expiry_at: "2022-08-10T22:01:19+00:00",
  created_at: "2022-08-10T21:51:19+00:00",
  processed_at: "2022-08-10T21:52:40+00:00",
  transaction_hash: "9HKiSMrjFvmT1Pb7bTCZ8XPUQukRfSyQ58WJCmfXyWgX",
  signer_id: "mazanax.strm",
}

describe("replies", () => {
  it("are read as in the documentation's sample", () => {
    const payment = paymentSchema.parse(SAMPLE)
    expect(payment).toMatchObject({
      payment_id: SAMPLE.payment_id,
      status: "completed",
      display_amount_usd: "1.00",
      transaction_hash: SAMPLE.transaction_hash,
    })
    expect(payment.addresses.map(({ token, displayAmount }) => [token, displayAmount])).toEqual([
      ["STRM", "0.16638"],
      ["USDC", "1.00"],
    ])
    // What is not to be computed with is not read at all, nor is who paid.
    expect(payment).not.toHaveProperty("amount")
    expect(payment).not.toHaveProperty("signer_id")
    expect(payment.addresses[0]).not.toHaveProperty("amount")
  })

  it.each([
    ["page", paymentPageSchema, { paymentID: "LGC1IV87abcdef", url: "https://x.example/" }],
    ["payment", paymentSchema, paymentOf("pending")],
    ["status", statusReplySchema, paymentOf("pending")],
    ["status of nothing", statusReplySchema, { status: "not_found" }],
  ])("of a %s may have new members", (_, schema, reply) => {
    const plain = schema.safeParse(reply)
    const newer = schema.safeParse({ ...reply, ...NEW_MEMBERS })
    expect(plain.success).toBe(true)
    expect(newer).toEqual(plain)
  })

  it("may lack what is optional", () => {
    const { payment_id, status } = paymentOf("pending")
    expect(paymentSchema.parse({ payment_id, status })).toEqual({
      payment_id,
      status,
      addresses: [],
    })
  })

  it.each([
    ["network", 5],
    ["name", { text: SESSION_ID }],
    ["return_url", []],
    ["addresses", "none"],
    ["display_amount_usd", "a dollar"],
    ["display_amount_usd", "1e400"],
    ["display_amount", true],
    ["expiry_at", 0],
    ["transaction_hash", {}],
    ["name", "x".repeat(5000)],
  ])("are read past an odd %s: %j", (name, value) => {
    const { success, data } = paymentSchema.safeParse(paymentOf("pending", { [name]: value }))
    expect(success).toBe(true)
    const read = (data as Record<string, unknown> | undefined)?.[name]
    expect(name === "addresses" ? read : (read ?? [])).toEqual([])
  })

  it("may say not_found with all of the payment, or with nothing else", () => {
    for (const reply of [{ status: "not_found" }, paymentOf("not_found")]) {
      expect(statusReplySchema.parse(reply)).toEqual({ status: "not_found" })
    }
    expect(notFoundSchema.safeParse(paymentOf("pending")).success).toBe(false)
  })
})

describe("refusals", () => {
  it.each([undefined, null, 5, "not_found", [], {}, { message: 5, error: { message: [] } }])(
    "may be anything: %j",
    (body) => {
      expect(readStreamRefusal(body)).toEqual({
        message: undefined,
        facts: { isNotFoundStatus: false },
      })
    }
  )

  it("may be the status of a payment that is not there", () => {
    expect(readStreamRefusal({ status: "not_found" }).facts).toEqual({ isNotFoundStatus: true })
    expect(readStreamRefusal({ status: "not found" }).facts).toEqual({ isNotFoundStatus: false })
  })
})
