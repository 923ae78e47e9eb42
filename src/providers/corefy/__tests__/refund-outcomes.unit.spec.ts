import type { FaultEffect } from "../../../../sandbox/src"
import { type Attempt, netRefundedOf } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { failureEvidence } from "../refund-outcomes"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  bench.controls.changeSettings({ refundStatus: "pending" })
  gateway = bench.gateway()
})

const reread = (attempt: Attempt) =>
  bench.reread(gateway, attempt, {}, new Date(Date.now() + 60_000))

/** The attempt after the ledger has booked refunds of these sums. */
async function refunded(...amounts: string[]): Promise<Attempt> {
  let attempt = await bench.openPaid(gateway)
  for (const amount of amounts) {
    attempt = await refundMore(attempt, amount)
  }
  bench.sandbox.requests.clear()
  return attempt
}

async function refundMore(attempt: Attempt, amount: string): Promise<Attempt> {
  const result = await gateway.refund?.({
    attempt,
    amount: bench.money(`${amount} USD`),
    idempotencyKey: `refund_${attempt.refunded.toDecimal()}`,
    fields: {},
  })
  const gatewayData = { ...attempt.gatewayData, ...result?.gatewayData }
  return { ...attempt, refunded: result?.refunded ?? attempt.refunded, gatewayData }
}

const settle = (nth: number, status: string) => {
  bench.controls.settleRefund(bench.controls.refunds()[nth]?.id ?? "", status)
}

const sums = ({ refunded: all, failedRefunds, openRefunds }: Attempt) =>
  [all, failedRefunds, openRefunds].map((money) => money.toDecimal())

const lookUps = () => bench.sandbox.requests.list().filter(({ path }) => /\/refunds\//.test(path))

const breakLookUps = (effect: FaultEffect, limits = {}) => {
  bench.sandbox.faults.add({ gateway: "corefy", path: "/refunds/*", effect, ...limits })
}

it("tells no sums while there is no refund, and asks for nothing", async () => {
  const attempt = await refunded()
  const observation = await bench.read(gateway, attempt)
  expect(observation).not.toHaveProperty("failedRefunds")
  expect(observation).not.toHaveProperty("openRefunds")
  expect(lookUps()).toEqual([])
})

it.each([
  ["pending", "0.00", "4.00"],
  ["processing", "0.00", "4.00"],
  ["processed", "0.00", "0.00"],
  ["failed", "4.00", "0.00"],
  ["process_failed", "4.00", "0.00"],
  ["canceled", "4.00", "0.00"],
  ["on_hold", "0.00", "4.00"],
  ["constructor", "0.00", "4.00"],
])("that is %s then: failed %s, open %s", async (status, failed, open) => {
  const attempt = await refunded("4.00")
  settle(0, status)
  const read = await reread(attempt)
  expect(sums(read)).toEqual(["4.00", failed, open])
  expect(read.status).toBe("captured")
})

it("is looked up where its own answer said, and no more once it is final", async () => {
  const attempt = await refunded("4.00")
  settle(0, "failed")
  const first = await reread(attempt)
  const [{ path }] = lookUps()
  expect(path).toBe(`/refunds/${bench.controls.refunds()[0]?.id}`)
  const second = await reread(first)
  expect(sums(second)).toEqual(["4.00", "4.00", "0.00"])
  expect(lookUps()).toHaveLength(1)
  expect(bench.logged("error")).toEqual([expect.stringContaining("did not reach the payer")])
})

it("counts each once beside those that were made", async () => {
  const attempt = await refunded("4.00", "3.00", "2.00")
  settle(0, "failed")
  settle(1, "processed")
  const first = await reread(attempt)
  expect(sums(first)).toEqual(["9.00", "4.00", "2.00"])
  settle(2, "canceled")
  expect(sums(await reread(first))).toEqual(["9.00", "6.00", "0.00"])
})

it("counts what is refunded in the dashboard after one failed", async () => {
  const attempt = await refunded("4.00")
  settle(0, "failed")
  const failed = await reread(attempt)
  bench.controls.changeSettings({ refundStatus: "processed" })
  bench.controls.refund(attempt.reference ?? "", "4.00")
  const again = await reread(failed)
  expect(sums(again)).toEqual(["8.00", "4.00", "0.00"])
  expect(netRefundedOf(again).toDecimal()).toBe("4.00")
})

it("finds another refund after a lost answer, though one failed before", async () => {
  const attempt = await refunded("4.00")
  settle(0, "failed")
  const failed = await reread(attempt)
  bench.controls.changeSettings({ refundStatus: "processed" })
  bench.break("POST /*/refund", { kind: "status", status: 500, when: "after" }, { times: 1 })
  expect((await refundMore(failed, "4.00")).refunded.toDecimal()).toBe("8.00")
  expect(bench.controls.refunds()).toHaveLength(2)
})

it("stays open while Corefy is away, and does not keep the payment from being read", async () => {
  const attempt = await refunded("4.00")
  settle(0, "failed")
  breakLookUps({ kind: "status", status: 500, when: "before", retryAfterSeconds: 0 })
  const unread = await reread(attempt)
  expect(sums(unread)).toEqual(["4.00", "0.00", "4.00"])
  expect(bench.logged("warn").join()).toContain("cannot be read")
  bench.sandbox.faults.clear()
  expect(sums(await reread(unread))).toEqual(["4.00", "4.00", "0.00"])
})

it("is not kept from the others by one that Corefy does not know", async () => {
  const attempt = await refunded("4.00", "3.00")
  settle(1, "failed")
  breakLookUps({ kind: "status", status: 404, when: "before" }, { times: 1 })
  expect(sums(await reread(attempt))).toEqual(["7.00", "3.00", "4.00"])
})

it("is read where it can be, whatever its callback said", async () => {
  const attempt = await refunded("4.00")
  const told = { ...attempt, evidence: failureEvidence(bench.controls.refunds()[0]?.id ?? "") }
  expect(sums(await reread(told))).toEqual(["4.00", "0.00", "4.00"])
})

it("is not believed of another refund", async () => {
  const attempt = await refunded("4.00")
  settle(0, "failed")
  breakLookUps({ kind: "replace", members: { id: "ref_other" } })
  expect(sums(await reread(attempt))).toEqual(["4.00", "0.00", "4.00"])
})

describe("where refunds cannot be read", () => {
  beforeEach(() => bench.controls.changeSettings({ refundReading: false }))

  it("stays open until the invoice shows it, and is asked for once", async () => {
    const attempt = await refunded("4.00")
    const first = await reread(attempt)
    expect(sums(first)).toEqual(["4.00", "0.00", "4.00"])
    settle(0, "processed")
    const second = await reread(first)
    expect(sums(second)).toEqual(["4.00", "0.00", "0.00"])
    expect(lookUps()).toHaveLength(1)
  })

  it("has failed when the invoice says so (old model)", async () => {
    bench.controls.changeSettings({ refundModel: "old" })
    const attempt = await refunded("4.00")
    const first = await reread(attempt)
    expect(sums(first)).toEqual(["4.00", "0.00", "4.00"])
    settle(0, "failed")
    const second = await reread(first)
    expect(second.gatewayStatus).toBe("refund_failed")
    expect(sums(second)).toEqual(["4.00", "4.00", "0.00"])
  })

  it("has failed when its own callback says so", async () => {
    const attempt = await refunded("4.00", "3.00")
    const [{ id }] = bench.controls.refunds()
    const told = { ...attempt, evidence: failureEvidence(id) }
    expect(sums(await reread(told))).toEqual(["7.00", "4.00", "3.00"])
  })

  it("of two nobody can say which one failed", async () => {
    const attempt = await refunded("4.00", "3.00")
    bench.controls.setStatus(attempt.reference ?? "", "refund_failed")
    expect(sums(await reread(attempt))).toEqual(["7.00", "0.00", "7.00"])
  })
})

it.each([
  "https://evil.example/refunds/ref_1",
  "//evil.example/refunds/ref_1",
  "/refunds/../api/payment-invoices",
  "/refunds/ref_1?x=1",
  5,
  null,
])("goes nowhere but to refunds, whatever the answer says: %j", async (self) => {
  bench.break("POST /*/refund", { kind: "replace", members: { self } })
  const attempt = await refunded("4.00")
  bench.sandbox.faults.clear()
  await reread(attempt)
  expect(lookUps().map(({ path }) => path)).toEqual([`/refunds/${bench.controls.refunds()[0]?.id}`])
})

it.each([
  { refund_1: { id: "ref_1", status: "failed", amount: "-4.00" } },
  { refund_1: { id: "ref_1", status: "failed", amount: "all" } },
  { refund_1: { status: "failed", amount: "4.00" } },
  [{ id: "ref_1", status: "failed", amount: "4.00" }],
  "none",
])("counts nothing that is no refund: %j", async (refunds) => {
  const paid = await refunded()
  const attempt = { ...paid, gatewayData: { ...paid.gatewayData, refunds } }
  expect(await bench.read(gateway, attempt)).not.toHaveProperty("failedRefunds")
})
