import { PaymentActions } from "@medusajs/framework/utils"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { webhookActionOf } from "../../../core/webhook-action"
import { xgateway } from "../gateway"
import {
  API_KEY,
  channelAttempt,
  INVOICE_ID,
  invoiceAttempt,
  listed,
  money,
  ScriptedApi,
  SECRET_KEY,
  worth,
} from "./support/api"
import { depositBody, hashOf, TRANSACTION_ID } from "./support/callbacks"
import { oneAttemptLedger } from "../../../core/__tests__/support/one-attempt-ledger"

/*
 * The callbacks of XGateway's documentation, and what each has to lead to once the transaction was
 * read at XGateway, written down here on their own.
 */

const { SUCCESSFUL, REQUIRES_MORE, PENDING, FAILED, CANCELED, NOT_SUPPORTED } = PaymentActions

let api: ScriptedApi

beforeAll(async () => {
  api = await ScriptedApi.start()
})

afterAll(() => api.stop())

beforeEach(() => api.reset())

/** Hands a callback to the shop whose payment is this attempt, and gives what comes of it. */
async function deliver(
  body: Record<string, unknown>,
  attempt = channelAttempt(),
  flow: "channel" | "invoice" = "channel"
) {
  const gateway = api.gateway({ flow })
  const options = xgateway.checkOptions({ apiKey: API_KEY, secretKey: SECRET_KEY }, { name: "x" })
  const ledger = oneAttemptLedger(attempt)
  const result = await webhookActionOf({ gateway, options, definition: xgateway }, ledger, {
    data: body,
    rawData: Buffer.from(JSON.stringify(body)),
    headers: {},
  })
  return { result, ledger, calls: api.calls() }
}

/** What XGateway says of the transaction when it is asked. */
function fact(changes: Record<string, unknown>) {
  api.transaction(TRANSACTION_ID, changes)
}

const dollars = (usd: string) => ({ usd, info: worth(usd) })

describe("a callback about a deposit of the channel flow", () => {
  it.each([
    ["confirmed, all of it", { status: "confirmed" }, SUCCESSFUL],
    ["confirmed, a little less", { ...dollars("249"), status: "confirmed" }, SUCCESSFUL],
    ["confirmed, too little", { ...dollars("100"), status: "confirmed" }, REQUIRES_MORE],
    ["confirmed, too much", { ...dollars("400"), status: "confirmed" }, SUCCESSFUL],
    ["confirmed, of unknown value", { info: null, usd: null }, PENDING],
    ["failed", { status: "failed" }, PENDING],
    ["pending", { status: "pending" }, PENDING],
    ["processing", { status: "processing" }, PENDING],
    ["completed", { status: "completed" }, PENDING],
    ["in a status that nobody knows", { status: "brand_new" }, PENDING],
    ["another shopper's", { customerId: "payses_OTHER" }, PENDING],
  ])("that is %s", async (_, changes, action) => {
    fact(changes)
    const { result, ledger, calls } = await deliver(depositBody())
    expect(result.action).toBe(action)
    expect(result.data).toMatchObject({ session_id: SESSION_ID })
    // What is there, when less than asked is enough.
    const isLess = "usd" in changes && changes.usd === "249"
    expect(String(result.data?.amount.valueOf())).toBe(isLess ? "249" : "250")
    expect(calls).toEqual([`GET /transaction/${TRANSACTION_ID}`])
    expect(ledger.attempt.evidence).toEqual({ [`transaction:${TRANSACTION_ID}`]: {} })
  })

  it.each(["confirmed", "failed", "processing"])(
    "says nothing by its own word %s: what counts is read",
    async (status) => {
      fact({ status: "confirmed" })
      expect((await deliver(depositBody({ status }))).result.action).toBe(SUCCESSFUL)
      fact({ status: "failed" })
      expect((await deliver(depositBody({ status }))).result.action).toBe(PENDING)
    }
  )

  it("that failed is the end once the quote is over", async () => {
    fact({ status: "failed" })
    const attempt = channelAttempt({ expiresAt: new Date(Date.now() - 1000) })
    expect((await deliver(depositBody(), attempt)).result.action).toBe(FAILED)
  })

  it("can come twice, and out of order", async () => {
    fact({ status: "confirmed" })
    const first = await deliver(depositBody())
    const second = await deliver(depositBody({ status: "processing" }), first.ledger.attempt)
    expect(second.result.action).toBe(SUCCESSFUL)
    expect(second.ledger.attempt.received.toDecimal()).toBe("250.00")
  })

  it("is asked for again by XGateway while the transaction cannot be read", async () => {
    api.on(`GET /transaction/${TRANSACTION_ID}`, null, 500)
    await expect(deliver(depositBody())).rejects.toMatchObject({ reason: "unavailable" })
  })

  it("leads nowhere for sessions that the shop does not have", async () => {
    const { result, calls } = await deliver(depositBody({ customerId: "payses_OTHER" }))
    expect(result.action).toBe(NOT_SUPPORTED)
    expect(calls).toEqual([])
  })

  it("leads nowhere when its hash is not right", async () => {
    const { result, calls } = await deliver({ ...depositBody(), amount: "1" })
    expect(result.action).toBe(NOT_SUPPORTED)
    expect(calls).toEqual([])
  })
})

describe("a callback about an invoice's deposit", () => {
  it.each([
    ["completed", "confirmed", "250", SUCCESSFUL],
    ["active", "confirmed", "100", REQUIRES_MORE],
    ["active", "failed", "250", PENDING],
    ["canceled", "failed", "250", FAILED],
    ["canceled", "confirmed", "250", SUCCESSFUL],
    ["canceled", "confirmed", "100", REQUIRES_MORE],
    ["expired", "confirmed", "250", SUCCESSFUL],
    ["created", "pending", "250", PENDING],
    ["brand_new", "processing", "250", PENDING],
  ])("with the invoice %s and the deposit %s of %s", async (invoice, status, usd, action) => {
    api.invoice({ status: invoice, transactions: [listed(TRANSACTION_ID, status)] })
    fact({ ...dollars(usd), status, invoiceId: INVOICE_ID, orderId: SESSION_ID })
    const body = depositBody({ status, invoiceId: INVOICE_ID, orderId: SESSION_ID })
    const { result } = await deliver(body, invoiceAttempt(), "invoice")
    expect(result.action).toBe(action)
  })

  it("that comes late, and beside the invoice, is money all the same", async () => {
    api.invoice({ status: "expired" })
    fact({})
    const { result } = await deliver(depositBody(), invoiceAttempt(), "invoice")
    expect(result.action).toBe(SUCCESSFUL)
  })

  it("that is another's does not change what the invoice says", async () => {
    api.invoice({ status: "canceled" })
    fact({ customerId: "payses_OTHER" })
    const { result } = await deliver(depositBody(), invoiceAttempt(), "invoice")
    expect(result.action).toBe(CANCELED)
  })

  it("of a flow that the shop no longer uses is found, too", async () => {
    api.invoice({ status: "completed", transactions: [listed(TRANSACTION_ID)] })
    fact({ invoiceId: INVOICE_ID })
    const body = depositBody({ invoiceId: INVOICE_ID })
    expect((await deliver(body, invoiceAttempt(), "channel")).result.action).toBe(SUCCESSFUL)
    expect((await deliver(depositBody(), channelAttempt(), "invoice")).result.action).toBe(
      SUCCESSFUL
    )
  })
})

describe("other callbacks", () => {
  it.each(["pending", "confirmed", "failed"])(
    "about a withdrawal, %s, move no payment",
    async (status) => {
      fact({ type: "withdrawal", status, orderId: "refund_1", usd: "10", info: worth("10") })
      const paid = channelAttempt({ status: "captured", received: money("250.00 USD") })
      const { result, ledger } = await deliver(depositBody({ type: "withdrawal", status }), paid)
      expect(result.action).toBe(NOT_SUPPORTED)
      expect(ledger.attempt.status).toBe("captured")
      expect(ledger.attempt.refunded.toDecimal()).toBe(status === "confirmed" ? "10.00" : "0.00")
    }
  )

  it("that call a deposit a withdrawal are still read as what it is", async () => {
    fact({})
    const { ledger } = await deliver(depositBody({ type: "withdrawal" }))
    expect(ledger.attempt.status).toBe("captured")
  })

  it.each([
    ["bank_account", [SESSION_ID, "EUR"]],
    ["kyc", [SESSION_ID]],
  ])("about %s lead nowhere, and nothing is read", async (callbackType, facts) => {
    const body = { callbackType, customerId: SESSION_ID, currency: "EUR", hash: hashOf(facts) }
    const { result, calls } = await deliver(body)
    expect(result.action).toBe(NOT_SUPPORTED)
    expect(calls).toEqual([])
  })

  it.each(["chargeback", "invoice_covered"])(
    "of the unknown type %s are reported, and lead nowhere",
    async (type) => {
      const { result } = await deliver({ ...depositBody(), callbackType: type })
      expect(result.action).toBe(NOT_SUPPORTED)
    }
  )
})
