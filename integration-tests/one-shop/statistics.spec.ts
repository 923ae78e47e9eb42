import { eventually } from "../support/eventually"
import { describeStreamPayShop, PROVIDER } from "../support/streampay-shop"
import type { Statistics } from "../../src/statistics/read-statistics"

jest.setTimeout(120_000)

const STATISTICS = "/admin/payment-gateways/statistics"

describeStreamPayShop((shop) => {
  const ask = async (query = "") => {
    const answer = await (await shop().asStaff()).get<Statistics>(`${STATISTICS}${query}`)
    return answer
  }

  it("shows a payment on its day, an open one, and a refused webhook", async () => {
    const { linkId } = await shop().checkout()
    shop().sandbox.streampay.pay(linkId)
    await shop().theOrder()
    await shop().checkout("usd")
    await shop().api.post("/hooks/payment-gateways/streampay_streampay", "{}", {
      headers: { "content-type": "application/json" },
      validateStatus: () => true,
    })
    const { status, data } = await eventually(async () => {
      const answer = await ask()
      expect(answer.data.paid).toHaveLength(1)
      return answer
    })
    expect(status).toBe(200)
    const day = data.days.at(-1)
    const of = { provider_id: PROVIDER, name: "StreamPay", day }
    expect(data.days).toHaveLength(30)
    expect(data.paid).toEqual([{ ...of, currency_code: "sar", amount: "105.50", count: 1 }])
    expect(data.currencies).toEqual(["sar"])
    expect(data.outcomes).toEqual([{ ...of, paid: 1, failed: 0, expired: 0, canceled: 0, open: 1 }])
    expect(data.time_to_paid).toEqual([
      {
        provider_id: PROVIDER,
        name: "StreamPay",
        count: 1,
        median_seconds: expect.any(Number),
        p90_seconds: expect.any(Number),
      },
    ])
    expect(data.exceptions).toEqual([])
    expect(data.errors).toContainEqual({
      provider_id: PROVIDER,
      day,
      kind: "webhook_refused",
      count: 1,
    })
    const other = await ask("?provider_id=pp_corefy_destream")
    expect([other.data.paid, other.data.outcomes, other.data.errors]).toEqual([[], [], []])
  })

  it("is empty for days on which nothing was, and refuses periods that cannot be", async () => {
    const { status, data } = await ask("?from=2020-01-01&to=2020-01-03")
    expect(status).toBe(200)
    expect(data).toMatchObject({
      from: "2020-01-01T00:00:00.000Z",
      to: "2020-01-03T00:00:00.000Z",
      days: ["2020-01-01", "2020-01-02"],
      currencies: [],
      paid: [],
      outcomes: [],
    })
    for (const query of [
      "?from=2020-01-01&to=2021-01-03",
      "?from=2020-01-02&to=2020-01-01",
      "?from=yesterday",
      "?days=3",
      "?provider_id=",
    ]) {
      expect([query, (await ask(query)).status]).toEqual([query, 400])
    }
    const stranger = await shop().api.get(STATISTICS, { validateStatus: () => true })
    expect(stranger.status).toBe(401)
  })
})
