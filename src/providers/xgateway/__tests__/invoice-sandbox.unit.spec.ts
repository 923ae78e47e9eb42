import type { XGatewaySettings } from "../../../../sandbox/src"
import type { Gateway } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start("invoice")
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
})

/** Ways in which accounts differ, or documents leave a choice: the outcome is the same. */
const accounts: readonly Partial<XGatewaySettings>[] = [
  {},
  { invoiceBaseInfo: "nowhere" },
  { invoiceBaseInfo: "callbacks" },
  { invoiceBaseInfo: "nowhere", fiatValues: "usd_only" },
  { invoiceDepositAmount: "coins" },
  { feesMember: "fee" },
  { confirmedWord: "completed" },
  { slippagePercent: "0.008" },
  { unknownIdStatus: 400 },
]

describe.each(accounts)("an account with %j", (settings) => {
  beforeEach(() => {
    bench.sandbox.xgateway.changeSettings(settings)
  })

  it.each(["tUSDT", "BTC", "ETH"])("is paid exactly in %s", async (currency) => {
    const attempt = await bench.open(gateway)
    bench.sandbox.xgateway.pay(attempt.reference ?? "", { currency })
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "captured",
      exception: null,
    })
  })
})

describe("an invoice in the sandbox", () => {
  it("goes from created to active to captured", async () => {
    const attempt = await bench.open(gateway)
    expect((await bench.reread(gateway, attempt)).gatewayStatus).toBe("invoice created")
    bench.sandbox.xgateway.activate(attempt.reference ?? "")
    expect((await bench.reread(gateway, attempt)).gatewayStatus).toBe("invoice active")
    bench.sandbox.xgateway.pay(attempt.reference ?? "")
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "captured",
      gatewayStatus: "invoice completed, deposit confirmed",
    })
  })

  it("that was paid short can be paid in full", async () => {
    const attempt = await bench.open(gateway)
    bench.sandbox.xgateway.pay(attempt.reference ?? "", { amount: "100.00" })
    const short = await bench.reread(gateway, attempt)
    expect(short).toMatchObject({ status: "requires_more", exception: "underpaid" })
    expect(short.nextAction).toEqual(attempt.nextAction)
    bench.sandbox.xgateway.pay(attempt.reference ?? "", { evenIfClosed: true })
    const all = bench.sandbox.xgateway.transactions().map(({ id }) => id)
    expect(await bench.reread(gateway, bench.told(short, ...all))).toMatchObject({
      status: "captured",
    })
  })

  it("that was paid twice is overpaid", async () => {
    const attempt = await bench.open(gateway)
    bench.sandbox.xgateway.pay(attempt.reference ?? "")
    bench.sandbox.xgateway.pay(attempt.reference ?? "", { evenIfClosed: true, amount: "250.00" })
    const all = bench.sandbox.xgateway.transactions().map(({ id }) => id)
    expect(await bench.reread(gateway, bench.told(attempt, ...all))).toMatchObject({
      status: "captured",
      exception: "overpaid",
    })
  })

  it("whose deposit failed is failed once it is over, and captured if it is confirmed later", async () => {
    const attempt = await bench.open(gateway)
    const { transaction } = bench.sandbox.xgateway.fail(attempt.reference ?? "")
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "pending",
      gatewayStatus: "invoice active, deposit failed",
    })
    bench.sandbox.xgateway.expire(attempt.reference ?? "")
    const failed = await bench.reread(gateway, attempt)
    expect(failed).toMatchObject({
      status: "failed",
      gatewayStatus: "invoice canceled, deposit failed",
    })
    bench.sandbox.xgateway.confirm(transaction?.id ?? "")
    const told = bench.told(failed, transaction?.id ?? "")
    expect(await bench.reread(gateway, told)).toMatchObject({ status: "captured" })
  })

  it.each(["apart", "linked", "listed"] as const)(
    "takes a late deposit that is %s",
    async (lateDeposits) => {
      bench.sandbox.xgateway.changeSettings({ lateDeposits })
      const attempt = await bench.open(gateway)
      bench.sandbox.xgateway.activate(attempt.reference ?? "")
      bench.sandbox.xgateway.expire(attempt.reference ?? "")
      const over = await bench.reread(gateway, attempt)
      expect(over.status).toBe("canceled")
      const { deliveries } = bench.sandbox.xgateway.pay(attempt.reference ?? "", {
        evenIfClosed: true,
        amount: "250.00",
      })
      const hint = gateway.readWebhook({
        rawBody: Buffer.from(deliveries.at(-1)?.body ?? ""),
        headers: {},
        now: new Date(),
      })
      expect(hint.sessionId).toBe(attempt.sessionId)
      const told = { ...over, evidence: { ...hint.evidence } }
      expect(await bench.reread(gateway, told)).toMatchObject({
        status: "captured",
        exception: null,
      })
    }
  )

  it("cannot be canceled by the shop, and a callback of an unknown kind is only reported", async () => {
    const attempt = await bench.open(gateway)
    bench.sandbox.xgateway.pay(attempt.reference ?? "")
    const [{ body }] = bench.sandbox.xgateway.chargeBack(attempt.reference ?? "")
    const hint = gateway.readWebhook({ rawBody: Buffer.from(body), headers: {}, now: new Date() })
    expect(hint).toMatchObject({ isUnknown: true, concerns: "payment" })
    expect(gateway.cancel).toBeUndefined()
  })
})
