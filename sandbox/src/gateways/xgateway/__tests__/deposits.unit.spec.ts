import { transactionHash } from "../hash"
import { at, messages, startXGateway, text, type XGatewaySetup } from "./harness"

describe("deposits and their callbacks", () => {
  let setup: XGatewaySetup

  beforeEach(async () => {
    setup = await startXGateway()
  })

  afterEach(() => setup.stop())

  it("of an invoice are called back as documented, and told the same by the API", async () => {
    const { invoice, xgateway, callbacks, readTransaction, sandbox } = setup
    const id = await invoice()
    const { transaction } = xgateway.pay(id, { currency: "tUSDT" })
    const now = new Date(sandbox.clock.now()).toISOString()
    const [body] = await callbacks()
    const hash = transactionHash(
      { id: transaction?.id ?? "", customerId: "payses_1", amount: "200", currency: "EUR" },
      xgateway.secretKey
    )
    const common = {
      id: transaction?.id,
      type: "deposit",
      status: "confirmed",
      amount: "200",
      currency: "EUR",
      customerId: "payses_1",
      orderId: "payses_1",
      invoiceId: id,
      applicationId: null,
      network: "tron",
      transactionHash: transaction?.transactionHash,
      hash,
      info: {
        exchangeRate: "1.1",
        referenceAmount: "220",
        referenceCurrency: "USD",
        referenceExchangeRate: "1",
        transactionAmount: "220",
        transactionCurrency: "tUSDT",
        invoiceBaseAmount: "200",
        invoiceBaseCurrency: "EUR",
        transactionAmountBaseCurrency: "200",
      },
      fees: { processing: "2.2", technical: null },
      eur: "200",
      usd: "220",
      senderDetails: null,
    }
    expect(body).toEqual({ callbackType: "transaction", ...common })
    expect(await readTransaction(transaction?.id)).toEqual({
      ...common,
      createdAt: now,
      updatedAt: now,
    })
  })

  it("beside invoices have neither order nor base value", async () => {
    const { channel, xgateway, callbacks } = setup
    const address = await channel("tUSDT")
    xgateway.deposit({ address, amount: "12.5" })
    const [body] = await callbacks()
    expect(body).toMatchObject({
      amount: "12.5",
      currency: "USDT",
      network: "tron",
      orderId: null,
      invoiceId: null,
      customerId: "payses_1",
      usd: "12.5",
    })
    expect(Object.keys(body?.info as object)).toEqual([
      "exchangeRate",
      "referenceAmount",
      "referenceCurrency",
      "referenceExchangeRate",
      "transactionAmount",
      "transactionCurrency",
    ])
  })

  it("follow the settings", async () => {
    const { invoice, xgateway, callbacks, readTransaction, readInvoice } = setup
    xgateway.changeSettings({
      invoiceBaseInfo: "callbacks",
      fiatValues: "usd_only",
      feesMember: "fee",
      confirmedWord: "completed",
      invoiceDepositAmount: "coins",
      slippagePercent: "0.008",
    })
    const id = await invoice()
    const { transaction } = xgateway.pay(id, { currency: "tUSDT" })
    const [body] = await callbacks()
    expect(body).toMatchObject({
      status: "completed",
      amount: "219.9824",
      currency: "tUSDT",
      eur: "0",
      fee: { technical: null },
      info: { transactionAmountBaseCurrency: "199.984", transactionAmount: "219.9824" },
    })
    const told = await readTransaction(transaction?.id)
    expect(at(told, "info.transactionAmountBaseCurrency")).toBeUndefined()
    expect(await readInvoice(id)).toMatchObject({ status: "completed" })
    xgateway.changeSettings({ fiatValues: "absent", invoiceBaseInfo: "nowhere" })
    expect(Object.keys((await readTransaction(transaction?.id)) as object)).not.toContain("usd")
  })

  it("that are short leave the invoice open, and add up", async () => {
    const { invoice, xgateway, readInvoice } = setup
    const id = await invoice()
    const short = xgateway.pay(id, { shortBy: "0.50", currency: "BTC" })
    expect(short.transaction).toMatchObject({ amount: "200", baseValue: "199.50", counts: true })
    expect(await readInvoice(id)).toMatchObject({ status: "active" })
    expect(xgateway.pay(id).payment).toMatchObject({ received: "200.00", status: "completed" })
    xgateway.changeSettings({ shortPaymentCompletes: true })
    const other = await invoice()
    xgateway.pay(other, { amount: "1" })
    expect(await readInvoice(other)).toMatchObject({ status: "completed" })
    const over = xgateway.pay(await invoice(), { overBy: "10" })
    expect(over.payment).toMatchObject({ received: "210.00", status: "completed" })
  })

  it.each([
    ["apart", null, null, 0],
    ["linked", "payses_1", "id", 0],
    ["listed", "payses_1", "id", 1],
  ] as const)("that are late are %s", async (lateDeposits, orderId, invoiceId, listed) => {
    const { invoice, xgateway, callbacks, readInvoice } = setup
    xgateway.changeSettings({ lateDeposits })
    const id = await invoice()
    xgateway.activate(id, "tUSDT")
    xgateway.expire(id)
    xgateway.pay(id, { evenIfClosed: true })
    const [body] = await callbacks()
    expect(body).toMatchObject({ orderId, invoiceId: invoiceId && id, customerId: "payses_1" })
    const told = await readInvoice(id)
    expect([at(told, "status"), at(told, "transactions")]).toEqual([
      "canceled",
      listed ? [expect.objectContaining({ status: "confirmed" })] : [],
    ])
  })

  it("are processing until confirmed, and called back then unless asked for before", async () => {
    const { invoice, xgateway, callbacks, readInvoice } = setup
    const id = await invoice()
    const { transaction, deliveries } = xgateway.pay(id, { status: "processing" })
    expect([deliveries, at(await readInvoice(id), "status")]).toEqual([[], "processing"])
    xgateway.confirm(transaction?.id ?? "")
    expect(at(await readInvoice(id), "status")).toBe("completed")
    expect(() => xgateway.confirm(transaction?.id ?? "")).toThrow("is confirmed already")
    xgateway.changeSettings({ processingCallbacks: true })
    xgateway.pay(await invoice(), { status: "processing" })
    expect((await callbacks()).map(({ status }) => status)).toEqual(["confirmed", "processing"])
  })

  it("may fail, and be confirmed after that", async () => {
    const { invoice, xgateway, callbacks, readInvoice } = setup
    const id = await invoice()
    const { transaction, payment, redirectUrl } = xgateway.fail(id)
    expect([payment?.status, redirectUrl]).toEqual([
      "active",
      "http://shop.example/return?s=payses_1",
    ])
    xgateway.confirm(transaction?.id ?? "")
    expect(at(await readInvoice(id), "status")).toBe("completed")
    xgateway.failTransaction(transaction?.id ?? "")
    const bodies = await callbacks()
    expect(bodies.map(({ status }) => status)).toEqual(["failed", "confirmed", "failed"])
    expect(new Set(bodies.map(({ hash }) => hash)).size).toBe(1)
  })

  it("in another currency of the same wallet count for the invoice", async () => {
    const { invoice, xgateway } = setup
    const id = await invoice()
    xgateway.activate(id, "eUSDC")
    const { payment } = xgateway.deposit({ customerId: "payses_1", currency: "BNB", amount: "0.1" })
    expect(payment).toMatchObject({ id, received: "54.55", transactions: [{ coin: "BNB" }] })
    const address = payment?.payment?.address
    expect(() => xgateway.deposit({ address, currency: "BTC", amount: "1" })).toThrow(
      "BTC cannot be sent to the evm address"
    )
  })

  it("that are dust are dropped silently, and later ones come later", async () => {
    const { channel, xgateway, callbacks, sandbox } = setup
    await channel("BTC")
    xgateway.changeSettings({ dustBelowUsd: "1" })
    const dust = xgateway.deposit({ customerId: "payses_1", value: "0.99" })
    expect([dust.transaction, dust.deliveries]).toEqual([null, []])
    xgateway.deposit({ customerId: "payses_1", value: "5", valueCurrency: "EUR", later: 60_000 })
    expect(xgateway.transactions()).toEqual([])
    await sandbox.clock.advance(60_000)
    expect(await callbacks()).toMatchObject([{ eur: "5", info: { transactionCurrency: "BTC" } }])
  })

  it("are simulated for active invoices", async () => {
    const { invoice, call, xgateway, callbacks } = setup
    const id = await invoice()
    const simulate = (body: Record<string, unknown>) =>
      call("POST", "/transaction/simulate", { invoiceId: id, status: "confirmed", ...body })
    const inactive = await simulate({ amount: "200" })
    expect([inactive.status, messages(inactive)]).toEqual([
      400,
      [`invoice ${id} is not active: no currency was chosen yet`],
    ])
    xgateway.activate(id, "BTC")
    expect((await simulate({ amount: "150", status: "failed" })).status).toBe(200)
    expect((await simulate({ amount: "150" })).status).toBe(200)
    expect(xgateway.payment(id)).toMatchObject({ received: "150.00", status: "active" })
    await simulate({ amount: "50" })
    const again = await simulate({ amount: "7", status: "failed" })
    expect(text(again.json, "data.status")).toBe("confirmed")
    const statuses = (await callbacks()).map(({ status }) => status)
    expect(statuses).toEqual(["failed", "confirmed", "confirmed", "confirmed"])
    for (const body of [{ amount: 5 }, { amount: "1.005" }, { amount: "5", status: "x" }]) {
      expect((await simulate(body)).status).toBe(422)
    }
    xgateway.changeSettings({ demo: false })
    expect((await simulate({ amount: "5" })).status).toBe(404)
  })
})
