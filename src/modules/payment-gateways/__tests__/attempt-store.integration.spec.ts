import path from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import fc from "fast-check"
import type { Attempt } from "../../../core/attempt"
import { GatewayError } from "../../../core/errors"
import { PAYMENT_GATEWAYS_MODULE } from "../../../core/ledger"
import { Money } from "../../../core/money"
import type { Observation } from "../../../core/settle"
import type { PaymentGatewaysModuleService } from "../service"

jest.setTimeout(60_000)

const SAR = { code: "SAR", exponent: 2 }
const EXACT = { underpaymentTolerancePercent: "0" }
const riyals = (amount: string) => Money.parse(amount, SAR)

const NEW_ATTEMPT = {
  sessionId: "payses_1",
  providerId: "pp_streampay_streampay",
  gateway: "streampay",
  due: riyals("10.00"),
  paymentCollectionId: "pay_col_1",
}

const CREATED = {
  reference: "link-1",
  status: "pending",
  gatewayStatus: "payment link ACTIVE",
  nextAction: { type: "redirect", url: "https://pay.example/1", method: "GET" },
  expiresAt: new Date("2030-01-01T00:00:00Z"),
  gatewayData: { product_id: "product-1" },
} as const

function reading(attempt: Attempt, received: string, seconds: number): Observation {
  return {
    status: "pending",
    gatewayStatus: "payment PENDING",
    observedAt: new Date(attempt.loadedAt.getTime() + seconds * 1000),
    received: riyals(received),
    refunded: riyals("0"),
    gatewayData: { [`part_${received}`]: true },
  }
}

moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
  moduleName: PAYMENT_GATEWAYS_MODULE,
  resolve: path.resolve(__dirname, ".."),
  moduleOptions: { backendUrl: "https://shop.example", storefrontUrl: "https://store.example" },
  testSuite: ({ service }) => {
    const story = async (attempt: Attempt) =>
      (await service.listPaymentGatewayTimelineEntries({ attempt_id: attempt.id })).map(
        ({ type, source, message, data }) => ({ type, source, message, data })
      )

    it("opens an attempt and keeps what the gateway answered, with a note of it", async () => {
      const opened = await service.attempts.openAttempt(NEW_ATTEMPT)
      expect(opened).toMatchObject({ ...NEW_ATTEMPT, status: "created", reference: null })
      const created = await service.attempts.recordCreated(opened.id, CREATED)
      expect(created).toMatchObject({ ...CREATED, appliedStatus: "pending" })
      expect(await service.attempts.findBySession("payses_1")).toMatchObject(CREATED)
      expect(
        await service.attempts.findByReference({ gateway: "streampay" }, "link-1")
      ).toMatchObject(CREATED)
      expect(await story(opened)).toEqual([
        {
          type: "created",
          source: "checkout",
          message: "Payment created at the gateway.",
          data: null,
        },
      ])
    })

    it("gives the newest attempt of a session", async () => {
      await service.attempts.openAttempt(NEW_ATTEMPT)
      const second = await service.attempts.openAttempt(NEW_ATTEMPT)
      expect(await service.attempts.findBySession("payses_1")).toMatchObject({ id: second.id })
    })

    it("keeps every kind of text in the story as it is", async () => {
      const attempt = await service.attempts.openAttempt(NEW_ATTEMPT)
      const text = `'; drop table x; -- ? ?? $1 :name \\ " \n طلب ٧ {"a":1}`
      await service.attempts.addNote(attempt.id, {
        type: "void_failed",
        source: "gateway",
        message: text,
        data: { text, list: [1, null, { deep: text }] },
      })
      expect(await story(attempt)).toEqual([
        {
          type: "void_failed",
          source: "gateway",
          message: text,
          data: { text, list: [1, null, { deep: text }] },
        },
      ])
    })

    it.each([
      ["unclear", "created", null],
      ["rejected", "failed", "failed"],
    ] as const)("tells why a creation failed: %s", async (code, status, appliedStatus) => {
      const attempt = await service.attempts.openAttempt(NEW_ATTEMPT)
      const error = new GatewayError({ code, message: "No.", retry: false, detail: "why" })
      await service.attempts.recordCreateFailure(attempt.id, error)
      expect(await service.attempts.findById(attempt.id)).toMatchObject({ status, appliedStatus })
      expect(await story(attempt)).toMatchObject([
        { type: "create_failed", data: { reason: code } },
      ])
    })

    it("loses nothing of readings that are settled at once, in whatever order", async () => {
      const amounts = fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 2, maxLength: 8 })
      await fc.assert(
        fc.asyncProperty(amounts, async (minors) => {
          const attempt = await service.attempts.openAttempt(NEW_ATTEMPT)
          const received = minors.map((minor) => Money.ofMinor(BigInt(minor), SAR).toDecimal())
          const settled = await Promise.all(
            received.map((amount, index) =>
              service.attempts.observe(attempt, reading(attempt, amount, index), EXACT, "webhook")
            )
          )
          const after = await service.attempts.findById(attempt.id)
          const largest = Money.ofMinor(BigInt(Math.max(...minors)), SAR)
          expect(after?.received.equals(largest)).toBe(true)
          expect(after?.status).toBe("requires_more")
          // The latest reading counts for what is not money, and every reading's data is kept.
          expect(after?.observedAt).toEqual(
            new Date(attempt.loadedAt.getTime() + (minors.length - 1) * 1000)
          )
          expect(Object.keys(after?.gatewayData ?? {}).sort()).toEqual(
            [...new Set(received.map((amount) => `part_${amount}`))].sort()
          )
          // Underpaid is told once, by whichever came first.
          const reports = settled
            .flatMap(({ effects }) => effects)
            .filter(({ type }) => type === "report_exception")
          expect(reports).toHaveLength(1)
        }),
        { numRuns: 25 }
      )
    })

    it("settles with what others wrote while the gateway was asked", async () => {
      const attempt = await service.attempts.openAttempt(NEW_ATTEMPT)
      const paid = { ...reading(attempt, "10.00", 1), status: "paid" } as const
      await service.attempts.observe(attempt, paid, EXACT, "webhook")
      const late = reading(attempt, "0.00", 0)
      const { attempt: after } = await service.attempts.observe(attempt, late, EXACT, "return")
      expect(after).toMatchObject({ status: "captured", gatewayStatus: paid.gatewayStatus })
      expect(after.received.toDecimal()).toBe("10.00")
    })

    it("writes neither the attempt nor its story for an attempt that is not there", async () => {
      const note = { type: "abandoned", source: "checkout", message: "Gone." } as const
      await expect(service.attempts.recordAbandoned("pgatt_none", note)).rejects.toThrow(
        "There is no payment attempt pgatt_none."
      )
      expect(await service.listPaymentGatewayTimelineEntries({ attempt_id: "pgatt_none" })).toEqual(
        []
      )
    })

    it("stamps an abandoned attempt with the database's time", async () => {
      const attempt = await service.attempts.openAttempt(NEW_ATTEMPT)
      const note = { type: "abandoned", source: "checkout", message: "Cart changed." } as const
      await service.attempts.recordAbandoned(attempt.id, note)
      const after = await service.attempts.findById(attempt.id)
      expect(after?.abandonedAt?.getTime()).toBeGreaterThanOrEqual(attempt.createdAt.getTime())
      expect(await story(attempt)).toMatchObject([note])
    })

    it("never takes back what has gone back", async () => {
      const { id } = await service.attempts.openAttempt(NEW_ATTEMPT)
      const note = { type: "refunded", source: "admin", message: "" } as const
      const refund = async (total: string) =>
        (
          await service.attempts.recordRefund(
            id,
            { amount: riyals(total), isBooked: true, refunded: riyals(total) },
            note
          )
        ).refunded.toDecimal()
      expect([await refund("4.00"), await refund("1.50"), await refund("10.00")]).toEqual([
        "4.00",
        "4.00",
        "10.00",
      ])
    })

    it("knows at once which refunds are not with the payer yet", async () => {
      const { id } = await service.attempts.openAttempt(NEW_ATTEMPT)
      const note = { type: "refunded", source: "admin", message: "" } as const
      const refund = async (amount: string, total: string, isOpen: boolean) => {
        const fields = { amount: riyals(amount), refunded: riyals(total), isBooked: true, isOpen }
        return (await service.attempts.recordRefund(id, fields, note)).openRefunds.toDecimal()
      }
      expect([
        await refund("4.00", "4.00", true),
        await refund("1.00", "5.00", false),
        await refund("2.00", "7.00", true),
      ]).toEqual(["4.00", "4.00", "6.00"])
    })

    it("keeps a refund's key until its outcome is known", async () => {
      const { id } = await service.attempts.openAttempt(NEW_ATTEMPT)
      const refund = {
        key: "key-1",
        amount: riyals("4.00"),
        refundedBefore: riyals("0"),
        isBooked: true,
      }
      await service.attempts.startRefund(id, refund)
      expect((await service.attempts.findById(id))?.pendingRefund).toEqual(refund)
      const note = { type: "refunded", source: "admin", message: "Refunded." } as const
      const after = await service.attempts.recordRefund(
        id,
        { amount: riyals("4.00"), isBooked: true, refunded: riyals("4.00") },
        note
      )
      expect(after).toMatchObject({ pendingRefund: null, refunded: riyals("4.00") })
    })
  },
})
