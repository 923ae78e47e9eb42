import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { medusaIntegrationTestRunner } from "@medusajs/test-utils"
import { createSandbox, type Sandbox } from "../sandbox/src"
import { seedShop, type SeededShop } from "./support/seed-shop"
import { StoreClient } from "./support/store-client"

jest.setTimeout(120_000)

const PROVIDER = "pp_streampay_streampay"
const HOOK = "/hooks/payment-gateways/streampay_streampay"
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await createSandbox({})
  process.env.SANDBOX_URL = sandbox.url
  process.env.STREAMPAY_API_KEY = sandbox.streampay.apiKey
  process.env.STREAMPAY_API_SECRET = sandbox.streampay.apiSecret
  process.env.STREAMPAY_WEBHOOK_SECRET = sandbox.streampay.webhookSecret
})

afterAll(async () => {
  await sandbox.close()
})

medusaIntegrationTestRunner({
  testSuite: ({ api, getContainer }) => {
    let shop: SeededShop
    let store: StoreClient
    const container = (): MedusaContainer => getContainer()

    beforeAll(async () => {
      shop = await seedShop(container(), [PROVIDER])
    })

    beforeEach(() => {
      sandbox.reset()
      sandbox.streampay.setWebhookUrl(`${String(api.defaults.baseURL)}${HOOK}`)
      store = new StoreClient(api, shop)
    })

    it("takes a payment from cart to paid order by the webhook alone", async () => {
      const cart = await store.createCart("sar")
      const started = await store.startPayment(cart, PROVIDER)
      console.log(started.status, JSON.stringify(started.data))
      const [session] = started.data.payment_collection.payment_sessions
      const link = sandbox.streampay.linkByMetadata("session_id", session?.id ?? "")
      sandbox.streampay.pay(link?.id ?? "")
      await sandbox.webhooks.settled()
      const status = await store.get<Record<string, unknown>>(
        `/store/payment-gateways/sessions/${session?.id ?? ""}`
      )
      console.log(JSON.stringify(status.data))
      const orders = await container().resolve(Modules.ORDER).listOrders({})
      expect(orders).toHaveLength(1)
    })
  },
})
