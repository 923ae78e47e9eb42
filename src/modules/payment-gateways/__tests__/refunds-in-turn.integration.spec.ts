import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import fc from "fast-check"
import { FakeGateway, gatewayError } from "../../../core/__tests__/support/fake-gateway"
import type { CommonOptions } from "../../../core/contract"
import type { Attempt } from "../../../core/attempt"
import { GatewayError } from "../../../core/errors"
import type { Money } from "../../../core/money"
import type { ConfiguredGateway } from "../../../core/read-attempt"
import { makeRefund, resumeRefund } from "../../../core/refund"
import { AttemptStore } from "../attempt-store"
import { LeaseStore } from "../lease-store"
import { CREATED, describeLedger, EXACT, NEW_ATTEMPT, riyals } from "./support/ledger-suite"

jest.setTimeout(120_000)

const REFERENCE = "link-1"

describeLedger("refunds of one payment by two processes", ({ service, other, sql }) => {
  /** A payment of 10.00 SAR that is paid, at a gateway that takes its time over a refund. */
  async function paidPayment() {
    const gateway = new FakeGateway([])
    gateway.payments.set(REFERENCE, {
      status: "pending",
      received: riyals("0"),
      refunded: riyals("0"),
    })
    gateway.pay(REFERENCE, "10.00")
    const atOnce = { most: 0, running: 0 }
    const send = gateway.refund!
    gateway.refund = async (request) => {
      atOnce.running += 1
      atOnce.most = Math.max(atOnce.most, atOnce.running)
      await sql("select pg_sleep(0.05)")
      atOnce.running -= 1
      return send(request)
    }
    const options: CommonOptions = {
      baseUrl: "",
      sandbox: true,
      timeoutMs: 10_000,
      deferredOrder: false,
      underpaid: "ask",
      overpaid: "hold",
      duplicate: "hold",
      ...EXACT,
    }
    const configured: ConfiguredGateway = { gateway, options }
    const opened = await service.attempts.openAttempt(NEW_ATTEMPT)
    await service.attempts.recordCreated(opened.id, CREATED)
    const created = (await service.attempts.findById(opened.id)) as Attempt
    const reading = await gateway.read(created, created.loadedAt)
    const { attempt } = await service.attempts.observe(created, reading, EXACT, "job")
    // Each process has connections and leases of its own.
    const theirs = new AttemptStore(other(), service.attempts.settings, new LeaseStore(other()))
    const processes = [service.attempts, theirs] as const
    const refund = (process: number, amount: string) =>
      makeRefund(configured, processes[process % 2]!, {
        attempt,
        amount: riyals(amount),
        isBooked: true,
        source: "admin",
      })
    return {
      configured,
      gateway,
      attempt,
      processes,
      refund,
      atOnce,
      payment: gateway.payment(REFERENCE),
    }
  }
  const load = async ({ id }: Attempt) => (await service.attempts.findById(id)) as Attempt
  const typesOf = async ({ id }: Attempt) =>
    (await service.listPaymentGatewayTimelineEntries({ attempt_id: id })).map(({ type }) => type)
  const sent = (gateway: FakeGateway) => gateway.refunds.map(({ amount }) => amount.toDecimal())

  it("are made one after the other", async () => {
    const { refund, atOnce, gateway, attempt, payment } = await paidPayment()
    await Promise.all([refund(0, "4.00"), refund(1, "6.00")])
    expect(atOnce.most).toBe(1)
    expect(sent(gateway).sort()).toEqual(["4.00", "6.00"])
    expect(payment.refunded.toDecimal()).toBe("10.00")
    expect(await load(attempt)).toMatchObject({ refunded: riyals("10.00"), pendingRefund: null })
  })

  it("never send back more than was received: the second one is refused", async () => {
    const { refund, gateway, attempt, payment } = await paidPayment()
    const outcomes = await Promise.allSettled([refund(0, "6.00"), refund(1, "6.00")])
    const [failed, ...others] = outcomes.filter(({ status }) => status === "rejected")
    expect(others).toEqual([])
    expect(failed).toMatchObject({ reason: { reason: "not_allowed" } })
    expect(sent(gateway)).toEqual(["6.00"])
    expect(payment.refunded.toDecimal()).toBe("6.00")
    expect((await load(attempt)).refunded.toDecimal()).toBe("6.00")
  })

  it("of all of it are one refund: the second one is refused", async () => {
    const { refund, gateway, attempt } = await paidPayment()
    const outcomes = await Promise.allSettled([refund(0, "10.00"), refund(1, "10.00")])
    const failed = outcomes.filter(({ status }) => status === "rejected")
    expect(failed).toMatchObject([{ reason: { reason: "not_allowed" } }])
    expect(sent(gateway)).toEqual(["10.00"])
    expect(await load(attempt)).toMatchObject({
      refunded: riyals("10.00"),
      refundedByShop: riyals("10.00"),
    })
  })

  it("whose answer one lost are found by the other, and not sent again", async () => {
    const { refund, gateway, attempt, payment } = await paidPayment()
    gateway.failNext("refund", gatewayError("unclear", true), { afterwards: true })
    await expect(refund(0, "4.00")).rejects.toMatchObject({ reason: "unclear" })
    await refund(1, "4.00")
    await Promise.all([refund(0, "2.00"), refund(1, "1.00")])
    expect(sent(gateway).sort()).toEqual(["1.00", "2.00", "4.00"])
    expect(payment.refunded.toDecimal()).toBe("7.00")
    expect((await load(attempt)).refunded.toDecimal()).toBe("7.00")
  })

  it("whose lease is lost with its database are not made a second time", async () => {
    const { configured, gateway, attempt, payment } = await paidPayment()
    const raw = (statement: string, bindings: Knex.RawBinding[]) =>
      statement.startsWith("delete")
        ? Promise.reject(new Error("connection lost"))
        : other().raw(statement, bindings)
    const leases = new LeaseStore({ raw } as unknown as Knex)
    const ledger = new AttemptStore(other(), service.attempts.settings, leases)
    const order = { attempt, amount: riyals("4.00"), isBooked: true, source: "admin" } as const
    // Medusa would take its booking back if the refund failed now, and it would be made again.
    await expect(makeRefund(configured, ledger, order)).resolves.toMatchObject({
      refunded: riyals("4.00"),
    })
    expect(payment.refunded.toDecimal()).toBe("4.00")
    expect(gateway.refunds).toHaveLength(1)
  })

  it("are resumed by one of both, and finished once", async () => {
    const { configured, processes, refund, gateway, attempt, payment } = await paidPayment()
    gateway.failNext("refund", gatewayError("unclear", true))
    await expect(refund(0, "4.00")).rejects.toMatchObject({ reason: "unclear" })
    const interrupted = await load(attempt)
    expect(interrupted.pendingRefund).toMatchObject({ amount: riyals("4.00") })

    await Promise.all(
      processes.map((ledger) => resumeRefund(configured, ledger, interrupted, "job"))
    )

    expect(new Set(gateway.refunds.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1)
    expect(sent(gateway)).toEqual(["4.00", "4.00"])
    expect(payment.refunded.toDecimal()).toBe("4.00")
    expect(await load(attempt)).toMatchObject({ refunded: riyals("4.00"), pendingRefund: null })
    expect((await typesOf(attempt)).filter((type) => type === "refunded")).toHaveLength(1)
  })

  it("are resumed while staff asks for another: each is made once", async () => {
    const { configured, processes, refund, gateway, attempt, payment } = await paidPayment()
    gateway.failNext("refund", gatewayError("unclear", true), { afterwards: true })
    await expect(refund(0, "4.00")).rejects.toMatchObject({ reason: "unclear" })
    const interrupted = await load(attempt)
    await Promise.all([
      resumeRefund(configured, processes[0], interrupted, "job"),
      refund(1, "2.00"),
    ])
    expect(sent(gateway)).toEqual(["4.00", "2.00"])
    expect(payment.refunded.toDecimal()).toBe("6.00")
    expect(await load(attempt)).toMatchObject({ refunded: riyals("6.00"), pendingRefund: null })
  })

  it("stay within what was received, and within what was asked, whatever comes together", async () => {
    const asked = fc.array(
      fc.record({
        amount: fc.constantFrom("1.00", "4.00", "6.00", "10.00"),
        process: fc.constantFrom(0, 1),
        outcome: fc.constantFrom("answered", "lost before", "lost after", "refused"),
      }),
      { minLength: 2, maxLength: 4 }
    )
    await fc.assert(
      fc.asyncProperty(asked, async (orders) => {
        const { refund, gateway, attempt, atOnce, payment } = await paidPayment()
        for (const { outcome } of orders) {
          if (outcome === "refused") {
            gateway.failNext("refund", gatewayError("rejected"))
          } else if (outcome !== "answered") {
            const afterwards = outcome === "lost after"
            gateway.failNext("refund", gatewayError("unclear", true), { afterwards })
          }
        }
        const outcomes = await Promise.allSettled(
          orders.map(({ amount, process }) => refund(process, amount))
        )
        const unexpected = outcomes.filter(
          (outcome) => outcome.status === "rejected" && !GatewayError.is(outcome.reason)
        )
        expect(unexpected).toEqual([])
        expect(atOnce.most).toBeLessThanOrEqual(1)
        const total = orders.reduce<Money>(
          (sum, { amount }) => sum.add(riyals(amount)),
          riyals("0")
        )
        expect(payment.refunded.compare(payment.received)).toBeLessThanOrEqual(0)
        expect(payment.refunded.compare(total)).toBeLessThanOrEqual(0)
        expect((await load(attempt)).refunded.compare(payment.refunded)).toBeLessThanOrEqual(0)
        await sql("delete from payment_gateway_attempt where id = ?", [attempt.id])
      }),
      { numRuns: 15 }
    )
  })
})
