import { attemptOf, ATTEMPT_ID, money, SESSION_ID } from "./support/attempt"
import { GatewayBench, redirectOf } from "./support/gateway-bench"

let bench: GatewayBench

beforeAll(async () => {
  bench = await GatewayBench.start()
})

afterAll(() => bench.stop())

beforeEach(() => bench.reset())

describe("creating a payment", () => {
  it("makes one product and one payment link that takes one payment", async () => {
    const created = await bench.gateway().create(bench.request(money("250.00 SAR")))
    expect(bench.calls()).toEqual(["POST /products", "POST /payment_links"])
    const [link] = bench.sandbox.streampay.links()
    expect(link).toMatchObject({
      id: created.reference,
      status: "ACTIVE",
      amount: "250.00",
      currency: "SAR",
      maxNumberOfPayments: 1,
      organizationConsumerId: null,
      customMetadata: { session_id: SESSION_ID, attempt_id: ATTEMPT_ID, provider: "medusa" },
    })
    expect(created).toMatchObject({
      status: "pending",
      gatewayStatus: "payment link ACTIVE",
      nextAction: { type: "redirect", url: link.url, method: "GET" },
    })
    bench.expectClean(created)
  })

  it("sells a product that stays out of the merchant's catalogue", async () => {
    await bench.gateway().create(bench.request(money("250.00 SAR")))
    expect(bench.body("POST /products")).toEqual({
      name: `Order ${SESSION_ID}`,
      type: "ONE_OFF",
      is_one_time: true,
      prices: [
        {
          currency: "SAR",
          amount: "250.00",
          is_price_inclusive_of_vat: true,
          is_price_exempt_from_vat: false,
        },
      ],
    })
  })

  it("sends the payer back to the shop after success and failure alike", async () => {
    const request = bench.request(money("250.00 SAR"))
    await bench.gateway().create(request)
    const [link] = bench.sandbox.streampay.links()
    expect(link.successRedirectUrl).toBe(request.returnUrl)
    expect(link.failureRedirectUrl).toBe(request.returnUrl)
  })

  it("does without return addresses when the shop told none", async () => {
    await bench.gateway().create(bench.request(money("250.00 SAR"), { returnUrl: undefined }))
    const [link] = bench.sandbox.streampay.links()
    expect(link.successRedirectUrl).toBeNull()
    expect(link.failureRedirectUrl).toBeNull()
  })

  it("closes the link after 60 minutes, or after what the merchant chose", async () => {
    const now = new Date()
    const usual = await bench.gateway().create(bench.request(money("9.00 SAR"), { now }))
    const longer = await bench
      .gateway({ expiresInMinutes: 90 })
      .create(bench.request(money("9.00 SAR"), { now }))
    expect(usual.expiresAt).toEqual(new Date(now.getTime() + 60 * 60_000))
    expect(longer.expiresAt).toEqual(new Date(now.getTime() + 90 * 60_000))
  })

  it("cuts names at what StreamPay takes", async () => {
    const sessionId = `payses_${"X".repeat(300)}`
    await bench.gateway().create(bench.request(money("250.00 SAR"), { sessionId }))
    expect(String(bench.body("POST /products").name)).toHaveLength(100)
    expect(bench.sandbox.streampay.linkByMetadata("session_id", sessionId)).toBeDefined()
  })

  it.each([
    ["1.00 SAR", "1.00"],
    ["250.00 USD", "250.00"],
    ["99.99 AED", "99.99"],
    ["10.125 KWD", "10.125"],
    ["1.001 BHD", "1.001"],
    ["7.50 QAR", "7.50"],
    ["12345678.90 SAR", "12345678.90"],
  ])("asks for %s exactly", async (amount, asked) => {
    const due = money(amount)
    const gateway = bench.gateway()
    gateway.check(due)
    const created = await gateway.create(bench.request(due))
    expect(bench.sandbox.streampay.link(created.reference ?? "").amount).toBe(asked)
    const observation = await gateway.read(
      attemptOf(due, { reference: created.reference }),
      new Date()
    )
    expect(observation.status).toBe("pending")
    expect(observation.mismatch).toBeUndefined()
  })
})

describe("what StreamPay cannot take", () => {
  it.each(["0.99 SAR", "0.999 KWD", "0.00 SAR", "-5.00 SAR"])(
    "refuses %s before any call",
    (amount) => {
      expect(() => bench.gateway().check(money(amount))).toThrow(
        expect.objectContaining({ reason: "invalid_amount", retry: false })
      )
      expect(bench.calls()).toEqual([])
    }
  )

  it.each(["250.00 JPY", "250.00 INR", "250.00 EGP"])("refuses %s before any call", (amount) => {
    const [value, code] = amount.split(" ")
    const due = { ...money("250.00 SAR"), currency: { code, exponent: 2 } }
    expect(value).toBe("250.00")
    expect(() => bench.gateway().check(due as never)).toThrow(
      expect.objectContaining({ reason: "unsupported_currency", retry: false })
    )
    expect(bench.calls()).toEqual([])
  })

  it("tells when the merchant's account does not have the currency", async () => {
    bench.sandbox.streampay.setEnabledCurrencies(["SAR"])
    const error = await bench.errorOf(bench.gateway().create(bench.request(money("250.00 USD"))))
    expect(error).toMatchObject({
      reason: "rejected",
      retry: false,
      httpStatus: 422,
      gatewayCode: "INVALID_PARAMETERS",
    })
    expect(error.detail).toContain("USD")
    expect(bench.calls()).toEqual(["POST /products"])
  })
})

describe("VAT", () => {
  it("marks what is exempt from VAT as such, and never as inclusive too", async () => {
    for (const pricesIncludeVat of [true, false]) {
      const gateway = bench.gateway({ vatExempt: true, pricesIncludeVat })
      const created = await gateway.create(bench.request(money("250.00 SAR")))
      expect(bench.sandbox.streampay.link(created.reference ?? "").amount).toBe("250.00")
      expect(bench.body("POST /products").prices).toEqual([
        expect.objectContaining({
          is_price_inclusive_of_vat: false,
          is_price_exempt_from_vat: true,
        }),
      ])
    }
  })

  it("refuses a link whose total is not the shop's, and closes it", async () => {
    const error = await bench.errorOf(
      bench.gateway({ pricesIncludeVat: false }).create(bench.request(money("250.00 SAR")))
    )
    expect(error).toMatchObject({ reason: "rejected", retry: false })
    expect(error.detail).toContain("250.00 SAR")
    expect(error.detail).toContain("pricesIncludeVat")
    const [link] = bench.sandbox.streampay.links()
    expect(link).toMatchObject({ amount: "287.50", status: "INACTIVE" })
  })

  it.each([
    ["another amount", { kind: "wrong_amount", by: 1 } as const],
    ["another currency", { kind: "wrong_currency" } as const],
    [
      "no amount",
      {
        kind: "replace",
        members: { amount: null, amount_in_smallest_unit: null },
      } as const,
    ],
    [
      "an amount that is none",
      {
        kind: "replace",
        members: { amount: "many", amount_in_smallest_unit: null },
      } as const,
    ],
  ])("closes a link that answers with %s", async (_, effect) => {
    bench.break("POST /payment_links", effect)
    const error = await bench.errorOf(bench.gateway().create(bench.request(money("250.00 SAR"))))
    expect(error).toMatchObject({ reason: "rejected", retry: false })
    expect(bench.sandbox.streampay.links()).toEqual([
      expect.objectContaining({ status: "INACTIVE" }),
    ])
  })

  it("compares the decimal amount where the smallest unit is missing", async () => {
    bench.break("POST /payment_links", {
      kind: "replace",
      members: { amount_in_smallest_unit: null },
    })
    const created = await bench.gateway().create(bench.request(money("10.125 KWD")))
    expect(created.status).toBe("pending")
  })

  it("says what is wrong with the total even when the link cannot be closed", async () => {
    bench.break("PATCH /payment_links/*", { kind: "status", status: 400, when: "before" })
    const error = await bench.errorOf(
      bench.gateway({ pricesIncludeVat: false }).create(bench.request(money("250.00 SAR")))
    )
    expect(error.reason).toBe("rejected")
    expect(error.detail).toContain("pricesIncludeVat")
    expect(bench.logged("warn").join("\n")).toContain("PATCH")
  })
})

describe("the address of the payment page", () => {
  const withUrl = (url: string) =>
    bench.break("POST /payment_links", { kind: "replace", members: { url } })

  it.each([
    "https://checkout.streampay.sa/pay/abc",
    "https://streampay.sa/pay/abc",
    "https://pay.eu.streampay.sa/abc?x=1",
  ])("takes StreamPay's own %s", async (url) => {
    withUrl(url)
    const created = await bench.gateway().create(bench.request(money("250.00 SAR")))
    expect(redirectOf(created)).toBe(url)
  })

  it.each([
    "https://checkout.streampay.sa.evil.example/pay",
    "https://evilstreampay.sa/pay",
    "http://checkout.streampay.sa/pay",
    "https://user@evil.example/streampay.sa",
    "javascript:alert(1)",
    "//checkout.streampay.sa/pay",
    "not an address",
    "",
  ])("refuses %j", async (url) => {
    withUrl(url)
    const error = await bench.errorOf(bench.gateway().create(bench.request(money("250.00 SAR"))))
    expect(error).toMatchObject({ reason: "unexpected_reply", retry: false })
    expect(error.message).not.toContain("evil")
    expect(bench.sandbox.streampay.links()).toEqual([
      expect.objectContaining({ status: "INACTIVE" }),
    ])
  })
})

describe("with a customer record", () => {
  it("attaches it to the link", async () => {
    const gateway = bench.gateway()
    const customerReference = await gateway.customers?.create({
      id: "cus_1",
      email: "payer@example.com",
    })
    const created = await gateway.create(bench.request(money("250.00 SAR"), { customerReference }))
    expect(bench.sandbox.streampay.link(created.reference ?? "").organizationConsumerId).toBe(
      customerReference
    )
  })

  it.each([
    ["deleted at StreamPay", "11111111-2222-4333-8444-555555555555"],
    ["no id of StreamPay's", "cus_of_another_system"],
  ])("goes on without one that is %s", async (_, customerReference) => {
    const created = await bench
      .gateway()
      .create(bench.request(money("250.00 SAR"), { customerReference }))
    expect(bench.calls()).toEqual(["POST /products", "POST /payment_links", "POST /payment_links"])
    expect(bench.sandbox.streampay.links()).toEqual([
      expect.objectContaining({ id: created.reference, organizationConsumerId: null }),
    ])
  })
})
