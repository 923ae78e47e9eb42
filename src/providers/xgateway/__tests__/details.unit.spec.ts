import { detailsOf } from "../details"
import { COIN_CODES } from "../coins"
import { explorerLink } from "../explorers"
import { type Transaction, transactionSchema } from "../schemas"
import { channelAttempt, evidence, invoiceAttempt, listed, ScriptedApi } from "./support/api"
import { transactionReply, TX, worth } from "./support/api"

/** As XGateway's documentation shows a deposit for an invoice in euros. */
const DOCUMENTED = {
  id: TX(7),
  type: "deposit",
  status: "confirmed",
  amount: "200",
  currency: "EUR",
  network: null,
  transactionHash: "0x58f6",
  info: {
    exchangeRate: "1.03759",
    referenceAmount: "207.52",
    referenceCurrency: "USD",
    referenceExchangeRate: "1.000065",
    transactionAmount: "207.51518",
    transactionCurrency: "tUSDT",
    invoiceBaseAmount: "200",
    invoiceBaseCurrency: "EUR",
    transactionAmountBaseCurrency: "199.984",
  },
  fees: { processing: "7.263031", technical: null },
  senderDetails: { senderIban: "DE02120300000000202051" },
}

const deposit = (changes: Record<string, unknown> = {}): Transaction =>
  transactionSchema.parse({ ...DOCUMENTED, ...changes })

const info = (changes: Record<string, unknown>) => ({ info: { ...DOCUMENTED.info, ...changes } })

const details = (deposits: readonly Transaction[], currency = "EUR", isLive = true) =>
  detailsOf({ deposits }, currency, isLive)

it("tells coin, network, rate, fee and hash as they are documented", () => {
  expect(details([deposit()])).toEqual({
    fee: { amount: "7.263031", unit: "tUSDT" },
    paid: { amount: "207.51518", unit: "tUSDT" },
    rate: { value: "1.03759", from: "EUR", to: "tUSDT" },
    method: "tUSDT",
    network: "Tron (TRC-20)",
    transactions: [{ id: "0x58f6", url: "https://tronscan.org/#/transaction/0x58f6" }],
  })
})

it("tells nothing without a deposit, and nothing of who sent it", () => {
  expect(details([])).toEqual({})
  expect(JSON.stringify(details([deposit()]))).not.toContain("DE02120300000000202051")
})

describe("the rate", () => {
  it.each([
    ["of a price in another currency is none", deposit(), "GBP", undefined],
    [
      "is the accounting currency's for a deposit without a price",
      deposit({ currency: "tUSDT", ...info({ invoiceBaseCurrency: undefined }) }),
      "USD",
      { value: "1.000065", from: "tUSDT", to: "USD" },
    ],
    [
      "is the price's where the transaction is told in it",
      deposit(info({ invoiceBaseCurrency: undefined })),
      "EUR",
      { value: "1.03759", from: "EUR", to: "tUSDT" },
    ],
    ["that is none is left out", deposit(info({ exchangeRate: "0" })), "EUR", undefined],
    ["that is no number is left out", deposit(info({ exchangeRate: "1e3" })), "EUR", undefined],
    [
      "of the currency itself is none",
      deposit(info({ transactionCurrency: "EUR" })),
      "EUR",
      undefined,
    ],
  ])("%s", (_, one, currency, rate) => {
    expect(details([one], currency).rate).toEqual(rate)
  })

  it("of several deposits is told where it is the same", () => {
    const other = deposit({ id: TX(8), ...info({ exchangeRate: "1.2" }) })
    expect(details([deposit(), deposit({ id: TX(8) })]).rate).toMatchObject({ value: "1.03759" })
    expect(details([deposit(), other]).rate).toBeUndefined()
  })
})

describe("sums", () => {
  it("of several deposits are exact", () => {
    const small = deposit({
      id: TX(8),
      ...info({ transactionAmount: "0.000000000000000001" }),
      fees: { processing: "0.1", technical: "0.02" },
    })
    expect(details([deposit(), small])).toMatchObject({
      paid: { amount: "207.515180000000000001", unit: "tUSDT" },
      fee: { amount: "7.383031", unit: "tUSDT" },
    })
  })

  it("are of confirmed deposits only", () => {
    const open = deposit({ id: TX(8), status: "processing", transactionHash: "0xopen" })
    const failed = deposit({ id: TX(9), status: "failed", transactionHash: "0xfailed" })
    expect(details([deposit(), open, failed])).toMatchObject({
      paid: { amount: "207.51518" },
      transactions: [{ id: "0x58f6" }, { id: "0xopen" }],
    })
    expect(details([open])).not.toHaveProperty("paid")
    expect(details([failed])).toEqual({})
  })

  it("of two coins are none", () => {
    const other = deposit({ id: TX(8), ...info({ transactionCurrency: "BTC" }) })
    const told = details([deposit(), other])
    expect(told).toMatchObject({ method: "tUSDT, BTC" })
    expect(told).not.toHaveProperty("paid")
    expect(told).not.toHaveProperty("fee")
    expect(told).not.toHaveProperty("network")
  })

  it("in the session's own currency are no other", () => {
    const told = details([deposit(info({ transactionCurrency: "EUR" }))])
    expect(told).not.toHaveProperty("paid")
    expect(told.fee).toEqual({ amount: "7.263031", unit: "EUR" })
  })

  it.each([
    [{ processing: "0", technical: null }, "0"],
    [{ processing: null, technical: "0.3437" }, "0.3437"],
    [{ processing: 0.25, technical: 0 }, "0.25"],
    [{ processing: null, technical: null }, undefined],
    [{ processing: "-1" }, undefined],
    [{ processing: {} }, undefined],
    ["none", undefined],
    [null, undefined],
  ])("of fees %j are %s", (fees, amount) => {
    expect(details([deposit({ fees })]).fee?.amount).toBe(amount)
  })

  it("of fees are read under their older name, too", () => {
    const { fees, ...older } = DOCUMENTED
    const one = transactionSchema.parse({ ...older, fee: fees })
    expect(details([one]).fee).toEqual({ amount: "7.263031", unit: "tUSDT" })
  })
})

describe("transactions", () => {
  it.each(COIN_CODES.filter((code) => code !== "FTN"))("of %s have a link", (code) => {
    const url = explorerLink(code, "0xa1")
    expect(url).toMatch(/^https:\/\/[a-z.]+\/(#\/)?(tx|transaction)\/0xa1$/)
    expect(details([deposit(info({ transactionCurrency: code }))]).transactions).toEqual([
      { id: "0x58f6", url: expect.stringContaining("0x58f6") },
    ])
  })

  it.each(["FTN", "XYZ", "__proto__", ""])("of %s have none", (code) => {
    expect(explorerLink(code, "0xa1")).toBeUndefined()
  })

  it("of the demo environment have none: public explorers do not know them", () => {
    expect(details([deposit()], "EUR", false).transactions).toEqual([{ id: "0x58f6" }])
  })

  it.each([null, "", "0x/../..", "a b", "javascript:alert(1)"])(
    "without a hash (%j) are known by XGateway's own id",
    (transactionHash) => {
      expect(details([deposit({ transactionHash })]).transactions).toEqual([{ id: TX(7) }])
    }
  )
})

describe("a reading", () => {
  let api: ScriptedApi

  beforeAll(async () => {
    api = await ScriptedApi.start()
  })

  afterAll(() => api.stop())

  beforeEach(() => api.reset())

  const told = {
    fee: { amount: "2.5", unit: "tUSDT" },
    paid: { amount: "250", unit: "tUSDT" },
    method: "tUSDT",
    network: "tron",
    transactions: [{ id: "0xa1", url: "https://tronscan.org/#/transaction/0xa1" }],
  }

  it("of addresses tells them", async () => {
    api.transaction(TX(1))
    const attempt = channelAttempt({ evidence: evidence(TX(1)) })
    const { details: all } = await api.gateway().read(attempt, new Date())
    expect(all).toEqual(told)
  })

  it("of an invoice tells them", async () => {
    api.invoice({ transactions: [listed(TX(1))] })
    api.on(`GET /transaction/${TX(1)}`, transactionReply(TX(1), { info: worth("250") }))
    const gateway = api.gateway({ flow: "invoice" })
    const { details: all } = await gateway.read(invoiceAttempt(), new Date())
    expect(all).toEqual(told)
  })

  it("in the demo environment has no links", async () => {
    api.transaction(TX(1))
    const attempt = channelAttempt({ evidence: evidence(TX(1)) })
    const { details: all } = await api.gateway({ sandbox: true }).read(attempt, new Date())
    expect(all?.transactions).toEqual([{ id: "0xa1" }])
  })

  it("of an invoice that is another one tells nothing", async () => {
    api.invoice({ amount: "1.00", transactions: [listed(TX(1))] })
    api.transaction(TX(1))
    const observation = await api.gateway({ flow: "invoice" }).read(invoiceAttempt(), new Date())
    expect(observation).toMatchObject({ mismatch: "amount" })
    expect(observation).not.toHaveProperty("details")
  })
})
