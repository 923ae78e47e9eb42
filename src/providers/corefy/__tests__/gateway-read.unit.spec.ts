import type { Attempt } from "../../../core/attempt"
import type { Gateway } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway
let attempt: Attempt

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(async () => {
  bench.reset()
  gateway = bench.gateway()
  attempt = await bench.open(gateway)
})

const reference = () => attempt.reference ?? ""
const later = () => new Date(Date.now() + 10 * 60_000)

describe("a payment", () => {
  it("that nobody has touched waits for the payer", async () => {
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "requires_more",
      gatewayStatus: "created",
      nextAction: attempt.nextAction,
    })
  })

  it("that the payer has open waits for the payer", async () => {
    bench.controls.open(reference())
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "requires_more",
      gatewayStatus: "process_pending",
      nextAction: attempt.nextAction,
    })
  })

  it("that is open at a place which names no page is pending, and keeps its page", async () => {
    bench.controls.changeSettings({ payerLink: "none" })
    bench.controls.open(reference())
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "pending",
      nextAction: attempt.nextAction,
    })
  })

  it("that was declined once can go on", async () => {
    bench.controls.decline(reference(), "insufficient_funds")
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "pending",
      gatewayStatus: "process_error",
      gatewayData: { resolution: "insufficient_funds" },
    })
    bench.controls.pay(reference())
    expect((await bench.reread(gateway, attempt)).status).toBe("captured")
  })

  it("that failed shows why", async () => {
    bench.controls.fail(reference(), "antifraud_error")
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "failed",
      gatewayStatus: "process_failed (antifraud_error)",
      nextAction: null,
    })
  })

  it("that was paid is captured", async () => {
    bench.controls.pay(reference())
    const paid = await bench.reread(gateway, attempt)
    expect(paid).toMatchObject({ status: "captured", exception: null, nextAction: null })
    expect(paid.received.toDecimal()).toBe("10.50")
  })

  it.each([
    ["expire", "expired"],
    ["cancel", "canceled"],
  ] as const)("after %s is %s", async (act, status) => {
    bench.controls[act](reference())
    expect(await bench.reread(gateway, attempt)).toMatchObject({ status, nextAction: null })
  })

  it.each(["expire", "fail", "cancel"] as const)("after %s can still be paid", async (act) => {
    bench.controls[act](reference())
    const closed = await bench.reread(gateway, attempt)
    bench.controls.pay(reference(), { evenIfClosed: true })
    const paid = await bench.reread(gateway, closed, {}, later())
    expect(paid).toMatchObject({ status: "captured", exception: null })
  })

  it("that Corefy calls processed, but tells no sum of, is pending", async () => {
    bench.controls.setStatus(reference(), "processed")
    expect((await bench.reread(gateway, attempt)).status).toBe("pending")
  })

  it("in a state that nobody knows is pending and reported", async () => {
    bench.controls.pay(reference())
    bench.controls.setStatus(reference(), "HELD_X")
    const observation = await bench.read(gateway, attempt)
    expect(observation).toMatchObject({
      status: "pending",
      unknownStatus: "HELD_X: not a documented status",
    })
    expect(observation.received.isZero()).toBe(true)
  })
})

describe("another sum than was asked for", () => {
  const pay = async (options: object, settings: object = {}) => {
    bench.controls.changeSettings(settings)
    bench.controls.pay(reference(), options)
    return bench.reread(gateway, attempt)
  }

  it.each(["processed", "partially_processed"] as const)(
    "short, called %s, is not captured",
    async (shortPaymentStatus) => {
      const short = await pay({ shortBy: "0.01" }, { shortPaymentStatus })
      expect(short).toMatchObject({ status: "pending", exception: "underpaid" })
      expect(short.received.toDecimal()).toBe("10.49")
    }
  )

  it("over is captured, and the rest told", async () => {
    const over = await pay({ overBy: "5.00" })
    expect(over).toMatchObject({ status: "captured", exception: "overpaid" })
    expect(over.received.toDecimal()).toBe("15.50")
  })

  it("with an external fee is what was asked for", async () => {
    bench.controls.changeSettings({ feeStrategy: "external", feePercent: "10" })
    const withFee = await bench.open(gateway, "20 USD")
    // The second payment of the session is another invoice.
    bench.controls.pay(withFee.reference ?? "")
    const paid = await bench.reread(gateway, withFee)
    expect(bench.controls.payment(withFee.reference ?? "").paid).toBe("22.00")
    expect(paid).toMatchObject({ status: "captured", exception: null })
    expect(paid.received.toDecimal()).toBe("20.00")
  })

  it("with an external fee and more is over by what is more", async () => {
    bench.controls.changeSettings({ feeStrategy: "external", feePercent: "10" })
    const withFee = await bench.open(gateway, "20 USD")
    bench.controls.pay(withFee.reference ?? "", { overBy: "3.00" })
    const paid = await bench.reread(gateway, withFee)
    expect(paid).toMatchObject({ status: "captured", exception: "overpaid" })
    expect(paid.received.toDecimal()).toBe("23.00")
  })

  it("within the merchant's tolerance is captured", async () => {
    bench.controls.pay(reference(), { shortBy: "0.10" })
    const options = { underpaymentTolerancePercent: 1 }
    expect((await bench.reread(gateway, attempt, options)).status).toBe("captured")
    const strict = { underpaymentTolerancePercent: 0.9 }
    expect((await bench.reread(gateway, attempt, strict)).status).toBe("pending")
  })
})

describe("parts, when they are accepted", () => {
  const options = { acceptPartial: true }

  it("are captured when all are there, and not before", async () => {
    const one = bench.gateway(options)
    const parts = await bench.open(one, "20 USD")
    bench.controls.pay(parts.reference ?? "", { amount: "12.00" })
    const short = await bench.reread(one, parts, options)
    expect(short).toMatchObject({ status: "requires_more", exception: "underpaid" })
    expect(short.nextAction).toEqual(parts.nextAction)
    bench.controls.pay(parts.reference ?? "")
    const paid = await bench.reread(one, short, options, later())
    expect(paid).toMatchObject({ status: "captured", exception: null, nextAction: null })
    expect(paid.received.toDecimal()).toBe("20.00")
  })
})

describe("money that went back", () => {
  it.each([
    ["new", "10.50"],
    ["new", "4.00"],
    ["old", "10.50"],
    ["old", "4.00"],
  ] as const)("in the dashboard is counted (%s model, %s)", async (refundModel, amount) => {
    bench.controls.changeSettings({ refundModel })
    bench.controls.pay(reference())
    const paid = await bench.reread(gateway, attempt)
    bench.controls.refund(reference(), amount)
    const refunded = await bench.reread(gateway, paid, {}, later())
    expect(refunded).toMatchObject({ status: "captured", exception: null })
    expect(refunded.refunded.toDecimal()).toBe(amount)
  })

  it.each(["10.50", "4.00"])("by the bank is counted (%s)", async (amount) => {
    bench.controls.pay(reference())
    const paid = await bench.reread(gateway, attempt)
    bench.controls.chargeBack(reference(), amount)
    const back = await bench.reread(gateway, paid, {}, later())
    expect(back.status).toBe("captured")
    expect(back.chargedBack.toDecimal()).toBe(amount)
    expect(back.refunded.isZero()).toBe(true)
  })

  it("before the shop saw it makes no order", async () => {
    bench.controls.pay(reference())
    bench.controls.refund(reference())
    expect(await bench.reread(gateway, attempt)).toMatchObject({ status: "canceled" })
  })
})

describe("a payment that Corefy does not find", () => {
  beforeEach(() => bench.break("GET /*", { kind: "status", status: 404, when: "before" }))

  it("is pending for a while", async () => {
    expect(await bench.read(gateway, attempt)).toMatchObject({
      status: "pending",
      gatewayStatus: "invoice not found",
    })
  })

  it("is failed afterwards, and never paid", async () => {
    const observation = await bench.read(gateway, attempt, later())
    expect(observation).toMatchObject({ status: "failed" })
    expect(observation.received.isZero()).toBe(true)
  })
})

it("asks for nothing with an id that is none", async () => {
  bench.sandbox.requests.clear()
  const strange = { ...attempt, reference: "../../refunds/ref_1" }
  expect(await bench.read(gateway, strange, later())).toMatchObject({ status: "failed" })
  expect(bench.calls()).toEqual([])
})
