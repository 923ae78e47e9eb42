import path from "node:path"
import { definePaymentGateways, type PaymentGatewaysConfig } from ".."

const SOURCE = path.resolve(__dirname, "../..")
const KEYS = { apiKey: "key", apiSecret: "canary", webhookSecret: "secret" }
const CONFIG: PaymentGatewaysConfig = {
  backendUrl: "https://shop.example",
  storefrontUrl: "https://store.example",
  gateways: [{ gateway: "streampay", options: KEYS }],
}

function refusalOf(change: object): string {
  try {
    definePaymentGateways({ ...CONFIG, ...change } as PaymentGatewaysConfig)
  } catch (error) {
    expect(error).toMatchObject({ __isMedusaError: true, type: "invalid_data" })
    return (error as Error).message
  }
  throw new Error("the configuration was taken")
}

const listed = (...gateways: unknown[]) => refusalOf({ gateways })

describe("definePaymentGateways", () => {
  test("gives the plugin its settings, and no gateway's options", () => {
    const { plugin, ledgerModule } = definePaymentGateways({ ...CONFIG, returnPath: "/paid" })
    const settings = {
      backendUrl: "https://shop.example",
      storefrontUrl: "https://store.example",
      returnPath: "/paid",
    }

    expect(plugin).toEqual({ resolve: "medusa-payment-gateways", options: settings })
    expect(ledgerModule).toEqual({
      resolve: path.join(SOURCE, "modules", "payment-gateways"),
      options: settings,
    })
    expect(JSON.stringify([plugin, ledgerModule])).not.toContain("canary")
  })

  test("gives Medusa's payment module the gateways, with ids, beside the shop's others", () => {
    const stripe = { resolve: "@medusajs/medusa/payment-stripe", id: "stripe", options: {} }
    const { paymentModule } = definePaymentGateways({
      ...CONFIG,
      gateways: [
        { gateway: "streampay", options: KEYS },
        { gateway: "streampay", id: "second-2", options: KEYS },
      ],
    })
    const resolve = path.join(SOURCE, "providers", "streampay")
    const { backendUrl } = CONFIG

    expect(paymentModule({ providers: [stripe] })).toEqual({
      resolve: "@medusajs/medusa/payment",
      options: {
        providers: [
          stripe,
          { resolve, id: "streampay", options: { ...KEYS, id: "streampay", backendUrl } },
          { resolve, id: "second-2", options: { ...KEYS, id: "second-2", backendUrl } },
        ],
      },
    })
    expect(paymentModule().options.providers).toHaveLength(2)
  })

  test("names packages, not files, once it is installed", () => {
    jest.isolateModules(() => {
      jest.doMock("node:fs", () => ({ existsSync: () => false }))
      const installed = jest.requireActual<{ definePaymentGateways: typeof definePaymentGateways }>(
        "../define-payment-gateways"
      )
      const { paymentModule, ledgerModule } = installed.definePaymentGateways(CONFIG)

      expect(paymentModule().options.providers[0].resolve).toBe(
        "medusa-payment-gateways/providers/streampay"
      )
      expect(ledgerModule.resolve).toBe("medusa-payment-gateways/modules/payment-gateways")
    })
    jest.dontMock("node:fs")
  })

  test("takes missing keys, as Medusa also reads the configuration where there are none", () => {
    const options = { apiKey: undefined, apiSecret: undefined, webhookSecret: undefined }

    expect(() =>
      definePaymentGateways({
        backendUrl: undefined,
        storefrontUrl: undefined,
        gateways: [{ gateway: "streampay", options }],
      })
    ).not.toThrow()
  })

  test("takes no gateway at all", () => {
    expect(
      definePaymentGateways({ ...CONFIG, gateways: [] }).paymentModule().options.providers
    ).toEqual([])
  })
})

describe("definePaymentGateways refuses", () => {
  test.each([["StreamPay"], ["stream-pay"], ["strempay"]])(
    "the gateway %s, with a suggestion",
    (gateway) => {
      expect(listed({ gateway, options: KEYS })).toBe(
        `definePaymentGateways: gateway "${gateway}" is not known, did you mean "streampay"?.`
      )
    }
  )

  test.each<[unknown]>([["paypal"], [undefined], [null], [7], ["toString"]])(
    "the gateway %p",
    (gateway) => {
      expect(listed({ gateway, options: KEYS })).toContain(
        `gateway "${String(gateway)}" is not known; known are corefy, stream-crypto, directa24, xgateway, streampay`
      )
    }
  )

  test.each<[unknown]>([
    ["Shop"],
    ["my_shop"],
    ["-shop"],
    ["shop 1"],
    [""],
    ["shop\n"],
    ["a".repeat(42)],
    [7],
    [{}],
  ])("the id %p", (id) => {
    expect(listed({ gateway: "streampay", id, options: KEYS })).toContain(
      "may have lower-case letters, digits and"
    )
  })

  test("two gateways with one id", () => {
    const entry = { gateway: "streampay", options: KEYS }

    expect(listed(entry, { ...entry, id: "streampay" })).toContain(
      'gateway "streampay" with id "streampay" is listed twice; give one of them another id'
    )
  })

  test.each<[unknown]>([[undefined], [null], [{}], ["streampay"]])(
    "%p for a list of gateways",
    (gateways) => {
      expect(refusalOf({ gateways })).toBe(
        "definePaymentGateways: gateways has to be a list, each entry with gateway and options."
      )
    }
  )

  test("all of it without a secret's value", () => {
    expect(listed({ gateway: "strempay", id: "X", options: KEYS })).not.toContain("canary")
  })
})
