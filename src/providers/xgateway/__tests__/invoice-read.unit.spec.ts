import { SESSION_ID, settledAttempt } from "../../../core/__tests__/support/attempts"
import type { Attempt } from "../../../core/attempt"
import {
  evidence,
  INVOICE_ID,
  invoiceAttempt,
  listed,
  money,
  ScriptedApi,
  TX,
  worth,
} from "./support/api"

let api: ScriptedApi

beforeAll(async () => {
  api = await ScriptedApi.start()
})

afterAll(() => api.stop())

beforeEach(() => api.reset())

const POLICY = { underpaymentTolerancePercent: "0.5", leastToleranceMinorUnits: 1n }
const TOMORROW = new Date(Date.now() + 25 * 3_600_000)

async function read(changes: Partial<Attempt> = {}, at = new Date()) {
  const attempt = invoiceAttempt(changes)
  const observation = await api.gateway({ flow: "invoice" }).read(attempt, at)
  return { observation, attempt: settledAttempt(attempt, observation, POLICY) }
}

/** An invoice in this status with a deposit, which the invoice lists. */
function arrange(invoice: string, deposit?: { status: string; usd?: string }) {
  const { status = "", usd = "250" } = deposit ?? {}
  api.invoice({ status: invoice, transactions: deposit ? [listed(TX(1), status)] : [] })
  api.transaction(TX(1), {
    status,
    usd,
    info: worth(usd),
    invoiceId: INVOICE_ID,
    orderId: SESSION_ID,
  })
}

describe.each([
  // status of the invoice, without money, and with a part of it
  ["created", "pending", "requires_more", false],
  ["active", "pending", "requires_more", false],
  ["processing", "pending", "requires_more", false],
  ["completed", "pending", "requires_more", false],
  ["canceled", "canceled", "requires_more", false],
  ["expired", "expired", "requires_more", false],
  ["brand_new", "pending", "requires_more", true],
  ["", "pending", "requires_more", true],
  ["COMPLETED", "pending", "requires_more", true],
] as const)("an invoice that is %s", (status, withNothing, withPart, isReported) => {
  it(`is ${withNothing} without money`, async () => {
    arrange(status)
    const { attempt, observation } = await read()
    expect(attempt).toMatchObject({ status: withNothing, exception: null })
    expect(attempt.gatewayStatus).toContain("invoice")
    expect(observation.unknownStatus !== undefined).toBe(isReported)
  })

  it(`is ${withPart} with a part of it`, async () => {
    arrange(status, { status: "confirmed", usd: "100" })
    expect((await read()).attempt).toMatchObject({ status: withPart, exception: "underpaid" })
  })

  it.each([
    ["249", null],
    ["250", null],
    ["260", "overpaid"],
  ])("is captured with %s", async (usd, exception) => {
    arrange(status, { status: "confirmed", usd })
    expect((await read()).attempt).toMatchObject({ status: "captured", exception })
  })
})

describe.each([
  // status of the deposit, on an invoice that is open, completed, canceled
  ["confirmed", "captured", "captured", "captured"],
  ["failed", "pending", "pending", "failed"],
  ["pending", "pending", "pending", "pending"],
  ["processing", "pending", "pending", "pending"],
  ["completed", "pending", "captured", "pending"],
  ["brand_new", "pending", "pending", "pending"],
] as const)("a deposit that is %s", (status, open, completed, canceled) => {
  it.each([
    ["created", open],
    ["active", open],
    ["processing", open],
    ["completed", completed],
    ["canceled", canceled],
    ["expired", canceled],
  ])("on an invoice that is %s makes it %s", async (invoice, expected) => {
    arrange(invoice, { status })
    expect((await read()).attempt.status).toBe(expected)
  })
})

describe("what is reported", () => {
  it.each([
    ["completed", "active", /deposit .* completed/],
    ["brand_new", "active", /deposit .* brand_new/],
    ["failed", "completed", /invoice completed without a confirmed deposit/],
    ["confirmed", "brand_new", /invoice brand_new/],
  ])("is a deposit %s on an invoice %s", async (status, invoice, expected) => {
    arrange(invoice, { status })
    expect((await read()).observation.unknownStatus).toMatch(expected)
  })

  it.each([
    ["confirmed", "completed"],
    ["completed", "completed"],
    ["failed", "canceled"],
    ["pending", "processing"],
  ])("is not a deposit %s on an invoice %s", async (status, invoice) => {
    arrange(invoice, { status })
    expect((await read()).observation.unknownStatus).toBeUndefined()
  })
})

describe("deposits", () => {
  it("are read one by one, those that failed are not", async () => {
    api.invoice({
      transactions: [
        listed(TX(1)),
        listed(TX(2), "failed"),
        listed(TX(3), "confirmed", "withdrawal"),
      ],
    })
    api.transaction(TX(1))
    await read()
    expect(api.calls()).toEqual([`GET /invoices/${INVOICE_ID}`, `GET /transaction/${TX(1)}`])
  })

  it("add up, also with one that the invoice does not list", async () => {
    api.invoice({ status: "expired", transactions: [listed(TX(1))] })
    api.transaction(TX(1), { usd: "100", info: worth("100") })
    api.transaction(TX(2), { usd: "150", info: worth("150") })
    const { attempt } = await read({ evidence: evidence(TX(1), TX(2)) })
    expect(attempt).toMatchObject({ status: "captured", exception: null })
    expect(attempt.received.toDecimal()).toBe("250.00")
  })

  it("count by what they were worth in the invoice's currency", async () => {
    api.invoice({ baseCurrency: "EUR", amount: 200, transactions: [listed(TX(1))] })
    const info = {
      transactionAmount: "207.51518",
      transactionCurrency: "tUSDT",
      invoiceBaseCurrency: "EUR",
      transactionAmountBaseCurrency: "199.984",
    }
    api.transaction(TX(1), { info, eur: "0", usd: "207.52" })
    const zero = money("0.00 EUR")
    const sums = { received: zero, refunded: zero, chargedBack: zero }
    const { attempt } = await read({ due: money("200.00 EUR"), ...sums })
    expect(attempt).toMatchObject({ status: "captured", exception: null })
    expect(attempt.received.toDecimal()).toBe("199.98")
  })

  it("that the invoice lists, but that are not this customer's, do not count", async () => {
    arrange("completed", { status: "confirmed" })
    api.transaction(TX(1), { customerId: "payses_OTHER", invoiceId: INVOICE_ID })
    const { attempt, observation } = await read()
    expect(attempt).toMatchObject({ status: "pending", exception: null })
    expect(observation.unknownStatus).toMatch(/of another payment/)
  })

  it("that cannot be read keep a canceled invoice's payment open", async () => {
    api.invoice({ status: "canceled", transactions: [listed(TX(1))] })
    expect((await read()).attempt.status).toBe("pending")
  })

  it("that cannot be read at present make the reading fail", async () => {
    api.invoice({ transactions: [listed(TX(1))] })
    api.on(`GET /transaction/${TX(1)}`, null, 500)
    await expect(read()).rejects.toMatchObject({ reason: "unavailable", retry: true })
  })
})

describe("with a customer of the shop, who may have several carts", () => {
  const gatewayData = { flow: "invoice", customer_id: "cus_1", order_id: SESSION_ID }
  const readCustomer = (changes: Record<string, unknown>, isListed = false) => {
    api.invoice({ customerId: "cus_1", transactions: isListed ? [listed(TX(1))] : [] })
    api.transaction(TX(1), { customerId: "cus_1", ...changes })
    return read({ gatewayData, evidence: evidence(TX(1)) })
  }

  it.each([
    ["the invoice lists it", {}, true],
    ["it names the invoice", { invoiceId: INVOICE_ID }, false],
    ["it names the order", { orderId: SESSION_ID }, false],
  ])("a deposit counts where %s", async (_, changes, isListed) => {
    expect((await readCustomer(changes, isListed)).attempt.status).toBe("captured")
  })

  it.each([
    ["it names nothing", {}],
    ["it names another invoice", { invoiceId: TX(9) }],
    ["it names another order", { orderId: "payses_OTHER" }],
    ["it is another customer's", { customerId: "cus_2", invoiceId: INVOICE_ID }],
  ])("a deposit does not count where %s", async (_, changes) => {
    const { attempt, observation } = await readCustomer(changes)
    expect(attempt).toMatchObject({ status: "pending", exception: null })
    expect(observation.unknownStatus).toMatch(/of another payment/)
  })
})

describe("an invoice that is not the one that was asked for", () => {
  it.each([
    ["reference", { id: TX(8) }],
    ["reference", { orderId: "payses_OTHER" }],
    ["reference", { customerId: "payses_OTHER" }],
    ["reference", { type: "withdrawal" }],
    ["currency", { baseCurrency: "EUR" }],
    ["currency", { baseCurrency: "usd" }],
    ["currency", { baseCurrency: null }],
    ["amount", { amount: "249.99" }],
    ["amount", { amount: "2500" }],
    ["amount", { amount: "250.001" }],
    ["amount", { amount: null }],
    ["amount", { amount: "lots" }],
  ])("is a mismatch of the %s: %j", async (mismatch, changes) => {
    api.invoice({ status: "completed", transactions: [listed(TX(1))], ...changes })
    api.transaction(TX(1))
    const { attempt, observation } = await read()
    expect(observation.mismatch).toBe(mismatch)
    expect(attempt).toMatchObject({ status: "pending", exception: "mismatched" })
    expect(attempt.received.isZero()).toBe(true)
  })

  it.each([
    { amount: 250 },
    { amount: "250" },
    { orderId: null },
    { customerId: null, type: null },
  ])("is not one with %j", async (changes) => {
    api.invoice({ status: "completed", transactions: [listed(TX(1))], ...changes })
    api.transaction(TX(1))
    expect((await read()).attempt.status).toBe("captured")
  })
})

describe("an invoice that is not found", () => {
  it.each([404, 400])("is pending at first, then failed: %s", async (status) => {
    api.on(`GET /invoices/${INVOICE_ID}`, null, status)
    expect((await read({ createdAt: new Date() })).attempt.status).toBe("pending")
    expect((await read()).attempt).toMatchObject({
      status: "failed",
      gatewayStatus: "invoice not found",
    })
  })

  it("still takes the money that callbacks told of", async () => {
    api.transaction(TX(1))
    expect((await read({ evidence: evidence(TX(1)) })).attempt.status).toBe("captured")
  })

  it("was perhaps never made", async () => {
    const lost = { reference: null, gatewayData: {} }
    expect((await read({ ...lost, createdAt: new Date() })).attempt.status).toBe("pending")
    expect((await read(lost)).attempt).toMatchObject({
      status: "failed",
      gatewayStatus: "not created",
    })
    expect(api.calls()).toEqual([])
  })

  it("is asked for by ids only", async () => {
    await read({ reference: "../balance/accounts" })
    expect(api.calls()).toEqual([])
  })
})

describe("time", () => {
  it("is over for an invoice that nobody opened for a day, and its price with it", async () => {
    arrange("created")
    expect((await read({}, TOMORROW)).attempt).toMatchObject({
      status: "expired",
      gatewayStatus: "invoice created, past its time",
    })
  })

  it.each(["active", "processing"])("goes on for one that is %s", async (status) => {
    arrange(status)
    expect((await read({}, TOMORROW)).attempt.status).toBe("pending")
  })

  it("does not matter to money", async () => {
    arrange("created", { status: "confirmed" })
    expect((await read({ status: "expired" }, TOMORROW)).attempt.status).toBe("captured")
  })
})
