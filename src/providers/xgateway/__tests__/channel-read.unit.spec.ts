import { isCoveredInSight } from "../../../core/in-sight"
import { SESSION_ID, settledAttempt } from "../../../core/__tests__/support/attempts"
import type { Attempt } from "../../../core/attempt"
import { channelAttempt, evidence, money, ScriptedApi, TX, worth } from "./support/api"

let api: ScriptedApi

beforeAll(async () => {
  api = await ScriptedApi.start()
})

afterAll(() => api.stop())

beforeEach(() => api.reset())

const POLICY = { underpaymentTolerancePercent: "0.5", leastToleranceMinorUnits: 1n }
const LATER = new Date(Date.now() + 7_200_000)

/** Reads an attempt whose webhooks told of these transactions, and settles it. */
async function read(ids: readonly string[], changes: Partial<Attempt> = {}, at = new Date()) {
  const attempt = channelAttempt({ evidence: evidence(...ids), ...changes })
  const observation = await api.gateway().read(attempt, at)
  return { observation, attempt: settledAttempt(attempt, observation, POLICY) }
}

/** A deposit in this status, of this value in dollars. */
function deposit(digit: number, status: string, usd = "250") {
  api.transaction(TX(digit), { status, usd, info: worth(usd) })
  return TX(digit)
}

/** Each status of the documentation, while the quote is good and after it. */
const rows = [
  { status: "confirmed", open: "captured", over: "captured", isReported: false },
  { status: "failed", open: "pending", over: "failed", isReported: false },
  { status: "pending", open: "pending", over: "pending", isReported: false },
  { status: "processing", open: "pending", over: "pending", isReported: false },
  { status: "completed", open: "pending", over: "pending", isReported: true },
  { status: "reversed", open: "pending", over: "pending", isReported: true },
  { status: "", open: "pending", over: "pending", isReported: true },
  { status: "CONFIRMED", open: "pending", over: "pending", isReported: true },
] as const

describe.each(rows)("a deposit that is $status", ({ status, open, over, isReported }) => {
  it(`makes the payment ${open} while the quote is good`, async () => {
    const { attempt, observation } = await read([deposit(1, status)])
    expect(attempt.status).toBe(open)
    expect(observation.unknownStatus !== undefined).toBe(isReported)
    expect(observation.received.toDecimal()).toBe(open === "captured" ? "250.00" : "0.00")
  })

  it(`makes it ${over} after that`, async () => {
    const { attempt } = await read([deposit(1, status)], {}, LATER)
    expect(attempt.status).toBe(over)
  })
})

describe("sums", () => {
  it.each([
    ["248.74", "requires_more", "underpaid"],
    ["248.75", "captured", "underpaid-tolerated"],
    ["249.999999", "captured", "underpaid-tolerated"],
    ["250.00", "captured", null],
    ["250.009", "captured", null],
    ["250.01", "captured", "overpaid"],
    ["300", "captured", "overpaid"],
    ["0.004", "pending", null],
    ["0.01", "requires_more", "underpaid"],
  ])("of %s for 250.00 are %s", async (usd, status, exception) => {
    const { attempt } = await read([deposit(1, "confirmed", usd)])
    expect(attempt.status).toBe(status)
    expect(attempt.exception).toBe(exception === "underpaid-tolerated" ? null : exception)
  })

  it("of several deposits add up, and are cut down only at the end", async () => {
    const ids = [deposit(1, "confirmed", "100.005"), deposit(2, "confirmed", "149.995")]
    const { attempt } = await read(ids)
    expect(attempt).toMatchObject({ status: "captured", exception: null })
    expect(attempt.received.toDecimal()).toBe("250.00")
  })

  it("leave out what is not confirmed", async () => {
    const ids = [deposit(1, "confirmed", "100"), deposit(2, "failed"), deposit(3, "processing")]
    const { attempt } = await read(ids)
    expect(attempt.status).toBe("requires_more")
    expect(attempt.gatewayStatus).toBe("deposit confirmed, deposit under way, deposit failed")
  })

  it("are in sight until they are confirmed or have failed", async () => {
    const one = await read([deposit(1, "processing", "250.00"), deposit(2, "failed", "7.00")])
    expect(one.attempt.details.inSight).toBe("250.00")
    expect(isCoveredInSight(one.attempt)).toBe(true)
    const failed = await read([deposit(1, "failed", "250.00")], one.attempt)
    expect(failed.attempt.details.inSight).toBeUndefined()
    const paid = await read([deposit(1, "confirmed", "250.00")], one.attempt)
    expect(paid.attempt.status).toBe("captured")
    expect(paid.attempt.details.inSight).toBeUndefined()
  })

  it("count each deposit once, however often it was told", async () => {
    deposit(1, "confirmed", "125")
    const { attempt } = await read([TX(1)])
    const again = await read([TX(1)], { received: attempt.received })
    expect(again.attempt.received.toDecimal()).toBe("125.00")
  })

  it("are never the deposit's amount, which may say anything", async () => {
    api.transaction(TX(1), { amount: "9999999", currency: "USD", info: null, usd: "12" })
    expect((await read([TX(1)])).attempt.received.toDecimal()).toBe("12.00")
  })

  it("have a tolerance of one smallest unit at least", async () => {
    const due = money("0.02 USD")
    const { attempt } = await read([deposit(1, "confirmed", "0.01")], { due })
    expect(attempt.status).toBe("captured")
  })
})

describe("a deposit whose value is not known in the session's currency", () => {
  it("is pending, reported, and held for staff", async () => {
    const due = money("250.00 TRY")
    const { attempt, observation } = await read([deposit(1, "confirmed")], {
      due,
      received: money("0.00 TRY"),
      refunded: money("0.00 TRY"),
      chargedBack: money("0.00 TRY"),
    })
    expect(attempt).toMatchObject({ status: "pending", exception: "mismatched", mismatch: null })
    expect(observation.unknownStatus).toBe(`deposit ${TX(1)} without a value in TRY`)
  })

  it("does not keep the others from counting", async () => {
    api.transaction(TX(1), { info: null, usd: null })
    const { attempt, observation } = await read([TX(1), deposit(2, "confirmed", "250")])
    expect(attempt.status).toBe("captured")
    expect(observation.unknownStatus).toMatch(/without a value/)
  })
})

describe("transactions that are not this payment's", () => {
  it.each([
    ["another shopper's", { customerId: "payses_OTHER" }],
    ["another of the shop's customers'", { customerId: "cus_1" }],
    ["nobody's", { customerId: null }],
    ["another's who names our order", { customerId: "payses_OTHER", orderId: SESSION_ID }],
  ])("are not counted: %s", async (_, changes) => {
    api.transaction(TX(1), changes)
    const { attempt, observation } = await read([TX(1)])
    expect(attempt).toMatchObject({ status: "pending", exception: null, mismatch: null })
    expect(observation.unknownStatus).toBe(`transaction ${TX(1)} of another payment`)
    expect(observation.received.isZero()).toBe(true)
  })

  it("do not keep a payment open that is over", async () => {
    api.transaction(TX(1), { customerId: "payses_OTHER" })
    expect((await read([TX(1)], {}, LATER)).attempt.status).toBe("expired")
  })

  it("are shown to staff when they are of an earlier payment of the same session", async () => {
    api.transaction(TX(1))
    const { attempt } = await read([TX(1)], { reference: `${SESSION_ID}-11`, sequence: 2 })
    expect(attempt).toMatchObject({ status: "pending", exception: "orphaned" })
    expect(attempt.received.isZero()).toBe(true)
  })

  it("are not counted when XGateway answers with another one", async () => {
    api.on(`GET /transaction/${TX(1)}`, {
      id: TX(2),
      type: "deposit",
      status: "confirmed",
      customerId: SESSION_ID,
      usd: "250",
    })
    const { attempt, observation } = await read([TX(1)])
    expect(attempt.received.isZero()).toBe(true)
    expect(observation.unknownStatus).toBe(`transaction ${TX(1)} cannot be read`)
  })

  it.each(["", "reversal", "DEPOSIT"])(
    "are not counted as deposits when their type is %j",
    async (type) => {
      api.transaction(TX(1), { type })
      const { attempt, observation } = await read([TX(1)])
      expect(attempt).toMatchObject({ status: "pending" })
      expect(attempt.received.isZero()).toBe(true)
      expect(observation.unknownStatus).toMatch(/of type/)
    }
  )

  it.each([404, 400])("keep the payment open when XGateway answers %s", async (status) => {
    api.on(`GET /transaction/${TX(1)}`, null, status)
    const { attempt, observation } = await read([TX(1)], {}, LATER)
    expect(attempt.status).toBe("pending")
    expect(observation.unknownStatus).toBe(`transaction ${TX(1)} cannot be read`)
  })
})

describe("the reading", () => {
  it("asks nothing while no callback has come, and is over with the quote", async () => {
    expect((await read([])).attempt).toMatchObject({
      status: "pending",
      gatewayStatus: "waiting for a deposit",
    })
    expect((await read([], {}, LATER)).attempt.status).toBe("expired")
    expect(api.calls()).toEqual([])
  })

  it("takes late money like any other", async () => {
    const { attempt } = await read([deposit(1, "confirmed")], { status: "expired" }, LATER)
    expect(attempt).toMatchObject({ status: "captured", exception: null })
  })

  it("fails, to be repeated, when one of the deposits cannot be read at present", async () => {
    deposit(1, "confirmed")
    api.on(`GET /transaction/${TX(2)}`, null, 503)
    await expect(read([TX(1), TX(2)])).rejects.toMatchObject({ reason: "unavailable", retry: true })
  })

  it("reads fifty transactions at most, and says so", async () => {
    const ids = Array.from(
      { length: 60 },
      (_, at) => `${String(10_000_000 + at)}-5678-4efa-8bcd-123456789abc`
    )
    ids.forEach((id) => api.transaction(id, { usd: "1", info: worth("1") }))
    const { attempt, observation } = await read(ids)
    expect(api.calls()).toHaveLength(50)
    expect(attempt.received.toDecimal()).toBe("50.00")
    expect(observation.unknownStatus).toBe("more than 50 transactions")
  })

  it.each(["transaction:../../balance", "transaction:", "note", "transaction:x"])(
    "asks for nothing that is no id: %s",
    async (key) => {
      await read([], { evidence: { [key]: {} } })
      expect(api.calls()).toEqual([])
    }
  )

  it("of a payment whose creation was not answered is pending, then failed", async () => {
    const fresh = { reference: null, gatewayData: {}, createdAt: new Date() }
    expect((await read([], fresh)).attempt.status).toBe("pending")
    const old = { ...fresh, createdAt: new Date(Date.now() - 300_000) }
    expect((await read([], old)).attempt.status).toBe("failed")
    expect((await read([deposit(1, "confirmed")], old)).attempt).toMatchObject({
      status: "captured",
      reference: SESSION_ID,
    })
  })

  it("goes by the flow in which the payment was made", async () => {
    const attempt = channelAttempt({ evidence: evidence(deposit(1, "confirmed")) })
    const observation = await api.gateway({ flow: "invoice" }).read(attempt, new Date())
    expect(observation.status).toBe("paid")
  })

  it("keeps for staff what came in", async () => {
    const { attempt } = await read([deposit(1, "confirmed"), deposit(2, "failed", "3")])
    expect(attempt.gatewayData).toMatchObject({
      flow: "channel",
      deposits: [
        { id: TX(1), status: "confirmed", coin: "tUSDT", value: "250.00" },
        { id: TX(2), status: "failed", coin: "tUSDT", value: "3.00" },
      ],
    })
  })
})
