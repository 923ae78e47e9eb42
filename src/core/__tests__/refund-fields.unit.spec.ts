import { withRequestFacts } from "../request-facts"
import { shopWithPayment } from "./support/paid-shop"

const ADDRESS = { name: "address", label: "Address", pattern: "0x[0-9a-f]{4}", required: true }
const MEMO = { name: "memo", label: "Memo", required: false }

async function shopThatAsks() {
  const shop = await shopWithPayment()
  shop.gateway.refundAsks = [ADDRESS, MEMO]
  return shop
}

describe("a refund for which the gateway needs to know more", () => {
  test("is refused in words that name the fields and the way, before anything is sent", async () => {
    const { refund, journal, ledger } = await shopThatAsks()
    await expect(refund(4)).rejects.toMatchObject({
      reason: "invalid_input",
      message: expect.stringMatching(
        /address \(Address\) is missing.*POST \/admin\/payment-gateways\/attempts\/pgatt_1\/refund/
      ) as string,
    })
    expect(journal).toEqual([])
    expect(ledger.last.pendingRefund).toBeNull()
  })

  test("gets the fields that staff's request told", async () => {
    const { refund, gateway, refunded } = await shopThatAsks()
    const facts = { refundFields: { address: "0x00ff" }, refundReason: "broken" }
    await withRequestFacts(facts, () => refund(4))
    expect(gateway.refunds).toEqual([
      expect.objectContaining({ fields: { address: "0x00ff" }, reason: "broken" }),
    ])
    expect(refunded()).toBe("4.00")
  })

  test.each([
    [{ address: "0xZZ" }, "address (Address) is not valid"],
    [{ address: "0x00ff", iban: "1" }, '"iban" is not asked for'],
  ])("refuses %j", async (refundFields, problem) => {
    const { refund, gateway } = await shopThatAsks()
    await expect(withRequestFacts({ refundFields }, () => refund(4))).rejects.toThrow(problem)
    expect(gateway.refunds).toEqual([])
  })
})

test("a refund that needs nothing gets no fields", async () => {
  const { refund, gateway } = await shopWithPayment()
  await refund(4)
  expect(gateway.refunds[0]?.fields).toEqual({})
})

test("what the gateway tells of a refund is kept beside what is known", async () => {
  const { refund, gateway, ledger } = await shopWithPayment()
  const send = gateway.refund!
  gateway.refund = async (request) => ({
    ...(await send(request)),
    gatewayData: { refunds: { [request.idempotencyKey]: "r1" } },
  })
  await refund(4)
  expect(ledger.last.gatewayData).toMatchObject({
    private: "for the gateway's code",
    refunds: expect.anything() as unknown,
  })
})
