import fc from "fast-check"
import type { Statistics } from "../../../lib/statistics-api"
import { errorBars, exceptionBars, outcomesByProvider, paidByCurrency } from "../chart-data"
import { drawingScale, toDecimal, unitsOf } from "../decimal-units"
import { providerNames } from "../provider-names"

const paid = (provider: string, day: string, currency: string, amount: string, count = 1) => ({
  provider_id: provider,
  name: provider,
  day,
  currency_code: currency,
  amount,
  count,
})

const statistics = (change: Partial<Statistics>): Statistics => ({
  from: "2026-11-01T00:00:00.000Z",
  to: "2026-11-04T00:00:00.000Z",
  days: ["2026-11-01", "2026-11-02", "2026-11-03"],
  currencies: [],
  paid: [],
  outcomes: [],
  time_to_paid: [],
  exceptions: [],
  errors: [],
  ...change,
})

describe("decimal units", () => {
  it("are exact for any amounts", () => {
    const amount = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 30n }), fc.integer({ min: 0, max: 18 }))
      .map(([units, decimals]) => toDecimal(units, decimals))
    fc.assert(
      fc.property(fc.array(amount, { minLength: 1 }), (amounts) => {
        const units = unitsOf(amounts)
        const longest = Math.max(...amounts.map((one) => (one.split(".")[1] ?? "").length))
        expect(units.decimals).toBe(longest)
        for (const one of amounts) {
          const [whole, fraction = ""] = one.split(".")
          const padded = fraction.padEnd(longest, "0")
          expect(toDecimal(units.of(one), longest)).toBe(
            longest === 0 ? whole : `${whole}.${padded}`
          )
        }
      })
    )
  })

  it("are labeled as amounts, however large", () => {
    const small = drawingScale(12345n, 3)
    expect([small.height(12345n), small.label(10500)]).toEqual([12345, "10.5"])
    expect(small.label(10_000)).toBe("10")
    const large = drawingScale(10n ** 24n, 18)
    expect(large.label(large.height(10n ** 24n))).toBe("1000000")
  })
})

describe("what was paid", () => {
  it("stands in each currency for itself, day by day, without a gap", () => {
    const [dollars, dinars, ...others] = paidByCurrency(
      statistics({
        currencies: ["usd", "kwd"],
        paid: [
          paid("pp_a_a", "2026-11-01", "usd", "20.10", 2),
          paid("pp_b_b", "2026-11-01", "usd", "0.9"),
          paid("pp_a_a", "2026-11-03", "usd", "20.99"),
          paid("pp_a_a", "2026-11-02", "kwd", "12.345"),
        ],
      })
    )
    expect(others).toEqual([])
    expect(dollars).toMatchObject({
      currency: "usd",
      total: "41.99",
      count: 4,
      bestDay: "2026-11-01",
      providers: ["pp_a_a", "pp_b_b"],
      bars: [
        { place: "2026-11-01", pp_a_a: 2010, pp_b_b: 90 },
        { place: "2026-11-02", pp_a_a: 0, pp_b_b: 0 },
        { place: "2026-11-03", pp_a_a: 2099, pp_b_b: 0 },
      ],
    })
    expect(dollars?.rows.map(({ day }) => day)).toEqual(["2026-11-03", "2026-11-01", "2026-11-01"])
    expect([dinars?.total, dinars?.label(12345)]).toEqual(["12.345", "12.345"])
  })

  it("has no best day where nothing came", () => {
    const [euros] = paidByCurrency(
      statistics({ currencies: ["eur"], paid: [paid("pp_a_a", "2026-11-01", "eur", "0.00")] })
    )
    expect(euros?.bestDay).toBeUndefined()
  })
})

describe("outcomes", () => {
  const day = { provider_id: "a", name: "A", paid: 0, failed: 0, expired: 0, canceled: 0, open: 0 }

  it("are counted over all days, and open payments for neither side", () => {
    const [one] = outcomesByProvider([
      { ...day, day: "2026-11-01", paid: 2, failed: 1, open: 5 },
      { ...day, day: "2026-11-02", expired: 1, canceled: 2 },
    ])
    expect(one).toMatchObject({ paid: 2, ended: 6, open: 5, rate: 33 })
  })

  it("are never rounded up to all, and are no rate where none has ended", () => {
    const rates = outcomesByProvider([
      { ...day, day: "2026-11-01", paid: 999, failed: 1 },
      { ...day, provider_id: "b", day: "2026-11-01", open: 3 },
    ]).map(({ rate }) => rate)
    expect(rates).toEqual([99, null])
  })
})

it("exceptions stand by kind, with the gateways they came from", () => {
  expect(
    exceptionBars([
      { exception: "late", provider_id: "a", count: 2 },
      { exception: "late", provider_id: "b", count: 1 },
      { exception: "underpaid", provider_id: "b", count: 4 },
    ])
  ).toEqual([
    { place: "late", a: 2, b: 1 },
    { place: "underpaid", a: 0, b: 4 },
  ])
})

it("errors stand by day and kind", () => {
  const errors = [
    { provider_id: "a", day: "2026-11-01", kind: "gateway", count: 2 },
    { provider_id: "b", day: "2026-11-01", kind: "gateway", count: 1 },
    { provider_id: "b", day: "2026-11-02", kind: "webhook_refused", count: 7 },
  ] as const
  expect(errorBars(["2026-11-01", "2026-11-02"], errors)).toEqual([
    { place: "2026-11-01", gateway: 3, webhook_refused: 0 },
    { place: "2026-11-02", gateway: 0, webhook_refused: 7 },
  ])
})

it("providers of one gateway are told apart", () => {
  const names = providerNames([
    { provider_id: "pp_stream-crypto_manual", name: "Stream" },
    { provider_id: "pp_stream-crypto_stream-crypto", name: "Stream" },
    { provider_id: "pp_corefy_destream", name: "DeStream" },
  ])
  expect([...names.values()]).toEqual(["Stream (manual)", "Stream (stream-crypto)", "DeStream"])
})
