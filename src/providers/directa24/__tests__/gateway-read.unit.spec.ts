import type { Gateway } from "../../../core/contract"
import { GatewayBench } from "./support/gateway-bench"
import { CPF } from "./support/payer"

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

const STATUS = "POST /apd/webpaystatus"
const MINUTE = 60_000
const withBank = (bank: string) => ({ answers: { document: CPF, bank } })
const later = (minutes: number) => new Date(Date.now() + minutes * MINUTE)

describe("an invoice that is not paid", () => {
  it.each([
    ["TE", "00", "requires_more"],
    ["BD", "01", "pending"],
    ["CS", "02", "pending"],
    ["VI", "03", "requires_more"],
  ])("by %s (type %s) is %s", async (bank, type, status) => {
    const attempt = await bench.open(gateway, "100.50 BRL", withBank(bank))
    const observation = await bench.read(gateway, attempt)
    expect(observation).toMatchObject({
      status,
      gatewayStatus: "7: waits for payment or approval",
      gatewayData: { deposit_id: expect.stringMatching(/^\d+$/), payment_type: type, bank },
    })
    expect(observation.received.isZero()).toBe(true)
    expect(observation).not.toHaveProperty("nextAction")
    expect(bench.logged("warn")).toEqual([])
  })

  it("after the payer left with a slip keeps its page", async () => {
    const attempt = await bench.open(gateway, "100.50 BRL", withBank("CS"))
    bench.account.takeSlip(attempt.reference ?? "")
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "pending",
      nextAction: attempt.nextAction,
    })
  })

  it.each(["cancel", "expire", "fail"] as const)("after %s is canceled", async (act) => {
    const attempt = await bench.open(gateway)
    bench.account[act](attempt.reference ?? "")
    expect(await bench.reread(gateway, attempt)).toMatchObject({
      status: "canceled",
      gatewayStatus: "8: cancelled",
    })
  })
})

describe("an invoice that Directa24 does not know", () => {
  it.each([
    [0, "requires_more"],
    [9, "requires_more"],
    [11, "failed"],
  ])("is, %s minutes after it was made, %s", async (minutes, status) => {
    const attempt = await bench.open(gateway)
    bench.sandbox.directa24.changeSettings({ statusLagMs: 3_600_000 })
    expect(await bench.read(gateway, attempt, later(minutes))).toMatchObject({
      status,
      gatewayStatus: "6: not found",
    })
  })

  it("counts from when it was made, not from when the payer was asked", async () => {
    const opened = await bench.open(gateway)
    const attempt = { ...opened, createdAt: later(-600) }
    bench.sandbox.directa24.changeSettings({ statusLagMs: 3_600_000 })
    expect((await bench.read(gateway, attempt)).status).toBe("requires_more")
  })

  it("can become paid", async () => {
    const attempt = await bench.open(gateway)
    bench.sandbox.directa24.changeSettings({ statusLagMs: 3_600_000 })
    const failed = await bench.reread(gateway, attempt, {}, later(11))
    expect(failed.status).toBe("failed")
    bench.sandbox.directa24.changeSettings({ statusLagMs: 0 })
    bench.account.pay(attempt.reference ?? "")
    expect((await bench.reread(gateway, failed, {}, later(12))).status).toBe("captured")
  })
})

describe("an invoice that is paid", () => {
  it.each(["100.50 BRL", "15000 CLP", "99000.50 COP", "10.00 USD"])("with %s", async (amount) => {
    const country = { BRL: "BR", CLP: "CL", COP: "CO", USD: "EC" }[amount.slice(-3)]
    const answers = { bank: "TE", document: country === "BR" ? CPF : "12345678" }
    const payer = { country, phone: "+573001234567", answers }
    const attempt = await bench.openPaid(gateway, amount, payer)
    expect(attempt).toMatchObject({ status: "captured", exception: null })
    expect(attempt.received.equals(attempt.due)).toBe(true)
  })

  it("is never unpaid again", async () => {
    const paid = await bench.openPaid(gateway)
    bench.account.setStatus(paid.reference ?? "", "8")
    expect((await bench.reread(gateway, paid)).status).toBe("captured")
  })

  it("after it was cancelled is paid all the same", async () => {
    const attempt = await bench.open(gateway)
    bench.account.expire(attempt.reference ?? "")
    const canceled = await bench.reread(gateway, attempt)
    expect(canceled.status).toBe("canceled")
    bench.account.approve(attempt.reference ?? "")
    expect((await bench.reread(gateway, canceled)).status).toBe("captured")
  })

  it("short, approved after it was cancelled, is not paid: staff has to look", async () => {
    const attempt = await bench.open(gateway)
    bench.account.pay(attempt.reference ?? "", { shortBy: "10.50", unmatched: true })
    bench.account.expire(attempt.reference ?? "")
    bench.account.approve(attempt.reference ?? "")
    const short = await bench.reread(gateway, attempt)
    expect(short).toMatchObject({ status: "pending", exception: "underpaid" })
    expect(short.received.toDecimal()).toBe("90.00")
  })

  it("short within what the merchant tolerates is paid", async () => {
    const attempt = await bench.open(gateway)
    bench.account.pay(attempt.reference ?? "", { shortBy: "1.00" })
    const tolerant = { underpaymentTolerancePercent: 1 }
    expect((await bench.reread(gateway, attempt, tolerant)).status).toBe("captured")
    expect((await bench.reread(gateway, attempt)).status).toBe("pending")
  })

  it("with too much is paid, and the rest is an exception", async () => {
    const attempt = await bench.open(gateway)
    bench.account.pay(attempt.reference ?? "", { overBy: "5.00" })
    const over = await bench.reread(gateway, attempt)
    expect(over).toMatchObject({ status: "captured", exception: "overpaid" })
    expect(over.received.toDecimal()).toBe("105.50")
  })
})

describe("an answer that is not about this payment", () => {
  it.each([
    ["another invoice", { x_invoice: "payses_OTHER" }, "reference"],
    ["no invoice", { x_invoice: null }, "reference"],
    ["another currency", { x_currency: "USD" }, "currency"],
    ["no currency", { x_currency: null }, "currency"],
    ["an amount that is none", { x_amount: "lots" }, "amount"],
    ["no amount", { x_amount: null }, "amount"],
    ["less than nothing", { x_amount: "-100.50" }, "amount"],
    ["too many decimals", { x_amount: "100.505" }, "amount"],
  ])("(%s) is not believed", async (_, members, mismatch) => {
    const attempt = await bench.open(gateway)
    bench.account.pay(attempt.reference ?? "")
    bench.break(STATUS, { kind: "replace", members: members as never })
    const observation = await bench.read(gateway, attempt)
    expect(observation).toMatchObject({ mismatch })
    expect(observation).not.toHaveProperty("gatewayData")
    const settled = await bench.reread(gateway, attempt)
    expect(settled).toMatchObject({ status: "requires_more", exception: "mismatched" })
    expect(settled.received.isZero()).toBe(true)
  })

  it.each([
    ["another invoice", { x_invoice: "payses_OTHER" }, "reference"],
    ["another currency", { x_currency: "ARS" }, "currency"],
  ])("(%s) is not believed while it is unpaid either", async (_, members, mismatch) => {
    const attempt = await bench.open(gateway)
    bench.break(STATUS, { kind: "replace", members: members as never })
    expect(await bench.read(gateway, attempt)).toMatchObject({ mismatch })
  })

  it("in local money for an invoice in dollars is a mismatch", async () => {
    bench.account.changeSettings({ usdInvoiceEcho: "local" })
    const attempt = await bench.openPaid(gateway, "10.00 USD")
    expect(attempt).toMatchObject({ exception: "mismatched", mismatch: "currency" })
  })

  it("says nothing of currency before money is there: that is no mismatch", async () => {
    const attempt = await bench.open(gateway)
    bench.break(STATUS, { kind: "replace", members: { x_currency: null, x_invoice: "" } })
    expect(await bench.read(gateway, attempt)).not.toHaveProperty("mismatch")
  })
})

describe("a result that nobody knows", () => {
  it.each(["5", "", "99", "APPROVED"])("(%j) is pending, and reported", async (result) => {
    const attempt = await bench.openPaid(gateway)
    bench.break(STATUS, { kind: "replace", members: { result } })
    expect(await bench.read(gateway, attempt)).toMatchObject({
      status: "pending",
      unknownStatus: `result ${result || "empty"}: unknown`,
    })
  })

  it("while Directa24 reviews the payment is none of them: it says 7", async () => {
    const attempt = await bench.open(gateway)
    bench.account.setStatus(attempt.reference ?? "", "FOR_REVIEW")
    const observation = await bench.read(gateway, attempt)
    expect(observation).toMatchObject({ status: "requires_more" })
    expect(observation).not.toHaveProperty("unknownStatus")
  })
})

describe("the signature of a status", () => {
  it.each(["deposit", "status"] as const)(
    "may be made with the %s key",
    async (statusSignLogin) => {
      bench.account.changeSettings({ statusSignLogin })
      const attempt = await bench.openPaid(gateway)
      expect(attempt.status).toBe("captured")
      expect(bench.logged("warn")).toEqual([])
    }
  )

  it("that is wrong is told, and changes nothing", async () => {
    const attempt = await bench.open(gateway)
    bench.account.pay(attempt.reference ?? "")
    bench.break(STATUS, { kind: "replace", members: { Sign: "0".repeat(64) } })
    expect((await bench.reread(gateway, attempt)).status).toBe("captured")
    expect(bench.logged("warn").join()).toContain("is not signed with apiSignature")
  })

  it("may be missing", async () => {
    const attempt = await bench.open(gateway)
    bench.break(STATUS, { kind: "replace", members: { Sign: null } })
    await bench.read(gateway, attempt)
    expect(bench.logged("warn")).toEqual([])
  })
})
