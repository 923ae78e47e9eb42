import type { Gateway } from "../../../core/contract"
import type { Attempt, TransferDestination } from "../../../core/attempt"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start("channel")
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway({ paymentCurrencies: ["tUSDT", "BTC"] })
})

function destinationsOf({ nextAction }: Attempt): readonly TransferDestination[] {
  return nextAction?.type === "transfer" ? nextAction.destinations : []
}

function pay(attempt: Attempt, value: string, currency = "tUSDT"): Attempt {
  const { transaction } = bench.sandbox.xgateway.deposit({
    customerId: attempt.reference ?? "",
    currency,
    value,
  })
  return bench.told(attempt, transaction?.id ?? "")
}

describe("the rest of a payment that is short", () => {
  it("is asked for at today's rate, at the same addresses, for another hour", async () => {
    const attempt = await bench.open(gateway)
    const paid = pay(attempt, "100")
    bench.sandbox.xgateway.setRates({ ...bench.sandbox.xgateway.rates(), BTC: "30000" })
    const now = new Date(Date.now() + 600_000)
    const short = await bench.reread(gateway, paid, {}, now)
    expect(short).toMatchObject({ status: "requires_more", exception: "underpaid" })
    expect(destinationsOf(short).map(({ amount }) => amount)).toEqual(["150.00", "0.005"])
    expect(destinationsOf(short).map(({ address }) => address)).toEqual(
      destinationsOf(attempt).map(({ address }) => address)
    )
    expect(destinationsOf(short)[1]?.uri).toMatch(/\?amount=0\.005$/)
    expect(short.expiresAt?.getTime()).toBe(now.getTime() + 3_600_000)
  })

  it("is paid by a second deposit, in any coin", async () => {
    const short = await bench.reread(gateway, pay(await bench.open(gateway), "100"))
    const full = await bench.reread(gateway, pay(short, "150", "BTC"))
    expect(full).toMatchObject({ status: "captured", exception: null })
    expect(full.received.toDecimal()).toBe("250.00")
  })

  it("is quoted once, not with every reading", async () => {
    const short = await bench.reread(gateway, pay(await bench.open(gateway), "100"))
    bench.sandbox.requests.clear()
    const again = await bench.reread(gateway, short)
    expect(bench.count("GET /exchange/rate")).toBe(0)
    expect(again.nextAction).toEqual(short.nextAction)
    expect(again.expiresAt).toEqual(short.expiresAt)
  })

  it("is quoted anew when that quote is over", async () => {
    const short = await bench.reread(gateway, pay(await bench.open(gateway), "100"))
    bench.sandbox.xgateway.setRates({ ...bench.sandbox.xgateway.rates(), BTC: "30000" })
    const later = new Date(Date.now() + 2 * 3_600_000)
    const again = await bench.reread(gateway, short, {}, later)
    expect(destinationsOf(again)[1]?.amount).toBe("0.005")
    expect(again).toMatchObject({ status: "requires_more" })
  })

  it("is asked for at the old rate when there is no new one", async () => {
    const paid = pay(await bench.open(gateway), "100")
    bench.break("GET /exchange/rate", { kind: "status", status: 500 })
    const short = await bench.reread(gateway, paid)
    expect(destinationsOf(short).map(({ amount }) => amount)).toEqual(["150.00", "0.00250001"])
    expect(bench.logged("warn").join()).toMatch(/no new quote for BTC, the old rate stays/)
  })

  it("is nothing within the tolerance", async () => {
    const paid = pay(await bench.open(gateway), "249")
    bench.sandbox.requests.clear()
    expect(await bench.reread(gateway, paid)).toMatchObject({ status: "captured" })
    expect(bench.count("GET /exchange/rate")).toBe(0)
  })

  it("is everything with a tolerance of zero", async () => {
    const options = { underpaymentTolerancePercent: 0, paymentCurrencies: ["tUSDT"] }
    const strict = bench.gateway(options)
    const short = await bench.reread(strict, pay(await bench.open(strict), "249"), options)
    expect(short.status).toBe("requires_more")
    expect(destinationsOf(short).map(({ amount }) => amount)).toEqual(["1.00"])
  })

  it("is not asked for while the deposit is not confirmed", async () => {
    const attempt = await bench.open(gateway)
    const { transaction } = bench.sandbox.xgateway.deposit({
      customerId: attempt.reference ?? "",
      currency: "tUSDT",
      value: "100",
      status: "processing",
    })
    const told = bench.told(attempt, transaction?.id ?? "")
    expect(await bench.reread(gateway, told)).toMatchObject({
      status: "pending",
      nextAction: attempt.nextAction,
    })
    bench.sandbox.xgateway.confirm(transaction?.id ?? "")
    expect(await bench.reread(gateway, told)).toMatchObject({ status: "requires_more" })
  })
})

describe("a channel payment from end to end", () => {
  it.each(["EUR", "USD"])("is paid exactly with what %s prices ask for", async (code) => {
    const all = bench.gateway()
    const attempt = await bench.open(all, `19.99 ${code}`)
    for (const [at, { amount, address }] of destinationsOf(attempt).entries()) {
      const { transaction } = bench.sandbox.xgateway.deposit({
        address,
        amount,
        currency: ["tUSDT", "eUSDC", "BTC", "ETH"][at],
      })
      const paid = await bench.reread(all, bench.told(attempt, transaction?.id ?? ""))
      expect(paid.status).toBe("captured")
    }
  })

  it("comes to nothing when a callback was forged as confirmed", async () => {
    const attempt = await bench.open(gateway)
    const { transaction } = bench.sandbox.xgateway.deposit({
      customerId: attempt.reference ?? "",
      currency: "tUSDT",
      value: "250",
      status: "failed",
    })
    const [forged] = bench.sandbox.xgateway.sendEvent("deposit.confirmed", {
      transactionId: transaction?.id,
    })
    const hint = gateway.readWebhook({
      rawBody: Buffer.from(forged?.body ?? ""),
      headers: {},
      now: new Date(),
    })
    const told = { ...attempt, evidence: { ...hint.evidence } }
    expect(await bench.reread(gateway, told)).toMatchObject({ status: "pending" })
  })

  it("understands the callbacks of the sandbox", async () => {
    const attempt = await bench.open(gateway)
    const { deliveries, transaction } = bench.sandbox.xgateway.deposit({
      customerId: attempt.reference ?? "",
      currency: "BTC",
      value: "250",
    })
    const [{ body }] = deliveries
    const delivery = { rawBody: Buffer.from(body), headers: {}, now: new Date() }
    expect(gateway.readWebhook(delivery)).toMatchObject({
      eventType: "deposit.confirmed",
      reference: attempt.reference,
      evidence: { [`transaction:${transaction?.id}`]: {} },
    })
    const others = ["bank_account", "kyc"].map((event) => {
      const [sent] = bench.sandbox.xgateway.sendEvent(event, {
        customerId: "cus_1",
        currency: "EUR",
      })
      return gateway.readWebhook({ ...delivery, rawBody: Buffer.from(sent?.body ?? "") }).concerns
    })
    expect(others).toEqual(["other", "other"])
  })
})
