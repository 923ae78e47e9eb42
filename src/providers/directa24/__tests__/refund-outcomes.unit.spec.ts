import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
})

const LOOK_UP = "GET /v3/refunds/*"

const ACCOUNT = {
  beneficiary: "Jane Doe",
  bank_code: "001",
  account_number: "98765-4",
  account_type: "SAVING",
}

/** A paid attempt after the ledger has booked refunds of these sums. */
async function refunded(...amounts: string[]): Promise<Attempt> {
  let attempt = await bench.openPaid(gateway)
  for (const amount of amounts) {
    const result = await gateway.refund?.({
      attempt,
      amount: bench.money(`${amount} BRL`),
      idempotencyKey: `refund_${attempt.refunded.toDecimal()}`,
      fields: ACCOUNT,
    })
    const gatewayData = { ...attempt.gatewayData, ...result?.gatewayData }
    attempt = { ...attempt, refunded: result?.refunded ?? attempt.refunded, gatewayData }
  }
  return attempt
}

const settle = (nth: number, status: string) => {
  const { id } = bench.account.refunds()[nth] ?? {}
  bench.account.setRefundStatus(id ?? 0, status, { event: false })
}

const sums = ({ refunded: all, failedRefunds, openRefunds }: Attempt) =>
  [all, failedRefunds, openRefunds].map((money) => money.toDecimal())

it("tells no sums while there is no refund", async () => {
  const observation = await bench.read(gateway, await refunded())
  expect(observation).not.toHaveProperty("failedRefunds")
  expect(observation).not.toHaveProperty("openRefunds")
})

it.each([
  ["PENDING", "0.00", "50.25"],
  ["COMPLETED", "0.00", "0.00"],
  ["CANCELLED", "50.25", "0.00"],
  ["REJECTED", "50.25", "0.00"],
  ["cancelled", "50.25", "0.00"],
  ["HELD_BY_NOBODY_KNOWS", "0.00", "50.25"],
])("that is %s then: failed %s, open %s", async (status, failed, open) => {
  const attempt = await refunded("50.25")
  settle(0, status)
  const read = await bench.reread(gateway, attempt)
  expect(sums(read)).toEqual(["50.25", failed, open])
})

it("counts each once, however often the payment is read", async () => {
  const attempt = await refunded("50.25", "10.00", "0.25")
  settle(0, "REJECTED")
  settle(1, "COMPLETED")
  const first = await bench.reread(gateway, attempt)
  expect(sums(first)).toEqual(["60.50", "50.25", "0.25"])
  const second = await bench.reread(gateway, first)
  expect(sums(second)).toEqual(["60.50", "50.25", "0.25"])
  settle(2, "CANCELLED")
  const third = await bench.reread(gateway, second)
  expect(sums(third)).toEqual(["60.50", "50.50", "0.00"])
  // The first reading asks for three, the next two for the one that is open.
  expect(bench.count(LOOK_UP)).toBe(5)
  expect(bench.logged("error")).toHaveLength(2)
})

it("leaves room for another refund of what came back", async () => {
  const attempt = await refunded("100.50")
  settle(0, "REJECTED")
  const read = await bench.reread(gateway, attempt)
  await gateway.refund?.({
    attempt: read,
    amount: bench.money("100.50 BRL"),
    idempotencyKey: "refund_again",
    fields: ACCOUNT,
  })
  expect(bench.account.refunds().map(({ status }) => status)).toEqual(["REJECTED", "PENDING"])
})

it("leaves open what cannot be read now, and looks again", async () => {
  const attempt = await refunded("50.25")
  settle(0, "REJECTED")
  bench.break(LOOK_UP, { kind: "status", status: 500, when: "before", retryAfterSeconds: 0 })
  const unread = await bench.reread(gateway, attempt)
  expect(sums(unread)).toEqual(["50.25", "0.00", "50.25"])
  bench.sandbox.faults.clear()
  expect(sums(await bench.reread(gateway, unread))).toEqual(["50.25", "50.25", "0.00"])
})

it("is not kept from the others by one that Directa24 does not know", async () => {
  const attempt = await refunded("50.25", "10.00")
  settle(1, "REJECTED")
  bench.break(LOOK_UP, { kind: "status", status: 404, when: "before" }, { times: 1 })
  expect(sums(await bench.reread(gateway, attempt))).toEqual(["60.25", "10.00", "50.25"])
})

it.each([
  { id: "../x", amount: "1.00", status: "REJECTED" },
  { id: "7", amount: "-1.00", status: "REJECTED" },
  { id: "7", amount: "all", status: "REJECTED" },
  { id: "7", status: "REJECTED" },
])("counts nothing that is no refund: %j", async (strange) => {
  const paid = await refunded()
  const attempt = { ...paid, gatewayData: { ...paid.gatewayData, refunds: [strange] } }
  expect(await bench.read(gateway, attempt)).not.toHaveProperty("failedRefunds")
})
