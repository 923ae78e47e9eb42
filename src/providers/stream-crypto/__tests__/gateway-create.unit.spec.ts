import { ATTEMPT_ID, SESSION_ID } from "../../../core/__tests__/support/attempts"
import { afterExpiry, CREATE, CREATE_PAGE, GatewayBench, refOf } from "./support/gateway-bench"

let bench: GatewayBench

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => bench.reset())

const create = (amount: string, options: Record<string, unknown> = {}) =>
  bench.gateway(options).create(bench.request(bench.money(amount)))

/** Stream tells times without fractions of a second. */
const inSeconds = (time: string) => new Date(time.replace(/\.\d+Z$/, "Z"))

describe("a payment on Stream's page", () => {
  it("is one call, and a redirect", async () => {
    const request = bench.request(bench.money("15.89 USD"))
    const created = await bench.gateway().create(request)
    expect(bench.sandbox.requests.list()).toHaveLength(1)
    expect(bench.body(CREATE_PAGE)).toEqual({
      amount_usd: "15.89",
      name: `Order ${SESSION_ID}`,
      return_url: request.returnUrl,
    })
    const [payment] = bench.stream.payments()
    expect(created).toEqual({
      reference: payment.id,
      status: "requires_more",
      gatewayStatus: "pending",
      nextAction: { type: "redirect", url: payment.url, method: "GET" },
      expiresAt: inSeconds(payment.expiresAt),
      gatewayData: { return_url: request.returnUrl },
    })
    expect(payment.mode).toBe("page")
    bench.expectClean(created)
  })

  it.each([
    ["15.89 USD", { amount_usd: "15.89" }],
    ["100.00 USD", { amount_usd: "100.00" }],
    ["12345678.90 USD", { amount_usd: "12345678.90" }],
    ["0.93 EUR", { amount_eur: "0.93" }],
    ["7.00 EUR", { amount_eur: "7.00" }],
    ["2 STRM", { amount: "2.00" }],
    ["0.02 STRM", { amount: "0.02" }],
    ["0.166389351081530800779973 STRM", { amount: "0.166389351081530800779973" }],
  ])("asks for %s exactly, in one of the three fields", async (amount, field) => {
    const attempt = await bench.open(bench.gateway(), amount)
    const { name: _name, return_url: _url, ...amounts } = bench.body(CREATE_PAGE)
    expect(amounts).toEqual(field)
    const observation = await bench.read(bench.gateway(), attempt)
    expect(observation).toMatchObject({ status: "requires_more" })
    expect(observation.mismatch).toBeUndefined()
  })

  it.each([200, 201] as const)("may be answered with HTTP %d", async (createdHttpStatus) => {
    bench.stream.changeSettings({ createdHttpStatus })
    expect((await create("15.89 USD")).reference).toBe(bench.stream.payments()[0].id)
    const manual = await create("15.89 USD", { mode: "manual" })
    expect(manual.reference).toBe(bench.stream.payments()[1].id)
  })

  it("is one of its own for each attempt of a session", async () => {
    const due = bench.money("15.89 USD")
    const first = await bench.gateway().create(bench.request(due))
    const second = await bench.gateway().create(bench.request(due, { sequence: 2 }))
    expect(second.reference).not.toBe(first.reference)
  })
})

describe("a payment that the shop shows itself", () => {
  it("has an address for each coin, and no payment URI", async () => {
    const created = await create("15.89 USD", { mode: "manual" })
    const [payment] = bench.stream.payments()
    expect(payment.mode).toBe("manual")
    expect(bench.count(CREATE)).toBe(1)
    expect(created).toMatchObject({
      reference: payment.id,
      status: "requires_more",
      gatewayStatus: "pending",
      expiresAt: inSeconds(payment.expiresAt),
    })
    expect(created.nextAction).toEqual({
      type: "transfer",
      destinations: payment.addresses.map(({ token, address, displayAmount }) => ({
        asset: token,
        network: "Solana",
        address,
        amount: displayAmount,
      })),
    })
    expect(payment.addresses.map(({ token }) => token).sort()).toEqual(["SOL", "STRM", "USDC"])
  })

  it.each(["15.89 USD", "0.93 EUR", "0.166389351081530800779973 STRM"])(
    "is checked before its addresses are shown: %s",
    async (amount) => {
      expect((await create(amount, { mode: "manual" })).nextAction.type).toBe("transfer")
      bench.break(CREATE, { kind: "wrong_amount", by: 7 })
      const error = await bench.errorOf(create(amount, { mode: "manual" }))
      expect(error).toMatchObject({ reason: "rejected", retry: false })
      expect(error.toLogLine()).toContain("the amount of the payment")
    }
  )

  it.each([
    ["name", "Order payses_FOREIGN01"],
    ["return_url", "https://evil.example/"],
  ])("is refused with another %s than was sent", async (name, value) => {
    bench.break(CREATE, { kind: "replace", members: { [name]: value } })
    const error = await bench.errorOf(create("15.89 USD", { mode: "manual" }))
    expect(error).toMatchObject({ reason: "rejected", retry: false })
    expect(error.toLogLine()).toContain("the reference of the payment")
  })

  it("is refused on a test network, unless the merchant wants it", async () => {
    bench.stream.changeSettings({ network: "testnet" })
    const error = await bench.errorOf(create("15.89 USD", { mode: "manual" }))
    expect(error).toMatchObject({ reason: "configuration", retry: false })
    expect(error.toLogLine()).toContain("sandbox: true")
    const created = await create("15.89 USD", { mode: "manual", sandbox: true })
    expect(created.nextAction.type).toBe("transfer")
  })

  it.each(["base58", "hex"] as const)("takes addresses in %s", async (addressFormat) => {
    bench.stream.changeSettings({ addressFormat })
    expect((await create("15.89 USD", { mode: "manual" })).nextAction).toMatchObject({
      destinations: expect.arrayContaining([expect.objectContaining({ asset: "USDC" })]),
    })
  })

  it("shows the amount as Stream displays it, whatever its smallest units say", async () => {
    bench.stream.changeSettings({ usdcAmounts: "as_in_sample" })
    const { nextAction } = await create("15.89 USD", { mode: "manual" })
    const destinations = nextAction.type === "transfer" ? nextAction.destinations : []
    expect(destinations.find(({ asset }) => asset === "USDC")?.amount).toBe("15.89")
  })

  const coin = {
    blockchain: "solana",
    token: "USDC",
    address: "So11111111111111111111111111111111111111112",
    displayAmount: "15.89",
  }

  it("leaves out coins that are not as documented", async () => {
    const odd = [
      null,
      "USDC",
      { ...coin, address: "javascript:alert(1)" },
      { ...coin, address: "" },
      { ...coin, token: "<b>" },
      { ...coin, displayAmount: "-1" },
      { ...coin, displayAmount: null },
      { ...coin, blockchain: null },
    ]
    bench.break(CREATE, { kind: "replace", members: { addresses: [...odd, coin] } })
    const { nextAction } = await create("15.89 USD", { mode: "manual" })
    expect(nextAction).toEqual({
      type: "transfer",
      destinations: [{ asset: "USDC", network: "Solana", address: coin.address, amount: "15.89" }],
    })
  })

  it("names another network as Stream does", async () => {
    const other = { ...coin, blockchain: "near" }
    bench.break(CREATE, { kind: "replace", members: { addresses: [other] } })
    const { nextAction } = await create("15.89 USD", { mode: "manual" })
    expect(nextAction).toMatchObject({ destinations: [{ network: "near" }] })
  })

  it.each([[[]], [null], ["none"]])("is an error without any address: %j", async (addresses) => {
    bench.break(CREATE, { kind: "replace", members: { addresses } })
    const error = await bench.errorOf(create("15.89 USD", { mode: "manual" }))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: true })
  })
})

describe("what Stream cannot take", () => {
  it.each(["10.00 GBP", "10.00 CHF", "1000 JPY", "10.00 SAR"])(
    "refuses %s before any call",
    (amount) => {
      const gateway = bench.gateway()
      expect(() => gateway.check(bench.money(amount))).toThrow(
        expect.objectContaining({ reason: "unsupported_currency", retry: false })
      )
      expect(bench.sandbox.requests.list()).toEqual([])
    }
  )

  it.each(["0.00 USD", "-1.00 EUR", "0 STRM"])("refuses %s before any call", (amount) => {
    expect(() => bench.gateway().check(bench.money(amount))).toThrow(
      expect.objectContaining({ reason: "invalid_amount", retry: false })
    )
  })

  it("needs an address to which the payer comes back", async () => {
    const request = bench.request(bench.money("15.89 USD"), { returnUrl: undefined })
    const error = await bench.errorOf(bench.gateway().create(request))
    expect(error).toMatchObject({ reason: "configuration", retry: false })
    expect(error.toLogLine()).toContain("backendUrl")
    expect(bench.sandbox.requests.list()).toEqual([])
  })
})

it("a payment's return address holds its attempt, and no secret", async () => {
  const { gatewayData } = await create("15.89 USD")
  expect(gatewayData.return_url).toContain(ATTEMPT_ID)
  bench.expectClean(gatewayData)
})

it("nothing of the payer is asked for, and none of it is sent", async () => {
  const payer = jest.fn()
  await bench.gateway().create(bench.request(bench.money("15.89 USD"), { payer }))
  expect(payer).not.toHaveBeenCalled()
})

it("a payment cannot be closed: its time runs out", async () => {
  const gateway = bench.gateway()
  expect(gateway.cancel).toBeUndefined()
  expect(gateway.capabilities).toEqual({
    capture: false,
    refund: true,
    partialRefund: true,
    cancel: false,
    customers: false,
    subscriptions: false,
    partialPayment: false,
  })
  expect(gateway.shortestReadIntervalMs).toBe(5000)
  const attempt = await bench.open(gateway)
  bench.stream.expire(refOf(attempt))
  const read = await bench.reread(gateway, attempt, {}, afterExpiry(attempt, 1))
  expect(read).toMatchObject({ status: "expired", nextAction: null })
})
