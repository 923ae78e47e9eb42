import fc from "fast-check"
import { TOKENS, type Token } from "../entities"
import { DEFAULT_SETTINGS } from "../options"
import { quote, receivedOf, shareOf } from "../quote"
import { MINUTE, start, type Setup } from "./harness"

describe("the status of a payment", () => {
  let setup: Setup

  beforeEach(async () => {
    setup = await start()
  })

  afterEach(() => setup.stop())

  const reading = async (id: string) => {
    const { status, json } = await setup.call("GET", `/payment/${id}`)
    return [status, json]
  }
  const advance = (milliseconds: number) => setup.sandbox.clock.advance(milliseconds)

  it("is pending, then completed with the transaction", async () => {
    const id = await setup.create()
    expect(await setup.read(id)).toMatchObject({ payment_id: id, status: "pending" })
    expect(await setup.read(id)).not.toHaveProperty("transaction_hash")
    const { transfers, payment, redirectUrl } = setup.controls.pay(id)
    expect(redirectUrl).toBe("https://shop.example/checkout?x=1")
    expect(payment).toMatchObject({ closed: "completed", received: "15.89", receivedUsd: "15.89" })
    expect(await setup.read(id)).toMatchObject({
      status: "completed",
      processed_at: expect.stringMatching(/\+00:00$/) as string,
      transaction_hash: transfers[0]?.transactionHash,
      signer_id: expect.any(String) as string,
      display_amount_usd: "15.89",
    })
    expect(transfers[0]?.transactionHash).toMatch(/^[1-9A-HJ-NP-Za-km-z]{80,90}$/)
  })

  it.each(TOKENS)("is completed by %s, by what is displayed of it", async (coin) => {
    const id = await setup.create()
    const shown = setup.controls.payment(id).addresses.find(({ token }) => token === coin)
    const { payment, transfers } = setup.controls.pay(id, {
      coin,
      coinAmount: shown?.displayAmount,
    })
    expect(payment).toMatchObject({ status: "completed", receivedUsd: "15.89" })
    expect(transfers).toMatchObject([{ token: coin }])
  })

  it("is pending while the transfers are too little, and sums them", async () => {
    const id = await setup.create({ amount_eur: "10.00" })
    expect(setup.controls.pay(id, { amount: "4.00" }).payment).toMatchObject({
      status: "pending",
      received: "4.00",
      currency: "EUR",
    })
    setup.controls.pay(id, { amount: "5.99", coin: "USDC" })
    expect(await setup.read(id)).toMatchObject({ status: "pending" })
    expect(setup.controls.pay(id, { coin: "SOL" }).payment).toMatchObject({
      status: "completed",
      received: "10.00",
    })
    const { transfers } = setup.controls.payment(id)
    expect(await setup.read(id)).toMatchObject({
      transaction_hash: transfers[2]?.transactionHash,
    })
  })

  it("ends after 10 minutes, to the moment", async () => {
    const id = await setup.create()
    await advance(10 * MINUTE - 1)
    expect(await setup.read(id)).toMatchObject({ status: "pending" })
    await advance(1)
    expect(await reading(id)).toEqual([200, { status: "not_found" }])
    expect(setup.controls.payment(id).closed).toBe("expired")
  })

  it("is not_found for ids that are none, with 200 or 404", async () => {
    expect(await reading("nothingAtAll")).toEqual([200, { status: "not_found" }])
    setup.controls.changeSettings({ notFoundHttpStatus: 404 })
    expect(await reading("nothingAtAll")).toEqual([404, { status: "not_found" }])
    const id = await setup.create()
    setup.controls.expire(id)
    expect(await reading(id)).toEqual([404, { status: "not_found" }])
    setup.controls.changeSettings({ expiredReply: "payment" })
    expect(await reading(id)).toMatchObject([404, { status: "not_found", payment_id: id }])
    expect(await reading("nothingAtAll")).toEqual([404, { status: "not_found" }])
  })

  it("stays not_found when the money comes late, unless the setting says else", async () => {
    const id = await setup.create()
    await advance(11 * MINUTE)
    expect(() => setup.controls.pay(id)).toThrow("is expired; pass evenIfClosed")
    const { redirectUrl, payment } = setup.controls.pay(id, { evenIfClosed: true })
    expect([redirectUrl, payment.status, payment.received]).toEqual([null, "not_found", "15.89"])
    setup.controls.changeSettings({ latePaymentStatus: "completed" })
    expect(await setup.read(id)).toMatchObject({ status: "completed" })
  })

  it("is late when only its last part is", async () => {
    const id = await setup.create()
    setup.controls.pay(id, { amount: "10.00" })
    await advance(10 * MINUTE)
    setup.controls.pay(id, { evenIfClosed: true })
    expect(await reading(id)).toEqual([200, { status: "not_found" }])
  })

  it("stays completed after its expiry, unless the setting says else", async () => {
    const id = await setup.create()
    setup.controls.pay(id)
    await advance(11 * MINUTE)
    expect(await setup.read(id)).toMatchObject({ status: "completed" })
    setup.controls.changeSettings({ completedAfterExpiry: "not_found" })
    expect(await reading(id)).toEqual([200, { status: "not_found" }])
  })

  it("lags behind, and the transaction behind it", async () => {
    setup.controls.changeSettings({ statusLagMs: 5_000, transactionLagMs: MINUTE })
    const id = await setup.create()
    setup.controls.pay(id)
    expect(await setup.read(id)).toMatchObject({ status: "pending" })
    await advance(5_000)
    expect(await setup.read(id)).toMatchObject({ status: "completed" })
    expect(await setup.read(id)).not.toHaveProperty("processed_at")
    await advance(MINUTE - 5_000)
    expect(await setup.read(id)).toHaveProperty("processed_at")
  })

  it("is any other by control, and its own again", async () => {
    const id = await setup.create()
    setup.controls.setStatus(id, "refunding")
    expect(await setup.read(id)).toMatchObject({ payment_id: id, status: "refunding" })
    setup.controls.setStatus(id, "not_found")
    expect(await reading(id)).toEqual([200, { status: "not_found" }])
    setup.controls.setStatus(id, null)
    expect(await setup.read(id)).toMatchObject({ status: "pending" })
  })

  it("keeps the amounts of its creation when the rates move", async () => {
    const id = await setup.create()
    const before = await setup.read(id)
    setup.controls.changeSettings({ strmUsd: "1", solUsd: "1", eurUsd: "1", expiryMs: 1 })
    expect(await setup.read(id)).toEqual(before)
    expect(setup.controls.pay(id).payment.status).toBe("completed")
    const other = await setup.create()
    expect(await setup.read(other)).toMatchObject({ display_amount: "15.89000" })
  })
})

describe("what is due and what arrived", () => {
  const price = fc
    .tuple(fc.constantFrom("USD" as const, "EUR" as const), fc.bigInt({ min: 1n, max: 10n ** 9n }))
    .map(([currency, units]) => ({ currency, units }))
  const transfer = (token: Token, units: bigint) => ({
    token,
    units,
    transactionHash: "",
    sender: "",
    at: 0,
  })

  it("all of one coin is exactly all, and a smallest unit more is not less", () => {
    fc.assert(
      fc.property(price, fc.constantFrom(...TOKENS), (given, token) => {
        const due = quote(given, DEFAULT_SETTINGS)
        const { units } = due.coins[token]
        expect(receivedOf(due, [transfer(token, units)])).toEqual({
          native: due.native,
          usdCents: due.usdCents,
        })
        const more = receivedOf(due, [transfer(token, units + 1n)])
        expect(more.native >= due.native).toBe(true)
      })
    )
  })

  it("a cent less is too little and is told as a cent less", () => {
    fc.assert(
      fc.property(price, fc.constantFrom(...TOKENS), ({ units }, token) => {
        const due = quote({ currency: "USD", units: units + 1n }, DEFAULT_SETTINGS)
        const sent = shareOf(due.coins[token], units, units + 1n)
        const received = receivedOf(due, [transfer(token, sent)])
        expect(received.usdCents).toBe(units)
        expect(received.native < due.enoughNative).toBe(true)
      })
    )
  })

  it("parts sum up, whatever coins they are in", () => {
    fc.assert(
      fc.property(price, (given) => {
        const due = quote(given, DEFAULT_SETTINGS)
        const parts = TOKENS.map((token) => transfer(token, shareOf(due.coins[token], 1n, 3n)))
        const { native } = receivedOf(due, parts)
        expect(native >= due.enoughNative).toBe(true)
      })
    )
  })
})
