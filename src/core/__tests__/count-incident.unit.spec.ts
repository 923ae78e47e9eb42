import { container as applicationContainer } from "@medusajs/framework"
import { asValue } from "@medusajs/framework/awilix"
import { callGateway } from "../call-gateway"
import type { CommonOptions } from "../contract"
import { countIncident } from "../count-incident"
import { GatewayError, type GatewayErrorCode } from "../errors"
import { PAYMENT_GATEWAYS_MODULE } from "../ledger"
import { openAttempt } from "./support/attempts"

const OPTIONS = { timeoutMs: 1000 } as CommonOptions

const errorOf = (code: GatewayErrorCode) =>
  new GatewayError({ code, message: "It failed.", retry: true, httpStatus: 503 })

function shopWith(ledger: object | undefined) {
  applicationContainer.register(PAYMENT_GATEWAYS_MODULE, asValue(ledger))
}

function counting() {
  const count = jest.fn()
  shopWith({ incidents: { count } })
  return count
}

const callThatFails = (error: Error) =>
  callGateway("read", openAttempt(), OPTIONS, () => Promise.reject(error))

describe("failures of gateways", () => {
  afterAll(() => shopWith(undefined))

  test.each([
    "configuration",
    "rejected",
    "rate_limited",
    "unavailable",
    "unclear",
    "unexpected_reply",
  ] as const)("%s is counted, and thrown on", async (code) => {
    const count = counting()
    await expect(callThatFails(errorOf(code))).rejects.toMatchObject({ reason: code })
    expect(count.mock.calls).toEqual([
      [
        {
          providerId: "pp_fake_fake",
          kind: "gateway_error",
          code,
          message: `${code} · HTTP 503 · It failed.`,
        },
      ],
    ])
  })

  test.each([
    "invalid_amount",
    "unsupported_currency",
    "invalid_input",
    "not_found",
    "not_allowed",
  ] as const)("%s is an answer, and not counted", async (code) => {
    const count = counting()
    await expect(callThatFails(errorOf(code))).rejects.toMatchObject({ reason: code })
    expect(count).not.toHaveBeenCalled()
  })

  test("a mistake of ours is not the gateway's", async () => {
    const count = counting()
    await expect(callThatFails(new TypeError("x"))).rejects.toThrow("x")
    expect(count).not.toHaveBeenCalled()
  })

  test("where no shop runs nothing is counted", () => {
    const incident = { providerId: "p", kind: "webhook_refused", code: "c", message: "m" } as const
    for (const ledger of [undefined, {}]) {
      shopWith(ledger)
      expect(() => countIncident(incident)).not.toThrow()
    }
  })
})
