import { bankAccountHash, kycHash, transactionHash } from "../hash"
import { startXGateway, type XGatewaySetup } from "./harness"

describe("callbacks", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  const deposit = async () => {
    await setup.channel("tUSDT")
    return setup.xgateway.deposit({ customerId: "payses_1", amount: "10" }).transaction?.id ?? ""
  }
  const hashOf = (body: Record<string, unknown>, secretKey = setup.xgateway.secretKey) => {
    const { id, customerId, amount, currency } = body as Record<string, string>
    return transactionHash(
      {
        id: id ?? "",
        customerId: customerId ?? "",
        amount: amount ?? "",
        currency: currency ?? "",
      },
      secretKey
    )
  }

  it("are repeated ten times with waits that double, and carry no signature header", async () => {
    const { sandbox, receiver } = setup
    receiver.statuses = Array.from({ length: 20 }, () => 500)
    const start = sandbox.clock.now()
    await deposit()
    await sandbox.clock.advance(3 * 86_400_000)
    const [delivery] = sandbox.webhooks.list()
    expect(delivery?.state).toBe("given_up")
    expect(delivery?.attempts.map((attempt) => (Date.parse(attempt.at) - start) / 60_000)).toEqual([
      0, 1, 3, 7, 15, 31, 63, 127, 255, 511, 1023,
    ])
    expect(Object.keys(delivery?.attempts[0]?.headers ?? {})).toEqual([
      "Content-Type",
      "User-Agent",
    ])
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1)
  })

  it.each([200, 201, 204, 299])("are done with %i", async (status) => {
    setup.receiver.statuses = [status]
    await deposit()
    await setup.callbacks()
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "delivered" }])
  })

  it("are not sent without a URL", async () => {
    setup.xgateway.setWebhookUrl(null)
    await deposit()
    expect(await setup.callbacks()).toEqual([])
    expect(setup.sandbox.webhooks.list()).toMatchObject([{ state: "no_endpoint" }])
  })

  it("tell stale states with a right hash", async () => {
    const transactionId = await deposit()
    setup.xgateway.sendEvent("deposit.processing", { transactionId })
    setup.xgateway.sendEvent("withdrawal.confirmed", { transactionId, copies: 2 })
    const bodies = await setup.callbacks()
    expect(bodies.map(({ type, status }) => [type, status])).toEqual([
      ["deposit", "confirmed"],
      ["deposit", "processing"],
      ["withdrawal", "confirmed"],
      ["withdrawal", "confirmed"],
    ])
    expect(bodies.every((body) => body.hash === hashOf(body))).toBe(true)
  })

  it("can be told wrong in every way", async () => {
    const transactionId = await deposit()
    const { xgateway } = setup
    const send = (options: object) =>
      xgateway.sendEvent("deposit.confirmed", { transactionId, ...options })
    send({ tamper: "signature" })
    send({ tamper: "missing_signature" })
    send({ secret: "old" })
    send({ members: { amount: "11", orderId: "other" } })
    send({ members: { hash: "mine" } })
    xgateway.setSecretKey("new")
    send({})
    const [, spoiled = {}, missing = {}, old = {}, changed = {}, mine = {}, fresh = {}] =
      await setup.callbacks()
    expect(spoiled.hash).not.toBe(hashOf(spoiled, "xgw_sandbox_secret_key"))
    expect(Buffer.from(String(spoiled.hash), "base64")).not.toEqual(
      Buffer.from(hashOf(spoiled, "xgw_sandbox_secret_key"), "base64")
    )
    expect("hash" in missing).toBe(false)
    expect(old.hash).toBe(hashOf(old, "old"))
    expect(changed).toMatchObject({ amount: "11", orderId: "other" })
    expect(mine.hash).toBe("mine")
    expect(fresh.hash).toBe(hashOf(fresh, "new"))
  })

  it("can be of other types, and of any body", async () => {
    const { xgateway, receiver } = setup
    xgateway.sendEvent("bank_account", { customerId: "c", currency: "EUR" })
    xgateway.sendEvent("kyc", { customerId: "c", members: { level: 2 } })
    xgateway.sendEvent("invoice_covered", { customerId: "c" })
    xgateway.sendEvent("deposit.confirmed", { customerId: "c", members: { amount: "1" } })
    const bodies = await setup.callbacks()
    const key = xgateway.secretKey
    expect(bodies).toMatchObject([
      { callbackType: "bank_account", currency: "EUR", hash: bankAccountHash("c", "EUR", key) },
      { callbackType: "kyc", level: 2, hash: kycHash("c", key) },
      { callbackType: "invoice_covered", customerId: "c" },
      { callbackType: "transaction", type: "deposit", amount: "1" },
    ])
    expect(bodies[3]?.hash).toBe(hashOf(bodies[3] ?? {}))
    xgateway.sendEvent("kyc", { rawBody: "{broken" })
    await setup.sandbox.webhooks.settled()
    expect(receiver.received.at(-1)?.body).toBe("{broken")
  })

  it("tell chargebacks and any status", async () => {
    const id = await setup.invoice()
    const { xgateway } = setup
    xgateway.setStatus(id, "on_hold", { event: true })
    xgateway.chargeBack("payses_1")
    const [held, chargeback] = await setup.callbacks()
    expect(held).toMatchObject({ type: "deposit", status: "on_hold", invoiceId: id })
    expect(chargeback).toMatchObject({ callbackType: "chargeback", id: held?.id })
    expect(await setup.readInvoice(id)).toMatchObject({ status: "on_hold" })
    const silent = xgateway.setStatus(String(held?.id), "reviewing")
    expect(silent).toMatchObject({ transaction: { status: "reviewing" }, deliveries: [] })
  })
})
