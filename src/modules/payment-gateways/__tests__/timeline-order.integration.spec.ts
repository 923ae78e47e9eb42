import path from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PAYMENT_GATEWAYS_MODULE } from "../../../core/ledger"
import { Money } from "../../../core/money"
import type { PaymentGatewaysModuleService } from "../service"

jest.setTimeout(60_000)

const dollars = (amount: string) => Money.parse(amount, { code: "USD", exponent: 2 })

moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
  moduleName: PAYMENT_GATEWAYS_MODULE,
  resolve: path.resolve(__dirname, ".."),
  moduleOptions: { backendUrl: "https://shop.example", storefrontUrl: "https://store.example" },
  testSuite: ({ service }) => {
    it("tells what happened at one moment in its order, also after it was announced", async () => {
      const opened = await service.attempts.openAttempt({
        sessionId: "payses_1",
        providerId: "pp_corefy_destream",
        gateway: "corefy",
        due: dollars("10.00"),
        paymentCollectionId: "pay_col_1",
      })
      await service.attempts.observe(
        opened,
        {
          status: "paid",
          gatewayStatus: "processed",
          observedAt: opened.loadedAt,
          received: dollars("12.00"),
          refunded: dollars("0"),
          chargedBack: dollars("1.00"),
        },
        { underpaymentTolerancePercent: "0" },
        "webhook"
      )
      const announcements = await service.announcements.claim(10, 60)
      // Each is written again when it has been told, here in another order.
      for (const { id } of [...announcements].reverse()) {
        await service.announcements.done(id)
      }
      const lines = await service.listPaymentGatewayTimelineEntries(
        { attempt_id: opened.id },
        { order: { created_at: "ASC" } }
      )
      expect(lines.map(({ type }) => type)).toEqual(["captured", "chargeback", "overpaid"])
      expect(announcements.map(({ type }) => type)).toEqual(lines.map(({ type }) => type))
    })
  },
})
