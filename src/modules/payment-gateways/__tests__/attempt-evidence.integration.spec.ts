import path from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PAYMENT_GATEWAYS_MODULE } from "../../../core/ledger"
import { Money } from "../../../core/money"
import type { PaymentGatewaysModuleService } from "../service"

jest.setTimeout(60_000)

const USD = { code: "USD", exponent: 2 }
const dollars = (amount: string) => Money.parse(amount, USD)

const NEW_ATTEMPT = {
  sessionId: "payses_1",
  providerId: "pp_xgateway_xgateway",
  gateway: "xgateway",
  due: dollars("10.00"),
  paymentCollectionId: "pay_col_1",
}
const NOTE = { type: "refund_failed", source: "admin", message: "Not made." } as const

moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
  moduleName: PAYMENT_GATEWAYS_MODULE,
  resolve: path.resolve(__dirname, ".."),
  moduleOptions: { backendUrl: "https://shop.example" },
  testSuite: ({ service }) => {
    const open = (changes: object = {}) =>
      service.attempts.openAttempt({ ...NEW_ATTEMPT, ...changes })
    const readAs = async (id: string, status: "pending" | "paid", amount: string) => {
      const attempt = await service.attempts.findById(id)
      const observation = {
        status,
        gatewayStatus: status,
        observedAt: attempt?.loadedAt ?? new Date(),
        received: dollars(amount),
        refunded: dollars("0"),
        chargedBack: dollars(amount === "10.00" ? "3.00" : "0"),
        reference: "found-later",
      }
      const policy = { underpaymentTolerancePercent: "0" }
      return (await service.attempts.observe(attempt!, observation, policy, "webhook")).attempt
    }

    it("counts the attempts of each session", async () => {
      const sequences = [await open(), await open(), await open({ sessionId: "payses_2" })]
      expect(sequences.map(({ sequence }) => sequence)).toEqual([1, 2, 1])
    })

    it("keeps evidence key by key; what was told first stays, and no reading takes it away", async () => {
      const { id } = await open()
      await service.attempts.recordEvidence(id, { deposit_1: { at: 1 } })
      await service.attempts.recordEvidence(id, { deposit_1: { at: 2 }, deposit_2: {} })
      const read = await readAs(id, "pending", "4.00")
      expect(read.evidence).toEqual({ deposit_1: { at: 1 }, deposit_2: {} })
    })

    it("keeps reference and chargebacks that a reading told", async () => {
      const { id } = await open()
      expect(await readAs(id, "paid", "10.00")).toMatchObject({
        reference: "found-later",
        status: "captured",
        chargedBack: dollars("3.00"),
      })
      const found = await service.attempts.findByReference({ gateway: "xgateway" }, "found-later")
      expect(found?.id).toBe(id)
    })

    it("finds a reference of one account only, when asked", async () => {
      const { id } = await open()
      await readAs(id, "pending", "4.00")
      const of = (providerId: string) =>
        service.attempts.findByReference({ gateway: "xgateway", providerId }, "found-later")
      expect((await of("pp_xgateway_xgateway"))?.id).toBe(id)
      expect(await of("pp_xgateway_other")).toBeUndefined()
    })

    it("keeps what the payer answered while the payment is open, and no longer", async () => {
      const { id } = await open({ payerAnswers: { document: "123" } })
      await service.attempts.recordPayerAnswers(id, { document: "456", bank: "IX" })
      const answers = { document: "456", bank: "IX" }
      expect((await readAs(id, "pending", "4.00")).payerAnswers).toEqual(answers)
      expect((await readAs(id, "paid", "10.00")).payerAnswers).toBeNull()
    })

    it("forgets answers with an abandoned attempt, and with one that is left alone", async () => {
      const abandoned = await open({ payerAnswers: { document: "123" } })
      await service.attempts.recordAbandoned(abandoned.id, { ...NOTE, type: "abandoned" })
      const left = await open({ payerAnswers: { document: "123" } })
      await service.attempts.prunePayerAnswers(3600)
      expect((await service.attempts.findById(left.id))?.payerAnswers).not.toBeNull()
      await service.attempts.prunePayerAnswers(-1)
      for (const { id } of [abandoned, left]) {
        expect((await service.attempts.findById(id))?.payerAnswers).toBeNull()
      }
    })

    it("counts refunds that were refused, and keeps what the others told", async () => {
      const { id } = await open()
      await service.attempts.dropRefund(id, NOTE)
      await service.attempts.dropRefund(id, NOTE)
      const refund = {
        amount: dollars("2.00"),
        isBooked: true,
        refunded: dollars("2.00"),
        gatewayData: { refunds: { a: 1 } },
      }
      const after = await service.attempts.recordRefund(id, refund, NOTE)
      expect(after).toMatchObject({
        refusedRefunds: 2,
        refunded: dollars("2.00"),
        gatewayData: { refunds: { a: 1 } },
      })
    })
  },
})
