import { describeStreamPayShop, PROVIDER } from "../support/streampay-shop"

jest.setTimeout(120_000)

const HOSTILE = [
  "payses_",
  "payses_01UNKNOWN",
  "payses_' OR '1'='1",
  "..%2f..%2fadmin",
  "%00",
  "constructor",
  "x".repeat(3000),
  "pgatt_01UNKNOWN",
  "💥",
]

describeStreamPayShop((shop) => {
  it("answers alike to sessions that do not exist and to those that are malformed", async () => {
    const answers = new Set<string>()
    for (const id of HOSTILE) {
      const { status, data } = await shop().store.get(
        `/store/payment-gateways/sessions/${encodeURIComponent(id)}`
      )
      answers.add(`${status} ${JSON.stringify(data)}`)
    }
    expect([...answers]).toEqual([
      '404 {"type":"not_found","message":"There is no such payment session."}',
    ])
  })

  it("tells nobody of a session without the shop's publishable key", async () => {
    const { session } = await shop().checkout()
    const { status } = await shop().api.get(`/store/payment-gateways/sessions/${session.id}`, {
      validateStatus: () => true,
    })
    expect(status).toBe(400)
  })

  it("answers 404 to returning browsers without a payment, by any method", async () => {
    for (const id of HOSTILE) {
      for (const method of ["get", "post", "put", "delete"] as const) {
        const { status } = await shop().api.request({
          method,
          url: `/payment-gateways/return/${encodeURIComponent(id)}`,
          maxRedirects: 0,
          validateStatus: () => true,
        })
        expect([id.slice(0, 20), method, status]).toEqual([id.slice(0, 20), method, 404])
      }
    }
  })

  it("refuses a total below the gateway's minimum with a sentence for the shopper", async () => {
    const cart = await shop().store.createCart("eur")
    const { status, data } = await shop().store.startPayment(cart, PROVIDER)
    expect([status, data]).toEqual([
      400,
      {
        type: "invalid_data",
        message: expect.stringMatching(/no payment below 1 EUR\. Choose another payment method/),
      },
    ])
    expect(shop().sandbox.requests.count({ gateway: "streampay" })).toBe(0)
  })

  it("survives what the gateway may answer, keeps every attempt, and works again after", async () => {
    const cases = [
      [{ kind: "status", status: 401 }, 500, /not set up correctly/],
      [{ kind: "status", status: 422 }, 400, /did not accept/],
      [{ kind: "status", status: 429 }, 500, /is busy/],
      [{ kind: "status", status: 500 }, 500, /StreamPay did not say/],
      [{ kind: "html", status: 200 }, 500, /StreamPay did not say/],
      [{ kind: "empty", status: 200 }, 500, /StreamPay did not say/],
      [{ kind: "wrong_amount" }, 400, /another amount/],
      [{ kind: "wrong_currency" }, 400, /another amount/],
    ] as const
    const cart = await shop().store.createCart("sar")
    for (const [effect, status, words] of cases) {
      const fault = shop().sandbox.faults.add({
        gateway: "streampay",
        method: "POST",
        path: "/api/v2/payment_links",
        effect,
      })
      const { status: answered, data } = await shop().store.startPayment(cart, PROVIDER)
      shop().sandbox.faults.remove(fault)
      const { message } = data as unknown as { message: string }
      expect([effect, answered, message]).toEqual([effect, status, expect.stringMatching(words)])
      expect(JSON.stringify(data)).not.toContain(shop().sandbox.streampay.apiSecret)
    }
    // Half an answer after the link was made: the link is found again, and not made twice.
    shop().sandbox.faults.add({
      gateway: "streampay",
      method: "POST",
      path: "/api/v2/payment_links",
      effect: { kind: "truncated" },
    })
    const before = shop().sandbox.requests.count({ method: "POST", path: "/api/v2/payment_links" })
    expect((await shop().store.startPayment(cart, PROVIDER)).status).toBe(200)
    const after = shop().sandbox.requests.count({ method: "POST", path: "/api/v2/payment_links" })
    expect(after - before).toBe(1)
    shop().sandbox.faults.clear()
    const attempts = await shop().ledger.listPaymentGatewayAttempts({})
    expect(attempts).toHaveLength(cases.length + 1)
    expect((await shop().store.startPayment(cart, PROVIDER)).status).toBe(200)
  })
})
