import type { Gateway } from "../../../core/contract"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import type { TransferDestination } from "../../../core/attempt"
import { GatewayBench } from "./support/gateway-bench"

let bench: GatewayBench
let gateway: Gateway

beforeAll(async () => {
  bench = await GatewayBench.start("channel")
})

afterAll(() => bench.stop())

beforeEach(() => {
  bench.reset()
  gateway = bench.gateway()
})

async function create(amount = "250.00 USD", options: Record<string, unknown> = {}) {
  const own = bench.gateway(options)
  return own.create(bench.request(bench.money(amount, own)))
}

function destinationsOf(
  created: Awaited<ReturnType<typeof create>>
): readonly TransferDestination[] {
  return created.nextAction.type === "transfer" ? created.nextAction.destinations : []
}

describe("a payment of the channel flow", () => {
  it("offers an address and an amount for each default coin", async () => {
    const created = await create()
    const channels = bench.sandbox.xgateway.channels()
    expect(created).toMatchObject({
      reference: SESSION_ID,
      status: "pending",
      gatewayStatus: "waiting for a deposit",
    })
    expect(destinationsOf(created).map(({ asset, network }) => `${asset} on ${network}`)).toEqual([
      "USDT on Tron (TRC-20)",
      "USDC on Ethereum (ERC-20)",
      "BTC on Bitcoin",
      "ETH on Ethereum",
    ])
    const addresses = new Set(channels.map(({ address }) => address))
    expect(destinationsOf(created).every(({ address }) => addresses.has(address))).toBe(true)
    expect(channels.every(({ customerId }) => customerId === SESSION_ID)).toBe(true)
    bench.expectClean(created)
  })

  it("is good for an hour", async () => {
    const request = bench.request(bench.money("250.00 USD"))
    const { expiresAt } = await gateway.create(request)
    expect(expiresAt?.getTime()).toBe(request.now.getTime() + 3_600_000)
  })

  it("gives a second payment of the session wallets of its own", async () => {
    const first = await create()
    const request = bench.request(bench.money("90.00 USD"), { sequence: 2 })
    const second = await gateway.create(request)
    expect(second.reference).toBe(`${SESSION_ID}-11`)
    const addresses = destinationsOf(first).map(({ address }) => address)
    expect(destinationsOf(second).some(({ address }) => addresses.includes(address))).toBe(false)
  })

  it("keeps no address twice over for the same payment", async () => {
    expect(destinationsOf(await create())).toEqual(destinationsOf(await create()))
  })

  it("offers the merchant's coins in the merchant's order, each once", async () => {
    const created = await create("250.00 USD", { paymentCurrencies: ["SOL", "BTC", "SOL"] })
    expect(destinationsOf(created).map(({ asset }) => asset)).toEqual(["SOL", "BTC"])
  })

  it("can offer all fifteen", async () => {
    const codes = "BNB bUSDT BTC ETH eUSDC eUSDT FTN POL pUSDC SOL sUSDT tUSDC tUSDT wpUSDC wpUSDT"
    const created = await create("250.00 EUR", { paymentCurrencies: codes.split(" ") })
    expect(destinationsOf(created)).toHaveLength(15)
  })

  it("gives wallets no links in the vendor's test environment, where coins are not real", async () => {
    const created = await create("250.00 USD", { sandbox: true })
    expect(destinationsOf(created).map(({ uri }) => uri)).toEqual(Array(4).fill(undefined))
  })

  it.each([
    ["250.00 USD", "250.00", "0.00416667"],
    ["0.01 USD", "0.01", "0.00000017"],
    ["1234567.89 USD", "1234567.89", "20.5761315"],
  ])("asks for the coins that %s is, rounded up", async (amount, tether, bitcoin) => {
    const created = await create(amount, { paymentCurrencies: ["tUSDT", "BTC"] })
    expect(destinationsOf(created).map((one) => one.amount)).toEqual([tether, bitcoin])
  })

  it.each(["250.00 USD", "250.00 EUR"])("can be of %s", async (amount) => {
    expect(destinationsOf(await create(amount))).toHaveLength(4)
  })

  it.each(["250.00 USD", "1.00 USD", "1.01 EUR", "0.50 EUR"])(
    "asks for the same coins for %s, whether XGateway answers coins or a rate",
    async (amount) => {
      const coins = destinationsOf(await create(amount)).map((one) => one.amount)
      bench.reset()
      bench.sandbox.xgateway.changeSettings({ rateReply: "rate" })
      const byRate = destinationsOf(await create(amount)).map((one) => one.amount)
      const far = coins.map(
        (text, at) => Math.abs(Number(text) - Number(byRate[at])) / Number(text)
      )
      expect(Math.max(...far)).toBeLessThan(0.01)
    }
  )

  it("finds out once what rates mean", async () => {
    await gateway.create(bench.request(bench.money("250.00 USD")))
    bench.sandbox.requests.clear()
    await gateway.create(bench.request(bench.money("90.00 USD"), { sequence: 2 }))
    expect(bench.count("GET /exchange/rate")).toBe(4)
  })
})

describe("a coin that cannot be had", () => {
  it.each([
    ["POST /channels", { kind: "status", status: 422 }],
    ["POST /channels", { kind: "html", status: 200 }],
    ["POST /channels", { kind: "replace", members: { data: { address: "" } } }],
    ["GET /exchange/rate", { kind: "status", status: 404 }],
    ["GET /exchange/rate", { kind: "replace", members: { data: "0" } }],
    ["GET /exchange/rate", { kind: "replace", members: { data: "-4" } }],
    ["GET /exchange/rate", { kind: "replace", members: { success: false } }],
  ] as const)("does not spoil the others: %s with %j", async (call, effect) => {
    bench.break(call, { ...effect } as never, { times: 1 })
    const created = await create()
    expect(destinationsOf(created)).toHaveLength(3)
    expect(bench.logged("warn").join("\n")).toMatch(
      /\[XGateway\] (tUSDT|eUSDC|BTC|ETH) is not offered/
    )
    expect(created.gatewayData.quote).toMatchObject({ coins: { length: 3 } })
  })

  it.each([
    ['{"x":1}'],
    ["T with spaces"],
    ["javascript:alert(1)"],
    ["0x6c04acfdbc096af4ba950a091b49807a3810e614?value=1"],
    [7],
  ])("is one whose address is %j", async (address) => {
    const effect = { kind: "replace", members: { data: { address } } }
    bench.break("POST /channels", effect as never, { times: 1 })
    expect(destinationsOf(await create())).toHaveLength(3)
  })

  it.each([
    ["POST /channels", { kind: "status", status: 422 }, "rejected"],
    ["POST /channels", { kind: "status", status: 401 }, "configuration"],
    ["POST /channels", { kind: "status", status: 500 }, "unavailable"],
    ["GET /exchange/rate", { kind: "status", status: 400 }, "rejected"],
    ["GET /exchange/rate", { kind: "html", status: 200 }, "unexpected_reply"],
  ] as const)(
    "ends the payment when there is no other: %s with %j",
    async (call, effect, reason) => {
      bench.break(call, { ...effect } as never)
      const error = await bench.errorOf(create("250.00 USD", { paymentCurrencies: ["BTC"] }))
      expect(error.reason).toBe(reason)
      bench.expectClean()
    }
  )

  it("ends the payment when all fail, with what was wrong", async () => {
    bench.break("POST /channels", { kind: "status", status: 401 })
    expect((await bench.errorOf(create())).reason).toBe("configuration")
  })

  it.each([
    { kind: "timeout", when: "after" },
    { kind: "reset", when: "after" },
  ] as const)("is asked for again after a lost answer: %j", async (effect) => {
    bench.break("POST /channels", effect, { times: 1 })
    const created = await create("250.00 USD", { timeoutMs: 400 })
    expect(destinationsOf(created).length).toBeGreaterThanOrEqual(3)
  })
})

describe("what XGateway cannot take", () => {
  it.each(["10.00 SAR", "10.00 BRL", "10.000 KWD", "10.00 CHF"])("is refused: %s", (amount) => {
    const [sum, code] = amount.split(" ")
    expect(() => gateway.check(bench.money(`${sum} ${code}`))).toThrow(
      `XGateway does not take prices in ${code}.`
    )
    expect(bench.calls()).toEqual([])
  })

  it("is nothing at all, or more than a number can say", () => {
    expect(() => gateway.check(bench.money("0.00 USD"))).toThrow(/takes no payment of 0\.00 USD/)
    expect(() => gateway.check(bench.money("90071992547409931.23 USD"))).toThrow(/as a number/)
  })

  it.each("AZN BDT GBP INR JPY KES PKR RUB TRY UZS".split(" "))(
    "is %s, in which no deposit to an address has a value; an invoice has",
    (code) => {
      const amount = bench.money(`10 ${code}`)
      expect(() => gateway.check(amount)).toThrow(
        `XGateway takes prices in ${code} on its own page only (option flow: "invoice"), and in this shop in USD and EUR.`
      )
      expect(() => bench.gateway({ flow: "invoice" }).check(amount)).not.toThrow()
    }
  )

  it.each(["USD", "EUR"])("is not %s", (code) => {
    expect(() => gateway.check(bench.money(`10.01 ${code}`))).not.toThrow()
  })

  it("is no fraction of a yen", () => {
    expect(bench.money("10 JPY").currency.exponent).toBe(0)
  })
})

describe("capabilities", () => {
  it("are those of a gateway that only takes deposits", () => {
    expect(gateway.capabilities).toEqual({
      capture: false,
      refund: true,
      partialRefund: true,
      cancel: false,
      customers: false,
      subscriptions: false,
      partialPayment: true,
    })
    expect(gateway.leastToleranceMinorUnits).toBe(1n)
    expect(gateway.cancel).toBeUndefined()
    expect(gateway.capture).toBeUndefined()
    expect(gateway.customers).toBeUndefined()
  })
})
