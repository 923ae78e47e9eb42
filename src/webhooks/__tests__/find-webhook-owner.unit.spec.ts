import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { gatewayError } from "../../core/__tests__/support/fake-gateway"
import { fakeShop, sessionInput } from "../../core/__tests__/support/fake-shop"
import type { WebhookHint } from "../../core/contract"
import { PAYMENT_GATEWAYS_MODULE } from "../../core/ledger"
import { findWebhookOwner } from "../find-webhook-owner"

const DELIVERY = {
  rawBody: Buffer.from('{"reference":"invoice-1"}'),
  headers: { "x-signature": "right" },
  now: new Date(),
}

/** A payment of `pp_fake_second`, whose webhook came to the address of `pp_fake_first`. */
async function twoProviders(names = ["pp_fake_first", "pp_fake_second"]) {
  const session = { provider_id: "pp_fake_second", payment_collection_id: "pay_col_1" }
  const second = fakeShop({ sessions: { payses_1: session } })
  const first = fakeShop()
  await second.provider.initiatePayment(sessionInput())
  const providers = [first.provider, second.provider]
  const cradle = Object.fromEntries(names.map((name, index) => [name, providers[index]]))
  const registered: Record<string, unknown> = {
    [Modules.PAYMENT]: { __container__: cradle },
    [PAYMENT_GATEWAYS_MODULE]: { attempts: second.ledger },
  }
  const container = { resolve: (name: string) => registered[name] } as unknown as MedusaContainer
  const find = (changes: Partial<WebhookHint> = {}) => {
    const hint = { ...first.gateway.readWebhook(DELIVERY), ...changes }
    const received = { providerId: "pp_fake_first", provider: first.provider, hint }
    return findWebhookOwner(container, received, DELIVERY)
  }
  return { first, second, find }
}

describe("a webhook at the one address of an account that the shop offers twice", () => {
  it("is the payment's own provider's, when its secret signed it too", async () => {
    const { find, second } = await twoProviders()
    expect(await find()).toMatchObject({
      providerId: "pp_fake_second",
      provider: second.provider,
      hint: { reference: "invoice-1" },
    })
  })

  it("stays where it came when that provider's secret did not sign it", async () => {
    const { find, second } = await twoProviders()
    second.gateway.readWebhook = () => {
      throw gatewayError("invalid_signature")
    }
    expect((await find()).providerId).toBe("pp_fake_first")
  })

  it.each([
    ["names no payment of this shop", { reference: "invoice-9" }],
    ["is about no payment", { concerns: "other" as const }],
  ])("stays where it came when it %s", async (_, changes) => {
    const { find } = await twoProviders()
    expect((await find(changes)).providerId).toBe("pp_fake_first")
  })

  it("stays where it came when its provider is no longer configured", async () => {
    const { find } = await twoProviders(["pp_fake_first"])
    expect((await find()).providerId).toBe("pp_fake_first")
  })

  it("is asked for in the ledger only where there are two providers", async () => {
    const { find, second } = await twoProviders(["pp_fake_first"])
    const asked = jest.spyOn(second.ledger, "findByReference")
    await find()
    expect(asked).not.toHaveBeenCalled()
  })

  it("fails on errors that are no refusals", async () => {
    const { find, second } = await twoProviders()
    second.gateway.readWebhook = () => {
      throw new TypeError("broken")
    }
    await expect(find()).rejects.toThrow(TypeError)
  })
})
