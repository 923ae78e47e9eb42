import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { afterExpiry, GatewayBench, READ, refOf } from "./support/gateway-bench"

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

async function opened(amount = "15.89 USD"): Promise<Attempt> {
  const attempt = await bench.open(gateway, amount)
  bench.sandbox.requests.clear()
  return attempt
}

const AMOUNTS = ["15.89 USD", "0.93 EUR", "0.166389351081530800779973 STRM", "25 STRM"]

describe.each(AMOUNTS)("a payment of %s", (amount) => {
  it("waits until it is paid, and is captured then", async () => {
    const attempt = await opened(amount)
    const waiting = await bench.reread(gateway, attempt)
    expect(waiting).toMatchObject({ status: "requires_more", exception: null })
    bench.stream.pay(refOf(attempt))
    const paid = await bench.reread(gateway, waiting)
    expect(paid).toMatchObject({ status: "captured", exception: null, nextAction: null })
    expect(paid.received.equals(paid.due)).toBe(true)
    expect(paid.gatewayData).toHaveProperty("transaction_hash")
    expect(bench.count(READ)).toBe(2)
  })

  it.each(["STRM", "USDC", "SOL"] as const)("may be paid in %s", async (coin) => {
    const attempt = await opened(amount)
    bench.stream.pay(refOf(attempt), { coin })
    expect((await bench.reread(gateway, attempt)).status).toBe("captured")
  })

  it("is expired when its time is over and nothing came", async () => {
    const attempt = await opened(amount)
    bench.stream.expire(refOf(attempt))
    const read = await bench.reread(gateway, attempt, {}, afterExpiry(attempt, 1))
    expect(read).toMatchObject({ status: "expired", exception: null, nextAction: null })
    expect(bench.count(READ)).toBe(1)
  })
})

describe("not_found", () => {
  it.each([200, 404] as const)("may come with HTTP %d", async (notFoundHttpStatus) => {
    bench.stream.changeSettings({ notFoundHttpStatus })
    const attempt = await opened()
    bench.stream.expire(refOf(attempt))
    const read = await bench.reread(gateway, attempt, {}, afterExpiry(attempt, 1))
    expect(read).toMatchObject({ status: "expired", gatewayStatus: "not_found" })
  })

  it.each(["status_only", "payment"] as const)("may come as %s", async (expiredReply) => {
    bench.stream.changeSettings({ expiredReply, notFoundHttpStatus: 404 })
    const attempt = await opened()
    bench.stream.expire(refOf(attempt))
    const read = await bench.reread(gateway, attempt, {}, afterExpiry(attempt, 1))
    expect(read).toMatchObject({ status: "expired", mismatch: null })
  })

  it.each([200, 404] as const)(
    "is asked once more while the time is not over (%d)",
    async (notFoundHttpStatus) => {
      bench.stream.changeSettings({ notFoundHttpStatus })
      const attempt = { ...(await opened()), reference: "UnknownPayment000000001" }
      const read = await bench.reread(gateway, attempt)
      expect(read).toMatchObject({ status: "pending", gatewayStatus: "not_found" })
      expect(bench.count(READ)).toBe(2)
    }
  )

  it("once is no news while the time is not over", async () => {
    const attempt = await opened()
    bench.stream.pay(refOf(attempt))
    bench.break(READ, { kind: "unknown_enum", value: "not_found" }, { times: 1 })
    expect((await bench.reread(gateway, attempt)).status).toBe("captured")
    expect(bench.count(READ)).toBe(2)
  })

  it("after completion changes nothing", async () => {
    bench.stream.changeSettings({ completedAfterExpiry: "not_found" })
    const attempt = await opened()
    bench.stream.pay(refOf(attempt))
    const paid = await bench.reread(gateway, attempt)
    bench.stream.setStatus(refOf(attempt), "not_found")
    const later = await bench.reread(gateway, paid, {}, afterExpiry(paid, 60))
    expect(later).toMatchObject({ status: "captured", observedStatus: "paid", exception: null })
  })
})

describe("sums that are not what was asked", () => {
  it("less is not paid", async () => {
    const attempt = await opened()
    bench.stream.pay(refOf(attempt), { shortBy: "0.01" })
    expect((await bench.reread(gateway, attempt)).status).toBe("requires_more")
    const told = bench.withCallback(gateway, attempt, "15.88")
    const read = await bench.reread(gateway, told)
    expect(read).toMatchObject({ status: "pending", exception: "underpaid", nextAction: null })
    expect(read.received.toDecimal()).toBe("15.88")
  })

  it("more is captured, and told", async () => {
    const attempt = await opened()
    bench.stream.pay(refOf(attempt), { overBy: "4.11" })
    const told = bench.withCallback(gateway, attempt, "20.00")
    const read = await bench.reread(gateway, told)
    expect(read).toMatchObject({ status: "captured", exception: "overpaid" })
    expect(read.received.toDecimal()).toBe("20.00")
    expect(read.gatewayData).toMatchObject({ overpaid_usd: "4.11" })
  })

  it("parts are paid when all of them are there", async () => {
    const attempt = await opened()
    bench.stream.payInParts(refOf(attempt), { parts: 3 })
    expect((await bench.reread(gateway, attempt)).status).toBe("captured")
  })
})

describe("late money", () => {
  const late = async (minutes: number, options: Record<string, unknown> = {}) => {
    const attempt = await opened()
    bench.stream.expire(refOf(attempt))
    bench.stream.pay(refOf(attempt), { evenIfClosed: true })
    const at = afterExpiry(attempt, minutes)
    const told = bench.withCallback(gateway, attempt, "15.89", { at })
    return bench.reread(bench.gateway(options), told, options, at)
  }

  it.each([
    [5, {}, "captured", null],
    [60, {}, "expired", "late"],
    [60, { latePayment: "capture" }, "captured", null],
    [60, { latePayment: "manual" }, "expired", "late"],
  ])("%d minutes after the time with %j is %s", async (minutes, options, status, exception) => {
    const attempt = await late(minutes, options)
    expect(attempt).toMatchObject({ status, exception })
    expect(attempt.received.toDecimal()).toBe("15.89")
  })

  it("is paid where Stream says completed after all", async () => {
    bench.stream.changeSettings({ latePaymentStatus: "completed" })
    expect(await late(60)).toMatchObject({ status: "captured", exception: null })
  })
})

describe("the network", () => {
  it.each([
    ["testnet", {}, "test_mode"],
    ["testnet", { sandbox: true }, null],
    ["mainnet", {}, null],
    ["mainnet", { sandbox: true }, null],
  ])("%s with %j: %s", async (network, options, mismatch) => {
    bench.stream.changeSettings({ network })
    const attempt = await opened()
    bench.stream.pay(refOf(attempt))
    const read = await bench.reread(bench.gateway(options), attempt)
    expect(read.mismatch).toBe(mismatch)
    expect(read.status).toBe(mismatch ? "requires_more" : "captured")
  })
})

describe("a payment that somebody else made with the public client id", () => {
  it("is not this one, though it names its session and is paid", async () => {
    const attempt = await opened("100.00 USD")
    const [own] = bench.stream.payments()
    const cheap = bench.stream.createPayment({
      amount_usd: "0.01",
      name: own.name,
      return_url: own.returnUrl,
    })
    bench.stream.pay(cheap.id)
    expect((await bench.reread(gateway, attempt)).status).toBe("requires_more")
    const swapped = await bench.reread(gateway, { ...attempt, reference: cheap.id })
    expect(swapped).toMatchObject({ status: "requires_more", mismatch: "amount" })
    const told = bench.withCallback(gateway, attempt, "100.00")
    const [callback] = Object.values(told.evidence)
    const forged = {
      ...attempt,
      evidence: { "callback:100.00": { ...(callback as object), payment_id: cheap.id } },
    }
    expect((await bench.reread(gateway, forged)).received.isZero()).toBe(true)
  })
})

describe("a payment whose creation was not answered", () => {
  it.each([
    [1, "pending"],
    [3, "failed"],
  ])("is, %d minutes later, %s", async (minutes, status) => {
    const attempt = bench.attempt(bench.money("15.89 USD"))
    const at = new Date(attempt.createdAt.getTime() + minutes * 60_000)
    expect(await bench.read(gateway, attempt, at)).toMatchObject({ status })
    expect(bench.sandbox.requests.list()).toEqual([])
  })
})

describe("where the status is asked", () => {
  it("is another host when the merchant says so", async () => {
    const attempt = await opened()
    const elsewhere = bench.gateway({ baseUrl: "http://127.0.0.1:1/api/v1" })
    const error = await bench.errorOf(bench.read(elsewhere, attempt))
    expect(error.reason).toBe("unavailable")
    const split = bench.gateway({
      baseUrl: "http://127.0.0.1:1/api/v1",
      statusBaseUrl: bench.stream.baseUrl,
    })
    expect((await bench.read(split, attempt)).status).toBe("requires_more")
  })
})

it("the status may lag behind the money", async () => {
  bench.stream.changeSettings({ statusLagMs: 60_000, transactionLagMs: 600_000 })
  const attempt = await opened()
  bench.stream.pay(refOf(attempt))
  const told = bench.withCallback(gateway, attempt, "15.89")
  expect(await bench.reread(gateway, told)).toMatchObject({ status: "pending", exception: null })
  await bench.sandbox.clock.advance(61_000)
  const paid = await bench.reread(gateway, told)
  expect(paid).toMatchObject({ status: "captured", exception: null })
  expect(paid.gatewayData).not.toHaveProperty("transaction_hash")
})
