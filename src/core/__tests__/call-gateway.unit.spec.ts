import { callGateway, type GatewayOperation } from "../call-gateway"
import type { CommonOptions } from "../contract"
import { failedRequest } from "../http-errors"
import { openAttempt } from "./support/attempts"

const OPTIONS = { timeoutMs: 1000 } as CommonOptions

const refused = (status: number) =>
  failedRequest({ gateway: "StreamPay", repeatable: true, requestId: "r-1", status })

const messageOf = async (operation: GatewayOperation, status: number) => {
  const call = callGateway(operation, openAttempt(), OPTIONS, () => Promise.reject(refused(status)))
  const [outcome] = await Promise.allSettled([call])
  return outcome.status === "rejected" ? (outcome.reason as Error).message : "It was not refused."
}

describe("a gateway that refuses", () => {
  test.each<[GatewayOperation, number, string]>([
    [
      "create",
      400,
      "StreamPay did not accept the request. Choose another payment method. (request r-1)",
    ],
    [
      "refund",
      400,
      "StreamPay did not accept the request. Its own words are in the shop's log. (request r-1)",
    ],
    [
      "refund",
      401,
      "StreamPay is not set up correctly in this shop. Its own words are in the shop's log. (request r-1)",
    ],
    [
      "create",
      503,
      "StreamPay does not answer properly at present. Try again in a moment, or choose another payment method. (request r-1)",
    ],
    [
      "cancel",
      503,
      "StreamPay does not answer properly at present. Try again in a moment. (request r-1)",
    ],
    ["capture", 429, "StreamPay is busy. Try again in a moment. (request r-1)"],
  ])("tells who asks for %s what to do: HTTP %i", async (operation, status, message) => {
    expect(await messageOf(operation, status)).toBe(message)
  })
})
