import { newAddress } from "../addresses"
import { transactionHash } from "../hash"
import { messages, startXGateway, text, type XGatewaySetup } from "./harness"

const ADDRESS = newAddress("evm")
const BODY = {
  address: ADDRESS,
  currency: "pUSDC",
  amount: "1.710",
  customerId: "payses_1",
  orderId: "refund-1",
}

describe("withdrawals", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  const withdraw = (changes: Record<string, unknown> = {}) =>
    setup.call("POST", "/withdrawal", { ...BODY, ...changes })

  it("are pending first; the result is called back", async () => {
    const { xgateway, callbacks, readTransaction } = setup
    const reply = await withdraw()
    expect(reply).toMatchObject({
      status: 201,
      json: { success: true, data: { type: "withdrawal", status: "pending", amount: "1.710" } },
    })
    const id = text(reply.json, "data.id")
    expect(await callbacks()).toEqual([])
    expect(xgateway.settleWithdrawal(id, "confirmed").status).toBe("confirmed")
    const [body] = await callbacks()
    expect(body).toMatchObject({
      callbackType: "transaction",
      type: "withdrawal",
      status: "confirmed",
      amount: "1.710",
      currency: "pUSDC",
      orderId: "refund-1",
      senderDetails: null,
      createdAt: expect.any(String) as string,
      hash: transactionHash(
        { id, customerId: "payses_1", amount: "1.710", currency: "pUSDC" },
        xgateway.secretKey
      ),
    })
    expect(await readTransaction(id)).toMatchObject({ status: "confirmed" })
    expect(xgateway.balances().pUSDC).toBe("998.29")
    expect(() => xgateway.settleWithdrawal(id, "failed")).toThrow("a withdrawal, confirmed")
  })

  it("happen once for an orderId", async () => {
    const first = text((await withdraw()).json, "data.id")
    expect(text((await withdraw()).json, "data.id")).toBe(first)
    expect(await withdraw({ amount: "2" })).toMatchObject({
      status: 400,
      json: { errors: [{ code: "db_violation" }] },
    })
    expect(setup.xgateway.withdrawals()).toHaveLength(1)
    setup.xgateway.changeSettings({ repeatedWithdrawal: "refused", withdrawalReply: "id" })
    expect((await withdraw()).status).toBe(400)
    setup.xgateway.changeSettings({ withdrawalStatus: 200 })
    const other = await withdraw({ orderId: undefined })
    expect([other.status, text(other.json, "data")]).toEqual([
      200,
      setup.xgateway.withdrawals()[1]?.id,
    ])
  })

  it.each([
    ["address", undefined, "address is required"],
    ["address", "TXYZ", "address is not a valid Polygon (ERC20) address"],
    ["currency", "USDC", /^currency must be one of/],
    ["currency", "EUR", /^currency must be one of/],
    ["amount", 1.71, "amount must be a string"],
    ["amount", "0", "amount must be a positive decimal with at most 6 decimal places"],
    ["amount", "1.0000001", "amount must be a positive decimal with at most 6 decimal places"],
    ["customerId", undefined, "customerId is required"],
    ["network", "polygon", "network is not allowed"],
  ])("are refused with 422 for %s = %p", async (field, value, message) => {
    setup.xgateway.changeSettings({ unknownFields: "ignored" })
    const reply = await withdraw({ [field]: value })
    expect([reply.status, messages(reply)]).toEqual([
      422,
      [typeof message === "string" ? message : expect.stringMatching(message)],
    ])
    expect(setup.xgateway.withdrawals()).toEqual([])
  })

  it("fail for lack of funds, or are refused", async () => {
    const { xgateway, callbacks, sandbox } = setup
    xgateway.setBalance("pUSDC", "1")
    xgateway.changeSettings({ withdrawalSettlesAfterMs: 5000 })
    await withdraw()
    await sandbox.clock.advance(5000)
    expect(await callbacks()).toMatchObject([{ type: "withdrawal", status: "failed" }])
    xgateway.changeSettings({ insufficientFunds: "refused" })
    const reply = await withdraw({ orderId: "other" })
    expect([reply.status, messages(reply)]).toEqual([400, ["Insufficient funds in pUSDC"]])
  })

  it("are made by the merchant in the back office too", async () => {
    const { xgateway, invoice, callbacks } = setup
    const id = await invoice()
    xgateway.pay(id, { currency: "tUSDT" })
    expect(xgateway.refund("payses_1", "50.00")).toMatchObject({ coin: "tUSDT", coins: "55" })
    expect((await callbacks())[1]).toMatchObject({
      type: "withdrawal",
      status: "confirmed",
      orderId: null,
      customerId: "payses_1",
    })
    expect(() => xgateway.refund("payses_1", "200.01")).toThrow("more than was received")
  })
})
