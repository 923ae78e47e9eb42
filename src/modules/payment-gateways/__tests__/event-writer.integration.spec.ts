import path from "node:path"
import { moduleIntegrationTestRunner } from "@medusajs/test-utils"
import { PAYMENT_GATEWAYS_MODULE } from "../../../core/ledger"
import type { NewWebhookEvent } from "../event-writer"
import type { PaymentGatewaysModuleService } from "../service"

jest.setTimeout(60_000)

const event = (key: string, changes: Partial<NewWebhookEvent> = {}): NewWebhookEvent => ({
  providerId: "pp_streampay_streampay",
  gateway: "streampay",
  hint: { eventType: "PAID", dedupeKey: key, concerns: "payment", isUnknown: false },
  body: `{"id":"${key}"}`,
  ...changes,
})

moduleIntegrationTestRunner<PaymentGatewaysModuleService>({
  moduleName: PAYMENT_GATEWAYS_MODULE,
  resolve: path.resolve(__dirname, ".."),
  moduleOptions: { backendUrl: "https://shop.example", storefrontUrl: "https://store.example" },
  testSuite: ({ service }) => {
    const stored = () =>
      service.listPaymentGatewayWebhookEvents({}, { take: 1000, order: { dedupe_key: "ASC" } })

    it("stores what comes at the same time, each webhook once, and tells each of the senders", async () => {
      const keys = Array.from({ length: 250 }, (_, index) => `key-${index}`)
      const answers = await Promise.all(
        [...keys, ...keys, ...keys].map(async (key) => ({
          key,
          isNew: await service.events.store(event(key)),
        }))
      )
      const isNew = answers.filter((answer) => answer.isNew).map(({ key }) => key)
      expect(isNew.sort()).toEqual([...keys].sort())
      expect((await stored()).map(({ dedupe_key: key }) => key)).toEqual([...keys].sort())
    })

    it("keeps signed texts that Postgres would refuse", async () => {
      const hint = {
        eventType: "PA\u0000ID",
        dedupeKey: "odd",
        concerns: "payment",
        isUnknown: false,
        reference: "half \ud83d of a character",
        evidence: { deposit: "\u0000", "list of": ["\udc00"] },
      } as const
      expect(await service.events.store(event("odd", { hint, body: 'a\u0000b "\\u0000"' }))).toBe(
        true
      )
      const [row] = await stored()
      expect(row).toMatchObject({
        event_type: "PA\uFFFDID",
        reference: "half \uFFFD of a character",
        evidence: { deposit: "\uFFFD", "list of": ["\uFFFD"] },
        // What only looks like it is text like any other.
        body: 'a\uFFFDb "\\u0000"',
      })
    })

    it("refuses one that cannot be stored, and stores the others that came with it", async () => {
      const broken = event("broken", { gateway: null as never })
      const outcomes = await Promise.allSettled(
        [event("first"), event("second"), broken, event("third")].map((one) =>
          service.events.store(one)
        )
      )
      expect(outcomes.map(({ status }) => status)).toEqual([
        "fulfilled",
        "fulfilled",
        "rejected",
        "fulfilled",
      ])
      expect((await stored()).map(({ dedupe_key: key }) => key)).toEqual([
        "first",
        "second",
        "third",
      ])
    })
  },
})
