import { container } from "@medusajs/framework"
import { asValue, createContainer } from "@medusajs/framework/awilix"
import { describeError, GatewayError } from "../errors"
import { PAYMENT_GATEWAYS_MODULE } from "../ledger"
import { findSession, resolveLedger, sessionIdOf } from "../provider-context"

/** Asking for what is not registered throws, as in the payment module's container. */
const emptyCradle = createContainer().cradle as Record<string, unknown>
const attempts = { settings: {} }

describe("resolveLedger", () => {
  test("takes the ledger from the payment module's container, where a shop lists it there", () => {
    expect(resolveLedger({ [PAYMENT_GATEWAYS_MODULE]: { attempts } })).toBe(attempts)
  })

  test("takes the ledger from the application's container else", () => {
    container.register(PAYMENT_GATEWAYS_MODULE, asValue({ attempts }))

    expect(resolveLedger(emptyCradle)).toBe(attempts)
    container.register(PAYMENT_GATEWAYS_MODULE, asValue(undefined))
  })

  test("tells the shopper politely and the log exactly that the plugin is missing", () => {
    let error: unknown
    try {
      resolveLedger(emptyCradle)
    } catch (thrown) {
      error = thrown
    }

    expect(error).toMatchObject({ reason: "configuration", type: "unexpected_state" })
    expect((error as Error).message).toContain("Choose another payment method")
    expect(describeError(error)).toContain('add "medusa-payment-gateways" to `plugins`')
  })

  test("does not hide that a container is broken", () => {
    const cradle = new Proxy(
      {},
      {
        get: () => {
          throw new TypeError("broken")
        },
      }
    )

    expect(() => resolveLedger(cradle)).toThrow("broken")
  })
})

describe("sessionIdOf", () => {
  test.each<[string, object, string]>([
    ["Medusa's key", { context: { idempotency_key: "payses_1" } }, "payses_1"],
    [
      "Medusa's key before the data's",
      { context: { idempotency_key: "payses_1" }, data: { session_id: "payses_2" } },
      "payses_1",
    ],
    [
      "the data's id where the key is a capture's",
      { context: { idempotency_key: "capt_1" }, data: { session_id: "payses_2" } },
      "payses_2",
    ],
    ["the data's id where there is no key", { data: { session_id: "payses_2" } }, "payses_2"],
  ])("is %s", (_, input, id) => {
    expect(sessionIdOf(input)).toBe(id)
  })

  test.each<[string, object]>([
    ["nothing", {}],
    ["an id of something else", { data: { session_id: "cart_1" } }],
    ["an id with more in it", { data: { session_id: "payses_1' OR 1=1" } }],
    ["a line after the id", { data: { session_id: "payses_1\n" } }],
    ["an object", { data: { session_id: { $ne: null } } }],
    ["a list", { data: { session_id: ["payses_1"] } }],
  ])("is not %s", (_, input) => {
    expect(() => sessionIdOf(input)).toThrow(GatewayError)
  })
})

describe("findSession", () => {
  test("asks Medusa's own service", async () => {
    const list = jest.fn(async () => [
      { provider_id: "pp_fake_a", payment_collection_id: "pay_col_1" },
    ])

    await expect(
      findSession({ paymentSessionService: { list } }, "payses_1", "fake")
    ).resolves.toEqual({ providerId: "pp_fake_a", paymentCollectionId: "pay_col_1" })
    expect(list).toHaveBeenCalledWith({ id: "payses_1" }, expect.anything())
  })

  test.each<[string, Record<string, unknown>]>([
    ["the service is missing", emptyCradle],
    ["the session is missing", { paymentSessionService: { list: async () => [] } }],
  ])("goes by the gateway's own name when %s", async (_, cradle) => {
    await expect(findSession(cradle, "payses_1", "fake")).resolves.toEqual({
      providerId: "pp_fake_fake",
      paymentCollectionId: null,
    })
  })
})

describe("describeError", () => {
  test.each<[unknown, string]>([
    [new Error("broken"), "broken"],
    ["broken", "broken"],
    [undefined, "undefined"],
    [
      new GatewayError({ code: "rejected", message: "For the shopper.", retry: false }),
      "rejected · For the shopper.",
    ],
    [
      new GatewayError({
        ...{ code: "rejected", message: "For the shopper.", retry: false, detail: "For the log." },
        ...{ httpStatus: 409, gatewayCode: "E1", requestId: "r-1" },
      }),
      "rejected · HTTP 409 · E1 · request r-1 · For the log.",
    ],
  ])("of %p", (error, line) => {
    expect(describeError(error)).toBe(line)
  })
})
