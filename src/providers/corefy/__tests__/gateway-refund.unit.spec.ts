import type { FaultEffect } from "../../../../sandbox/src"
import type { Attempt } from "../../../core/attempt"
import type { Gateway, RefundRequest } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway
let paid: Attempt

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(async () => {
  bench.reset()
  gateway = bench.gateway()
  paid = await bench.openPaid(gateway)
  bench.sandbox.requests.clear()
})

const REFUND = "POST /*/refund"

function refund(amount: string, attempt = paid, changes: Partial<RefundRequest> = {}) {
  const request: RefundRequest = {
    attempt,
    amount: bench.money(`${amount} USD`),
    idempotencyKey: "refund_0001",
    fields: {},
    ...changes,
  }
  return gateway.refund?.(request) ?? Promise.reject(new Error("it cannot refund"))
}

const reread = (attempt = paid) => bench.reread(gateway, attempt, {}, new Date(Date.now() + 60_000))

/** The attempt as core has it after a refund. */
async function refundedAttempt(amount: string, key: string, attempt = paid): Promise<Attempt> {
  const result = await refund(amount, attempt, { idempotencyKey: key })
  return {
    ...attempt,
    refunded: result.refunded,
    gatewayData: { ...attempt.gatewayData, ...result.gatewayData },
  }
}

it("sends what is documented", async () => {
  await refund("4.25", paid, { note: "Broken", reason: "damaged" })
  expect(bench.calls()).toEqual(["POST /{id}/refund"])
  expect(bench.body(REFUND)).toEqual({
    data: {
      type: "refund",
      attributes: {
        invoiceId: paid.reference,
        amount: 4.25,
        reference_id: "refund_0001",
        description: "Broken",
      },
    },
  })
})

it.each(["10.50", "4.25", "0.01"])("gives back %s", async (amount) => {
  const result = await refund(amount)
  const [made] = bench.controls.refunds(paid.reference ?? "")
  expect(result.refunded.toDecimal()).toBe(amount)
  expect(result.reference).toMatch(/^ref_/)
  expect(made).toMatchObject({ amount })
  expect((await reread()).refunded.toDecimal()).toBe(amount)
})

it("keeps what was answered", async () => {
  const { reference, gatewayData } = await refund("4.00")
  expect(gatewayData).toEqual({
    refunds: {
      refund_0001: {
        id: reference,
        status: "processed",
        amount: "4.00",
        link: `/refunds/${reference}`,
      },
    },
  })
})

it("gives back several parts, and keeps each", async () => {
  const first = await refundedAttempt("4.00", "refund_1")
  const second = await refundedAttempt("6.50", "refund_2", first)
  expect(second.refunded.toDecimal()).toBe("10.50")
  expect(Object.keys(second.gatewayData.refunds as object)).toEqual(["refund_1", "refund_2"])
  expect(second.gatewayData.reference_id).toBe(paid.gatewayData.reference_id)
  expect((await reread()).refunded.toDecimal()).toBe("10.50")
})

it("is not confused by what else is kept", async () => {
  for (const refunds of ["text", 5, [1], { a: 1 }, null]) {
    bench.reset()
    const fresh = await bench.openPaid(gateway)
    const odd = { ...fresh, gatewayData: { ...fresh.gatewayData, refunds } }
    expect((await refund("1.00", odd)).refunded.toDecimal()).toBe("1.00")
  }
})

describe("what a refund's status means", () => {
  const answer = (status: string) => bench.break(REFUND, { kind: "replace", members: { status } })

  it("processed is done", async () => {
    answer("processed")
    expect((await refund("4.00")).refunded.toDecimal()).toBe("4.00")
  })

  it.each(["created", "pending", "processing", "process_pending"])(
    "%s is taken, and its id kept",
    async (status) => {
      answer(status)
      const result = await refund("4.00")
      expect(result.refunded.toDecimal()).toBe("4.00")
      expect(result.gatewayData).toMatchObject({ refunds: { refund_0001: { status } } })
      expect(bench.logged("error")).toEqual([])
    }
  )

  it.each(["failed", "process_failed", "canceled"])("%s is an error", async (status) => {
    answer(status)
    const error = await bench.errorOf(refund("4.00"))
    expect(error).toMatchObject({ reason: "rejected", retry: false })
    expect(error.message).toContain(`it is ${status}`)
  })

  it.each(["on_hold", "constructor"])("%s is taken and reported", async (status) => {
    answer(status)
    expect((await refund("4.00")).refunded.toDecimal()).toBe("4.00")
    expect(bench.logged("error")).toEqual([expect.stringContaining(`not documented: ${status}`)])
  })

  it("is under way at Corefy until it is settled, and read then", async () => {
    bench.controls.changeSettings({ refundStatus: "pending" })
    const { reference } = await refund("4.00")
    expect((await reread()).refunded.isZero()).toBe(true)
    bench.controls.settleRefund(reference ?? "")
    expect((await reread()).refunded.toDecimal()).toBe("4.00")
  })
})

describe("a refund whose answer was lost", () => {
  const lost: readonly [string, FaultEffect][] = [
    ["500", { kind: "status", status: 500, when: "after" }],
    ["429", { kind: "status", status: 429, when: "after" }],
    ["a reset connection", { kind: "reset", when: "after" }],
    ["half an answer", { kind: "truncated" }],
    ["nothing in the answer", { kind: "empty", when: "after" }],
  ]

  it.each(lost)("is found by what the invoice says: %s", async (_, effect) => {
    bench.break(REFUND, effect, { times: 1 })
    expect((await refund("4.00")).refunded.toDecimal()).toBe("4.00")
    expect(bench.calls()).toEqual(["POST /{id}/refund", "GET /{id}"])
    expect(bench.controls.refunds()).toHaveLength(1)
  })

  it("is unclear when it was not made", async () => {
    bench.break(REFUND, { kind: "status", status: 500, when: "before" })
    expect(await bench.errorOf(refund("4.00"))).toMatchObject({ reason: "unclear", retry: true })
    expect(bench.count(REFUND)).toBe(1)
  })

  it("is unclear when the invoice cannot be read either", async () => {
    bench.break(REFUND, { kind: "status", status: 500, when: "after" })
    bench.break("GET /*", { kind: "status", status: 401, when: "before" })
    expect(await bench.errorOf(refund("4.00"))).toMatchObject({ reason: "unclear" })
    expect(bench.logged("warn").join()).toContain("could not be read after a refund")
  })

  it("is not made twice, whoever asks again", async () => {
    bench.break(REFUND, { kind: "status", status: 500, when: "after" })
    bench.break("GET /*", { kind: "status", status: 401, when: "before" }, { times: 1 })
    await bench.errorOf(refund("4.00"))
    bench.sandbox.faults.clear()
    // Core would have read the invoice first; even without, the key is known at Corefy.
    expect((await refund("4.00")).refunded.toDecimal()).toBe("4.00")
    expect(bench.controls.refunds()).toHaveLength(1)
  })

  it.each([422, 429] as const)(
    "stays unclear while it is under way and its key is taken (%s)",
    async (duplicateReferenceStatus) => {
      bench.controls.changeSettings({ refundStatus: "pending", duplicateReferenceStatus })
      await refund("4.00")
      const error = await bench.errorOf(refund("4.00"))
      expect(error).toMatchObject({ reason: "unclear", retry: true })
      expect(error.message).toContain("does not show it as gone back")
      expect(bench.controls.refunds()).toHaveLength(1)
    }
  )
})

describe("a refund that Corefy refuses", () => {
  it.each(["not_supported", "insufficient_funds"] as const)("is not booked: %s", async (why) => {
    bench.controls.changeSettings({ refundRefusal: why })
    const error = await bench.errorOf(refund("4.00"))
    expect(error).toMatchObject({ reason: "rejected", retry: false, httpStatus: 422 })
    expect(error.toLogLine()).toMatch(/support|fund/i)
    expect(bench.controls.refunds()).toEqual([])
  })

  it.each([
    [401, "configuration"],
    [403, "configuration"],
    [404, "not_found"],
    [429, "rate_limited"],
  ] as const)("with %s is %s", async (status, reason) => {
    bench.break(REFUND, { kind: "status", status, when: "before" })
    expect(await bench.errorOf(refund("4.00"))).toMatchObject({ reason, httpStatus: status })
  })

  it("asks for nothing with an id that is none", async () => {
    const strange = { ...paid, reference: "cpi_1/../../x" }
    expect((await bench.errorOf(refund("1.00", strange))).reason).toBe("not_found")
    expect(bench.calls()).toEqual([])
  })
})

describe("the old model", () => {
  beforeEach(() => bench.controls.changeSettings({ refundModel: "old" }))

  it("takes one refund, whole or in part", async () => {
    expect((await refund("4.00")).refunded.toDecimal()).toBe("4.00")
    expect((await reread()).refunded.toDecimal()).toBe("4.00")
  })

  it("takes no second one, which is said clearly", async () => {
    await refundedAttempt("4.00", "refund_1")
    const after = await reread()
    expect(after.gatewayStatus).toBe("partially_refunded")
    const error = await bench.errorOf(refund("6.50", after, { idempotencyKey: "refund_2" }))
    expect(error).toMatchObject({ reason: "not_allowed", retry: false })
    expect(error.message).toContain("old refund model take one refund of each payment")
  })

  it("is not blamed for a refusal of the first refund", async () => {
    bench.controls.changeSettings({ refundRefusal: "insufficient_funds" })
    const error = await bench.errorOf(refund("4.00"))
    expect(error.message).not.toContain("old refund model")
  })
})

it.each([
  ["amount", { amount: 9 }],
  ["amount that is none", { amount: "all" }],
  ["currency", { currency: "EUR" }],
  ["reference", { reference_id: "refund_other" }],
  ["invoice", { original_id: "cpi_OTHER" }],
])("is not booked when the answer is of another refund: %s", async (_, members) => {
  bench.break(REFUND, { kind: "replace", members })
  const error = await bench.errorOf(refund("4.00"))
  expect(error).toMatchObject({ reason: "unclear", retry: false })
  expect(bench.logged("error")).toEqual([expect.stringContaining("reports another refund")])
})

it("is booked when the answer leaves out what is optional", async () => {
  const members = { amount: null, currency: null, reference_id: null, original_id: null }
  bench.break(REFUND, { kind: "replace", members })
  expect((await refund("4.00")).refunded.toDecimal()).toBe("4.00")
})
