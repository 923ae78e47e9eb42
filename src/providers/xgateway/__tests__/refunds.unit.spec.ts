import type { Gateway } from "../../../core/contract"
import type { Attempt } from "../../../core/attempt"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start("channel")
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  bench.sandbox.xgateway.setBalance("tUSDT", "100000")
  gateway = bench.gateway({ refundsEnabled: true })
})

const ADDRESS = "TQykARq1CPvB4EHt21XSmC7HgTW3uUetEU"
const FIELDS = { address: ADDRESS, currency: "tUSDT", amount: "50.05" }
const KEY = "refund_0123456789abcdef0123456789abcdef"

async function paid(own: Gateway = gateway): Promise<Attempt> {
  const attempt = await bench.open(own)
  const { transaction } = bench.sandbox.xgateway.deposit({
    customerId: attempt.reference ?? "",
    currency: "tUSDT",
    value: "250",
  })
  const captured = await bench.reread(own, bench.told(attempt, transaction?.id ?? ""))
  bench.sandbox.requests.clear()
  return captured
}

function refund(
  attempt: Attempt,
  changes: { fields?: Record<string, string>; amount?: string; key?: string; own?: Gateway } = {}
) {
  const { fields = FIELDS, amount = "50.00 USD", key = KEY, own = gateway } = changes
  const money = bench.money(amount)
  return own.refund?.({ attempt, amount: money, idempotencyKey: key, fields })
}

/** A refund under way, as the ledger has it while its outcome is not known. */
function pending(attempt: Attempt, amount = "50.00 USD", key = KEY): Attempt {
  const refundedBefore = attempt.refunded
  const refund = { key, amount: bench.money(amount), refundedBefore, isBooked: true }
  return { ...attempt, pendingRefund: refund }
}

describe("a refund", () => {
  it("is a withdrawal with these members, and no others", async () => {
    const result = await refund(await paid())
    expect(bench.body("POST /withdrawal")).toEqual({
      address: ADDRESS,
      currency: "tUSDT",
      amount: "50.05",
      customerId: SESSION_ID,
      orderId: KEY,
    })
    const [withdrawal] = bench.sandbox.xgateway.withdrawals()
    expect(result?.refunded.toDecimal()).toBe("50.00")
    expect(result?.reference).toBe(withdrawal?.id)
    expect(result?.gatewayData).toEqual({
      refunds: [
        {
          order_id: KEY,
          transaction_id: withdrawal?.id,
          amount: "50.00",
          currency: "tUSDT",
          coin_amount: "50.05",
        },
      ],
    })
  })

  it("adds to what was refunded before, and keeps the earlier ones", async () => {
    const attempt = await paid()
    const first = await refund(attempt)
    const then = {
      ...attempt,
      refunded: first?.refunded ?? attempt.refunded,
      gatewayData: { ...attempt.gatewayData, ...first?.gatewayData },
    }
    const second = await refund(then, { amount: "20.00 USD", key: `${KEY}b` })
    expect(second?.refunded.toDecimal()).toBe("70.00")
    expect(second?.gatewayData?.refunds).toMatchObject([{ order_id: KEY }, { order_id: `${KEY}b` }])
  })

  it("carries the look of the merchant", async () => {
    const own = bench.gateway({ refundsEnabled: true, applicationId: "look-1" })
    await refund(await paid(own), { own })
    expect(bench.body("POST /withdrawal")).toMatchObject({ applicationId: "look-1" })
  })

  it("has an order id of letters, digits, - and _ only", async () => {
    await refund(await paid(), { key: `${KEY}_10.00` })
    expect(bench.body("POST /withdrawal")).toMatchObject({ orderId: `${KEY}_10-00` })
  })

  it("needs no transaction in the answer", async () => {
    bench.sandbox.xgateway.changeSettings({ withdrawalReply: "id" })
    const byId = await refund(await paid())
    expect(byId?.reference).toBe(bench.sandbox.xgateway.withdrawals()[0]?.id)
    bench.break("POST /withdrawal", { kind: "replace", members: { data: 7 } } as never)
    const attempt = await paid()
    expect((await refund(attempt, { key: `${KEY}b` }))?.reference).toBe(`${KEY}b`)
  })
})

describe("a refund that is not enabled", () => {
  it("is refused in words that name the option, and nothing is sent", async () => {
    const own = bench.gateway()
    const attempt = await paid(own)
    const error = await bench.errorOf(refund(attempt, { own }) ?? Promise.resolve())
    expect(error).toMatchObject({ reason: "not_allowed", retry: false })
    expect(error.message).toMatch(/not enabled in this shop.*back office.*refundsEnabled/)
    expect(bench.calls()).toEqual([])
  })

  it("needs no fields, so that this is what staff hears first", async () => {
    const own = bench.gateway()
    const fields = own.refundFields?.(await paid(own)) ?? []
    expect(fields.some(({ required }) => required)).toBe(false)
  })
})

describe("what staff has to tell", () => {
  it("is address, coin and how many", async () => {
    const fields = gateway.refundFields?.(await paid()) ?? []
    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ["address", true],
      ["currency", true],
      ["amount", true],
    ])
    expect(fields[1]?.options).toHaveLength(15)
    expect(fields[1]?.options).toContainEqual({ value: "tUSDT", label: "USDT, Tron (TRC-20)" })
    const pattern = new RegExp(`^(?:${fields[2]?.pattern})$`, "u")
    expect(["1", "0.5", "10.25"].every((text) => pattern.test(text))).toBe(true)
    expect(["-1", "1e3", "1,5", ".5", "1."].some((text) => pattern.test(text))).toBe(false)
  })

  it.each([
    [{ currency: "usdt" }, /currency is none/],
    [{ currency: "__proto__" }, /currency is none/],
    [{ address: "0x6c04acfdbc096af4ba950a091b49807a3810e614" }, /no address of Tron/],
    [{ currency: "BTC" }, /no address of Bitcoin/],
    [{ address: "" }, /no address of Tron/],
    [{ address: `${ADDRESS} ` }, /no address of Tron/],
    [{ amount: "0" }, /more than zero/],
    [{ amount: "0.0000001" }, /at most 6 decimals/],
    [{ amount: "" }, /more than zero/],
    [{ amount: "-5" }, /more than zero/],
  ])("is refused when it does not fit together: %j", async (changes, expected) => {
    const attempt = await paid()
    const fields = { ...FIELDS, ...changes }
    const error = await bench.errorOf(refund(attempt, { fields }) ?? Promise.resolve())
    expect(error).toMatchObject({ reason: "invalid_input", retry: false })
    expect(error.message).toMatch(expected)
    expect(bench.calls()).toEqual([])
  })
})

describe("an answer that was lost", () => {
  it.each([
    { kind: "timeout", when: "after" },
    { kind: "reset", when: "after" },
    { kind: "status", status: 500, when: "after" },
    { kind: "truncated" },
  ] as const)("is unclear, and the same refund sends nothing twice: %j", async (effect) => {
    const own = bench.gateway({ refundsEnabled: true, timeoutMs: 500 })
    const attempt = await paid(own)
    bench.break("POST /withdrawal", effect, { times: 1 })
    const error = await bench.errorOf(refund(attempt, { own }) ?? Promise.resolve())
    expect(error.reason).toBe("unclear")
    await refund(pending(attempt), { own })
    expect(bench.sandbox.xgateway.withdrawals()).toHaveLength(1)
  })

  it("stays unclear where XGateway refuses an order id that it has", async () => {
    bench.sandbox.xgateway.changeSettings({ repeatedWithdrawal: "refused" })
    const attempt = await paid()
    await refund(attempt)
    const error = await bench.errorOf(refund(attempt) ?? Promise.resolve())
    expect(error).toMatchObject({ reason: "unclear", retry: false })
    expect(error.message).toMatch(/already has a withdrawal with the order id .*back office/)
    expect(bench.sandbox.xgateway.withdrawals()).toHaveLength(1)
  })

  it("is found by its callback, and then booked", async () => {
    const attempt = await paid()
    await refund(attempt)
    const [withdrawal] = bench.sandbox.xgateway.withdrawals()
    const told = bench.told(pending(attempt), withdrawal?.id ?? "")
    const found = await bench.reread(gateway, told)
    expect(found.refunded.toDecimal()).toBe("50.00")
    expect(found.gatewayData.refunds).toEqual([
      { order_id: KEY, transaction_id: withdrawal?.id, amount: "50.00" },
    ])
    const again = await bench.reread(gateway, { ...found, pendingRefund: null })
    expect(again.refunded.toDecimal()).toBe("50.00")
    expect(again.status).toBe("captured")
  })

  it.each([
    [400, "rejected"],
    [401, "configuration"],
    [429, "rate_limited"],
  ] as const)("is not what %s is", async (status, reason) => {
    bench.break("POST /withdrawal", {
      kind: "status",
      status,
      body: { success: false, errors: [] },
    })
    const error = await bench.errorOf(refund(await paid()) ?? Promise.resolve())
    expect(error.reason).toBe(reason)
  })
})

describe("withdrawals that readings find", () => {
  async function sent() {
    const attempt = await paid()
    const result = await refund(attempt)
    const [withdrawal] = bench.sandbox.xgateway.withdrawals()
    const gatewayData = { ...attempt.gatewayData, ...result?.gatewayData }
    const refunded = result?.refunded ?? attempt.refunded
    return { attempt: { ...attempt, gatewayData, refunded }, id: withdrawal?.id ?? "" }
  }

  it("are booked once, with the sum that staff said, whatever the coins are worth", async () => {
    const { attempt, id } = await sent()
    bench.sandbox.xgateway.settleWithdrawal(id, "confirmed")
    const read = await bench.reread(gateway, bench.told(attempt, id))
    expect(read.refunded.toDecimal()).toBe("50.00")
    expect(read.gatewayData.withdrawals).toEqual([{ id, order_id: KEY, status: "confirmed" }])
  })

  it("are looked for without a callback, too, and told when they failed", async () => {
    const { attempt, id } = await sent()
    bench.sandbox.xgateway.settleWithdrawal(id, "failed")
    const observation = await bench.read(gateway, attempt)
    expect(observation.gatewayStatus).toContain(`withdrawal ${id} failed`)
    expect(observation.failedRefunds?.toDecimal()).toBe("50.00")
    expect(observation.status).toBe("paid")
  })

  it("that failed make way for another order id", async () => {
    const { attempt, id } = await sent()
    bench.sandbox.xgateway.settleWithdrawal(id, "failed")
    const read = await bench.reread(gateway, attempt)
    await refund(read)
    expect(bench.body("POST /withdrawal")).toMatchObject({ orderId: `${KEY}-2` })
  })

  it("count by their value when the back office sent them", async () => {
    const attempt = await paid()
    bench.sandbox.xgateway.setBalance("tUSDT", "100000")
    const own = await refund(attempt, { key: "back-office-1" })
    expect(own).toBeDefined()
    const [withdrawal] = bench.sandbox.xgateway.withdrawals()
    bench.sandbox.xgateway.settleWithdrawal(withdrawal?.id ?? "", "confirmed")
    const read = await bench.reread(gateway, bench.told(attempt, withdrawal?.id ?? ""))
    expect(read.refunded.toDecimal()).toBe("50.05")
    expect(read.status).toBe("captured")
  })

  it.each(["250", "100"])(
    "of all that came, %s USD, before the shop saw any of it, leave nothing to take",
    async (value) => {
      const attempt = await bench.open(gateway)
      const customerId = attempt.reference ?? ""
      const { transaction } = bench.sandbox.xgateway.deposit({
        customerId,
        currency: "tUSDT",
        value,
      })
      const withdrawal = bench.sandbox.xgateway.refund(customerId)
      const told = bench.told(attempt, withdrawal.id, transaction?.id ?? "")
      const read = await bench.reread(gateway, told)
      expect(read).toMatchObject({ status: "canceled", exception: null })
      expect(read.refunded.equals(read.received)).toBe(true)
      expect(read.nextAction).toEqual(attempt.nextAction)
    }
  )

  it("of all that came after the shop took it change nothing but what has gone back", async () => {
    const attempt = await paid()
    const withdrawal = bench.sandbox.xgateway.refund(attempt.reference ?? "")
    const read = await bench.reread(gateway, bench.told(attempt, withdrawal.id))
    expect(read).toMatchObject({ status: "captured", exception: null })
    expect(read.refunded.toDecimal()).toBe("250.00")
  })

  it("do not count while they are under way", async () => {
    const attempt = await paid()
    await refund(attempt, { key: "back-office-1" })
    const [withdrawal] = bench.sandbox.xgateway.withdrawals()
    const read = await bench.reread(gateway, bench.told(attempt, withdrawal?.id ?? ""))
    expect(read.refunded.toDecimal()).toBe("0.00")
  })

  it("of others are no refund of this payment", async () => {
    const attempt = await paid()
    await refund({ ...attempt, gatewayData: { customer_id: "payses_OTHER" } })
    const [withdrawal] = bench.sandbox.xgateway.withdrawals()
    bench.sandbox.xgateway.settleWithdrawal(withdrawal?.id ?? "", "confirmed")
    const read = await bench.reread(gateway, bench.told(pending(attempt), withdrawal?.id ?? ""))
    expect(read.refunded.toDecimal()).toBe("0.00")
  })

  it("are told by callbacks that concern a refund", async () => {
    const { id } = await sent()
    bench.sandbox.xgateway.settleWithdrawal(id, "confirmed")
    const [{ body }] = bench.sandbox.xgateway.sendEvent("withdrawal.confirmed", {
      transactionId: id,
    })
    const hint = gateway.readWebhook({ rawBody: Buffer.from(body), headers: {}, now: new Date() })
    expect(hint).toMatchObject({ concerns: "refund", reference: SESSION_ID, isUnknown: false })
  })
})
