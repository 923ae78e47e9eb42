import { parseStatementOrder } from "../export-statement"

describe("what a statement is asked for", () => {
  it("is everything, unless it is said", () => {
    expect(parseStatementOrder({})).toEqual({
      period: { from: null, to: null },
      kinds: ["payments", "refunds", "exceptions"],
      gateway: undefined,
      providerId: undefined,
      hasByteOrderMark: false,
    })
  })

  it("is a period of days or instants, of a gateway, of some kinds", () => {
    const order = parseStatementOrder({
      from: "2026-01-01",
      to: "2026-02-01T03:00:00+03:00",
      gateway: "streampay",
      provider_id: "pp_streampay_streampay",
      kind: "payments,refunds",
      bom: "true",
    })
    expect(order).toEqual({
      period: { from: new Date("2026-01-01T00:00:00Z"), to: new Date("2026-02-01T00:00:00Z") },
      kinds: ["payments", "refunds"],
      gateway: "streampay",
      providerId: "pp_streampay_streampay",
      hasByteOrderMark: true,
    })
    expect(parseStatementOrder({ kind: ["payments", "exceptions"] }).kinds).toEqual([
      "payments",
      "exceptions",
    ])
  })

  it.each([
    [{ from: "yesterday" }, /from/],
    [{ from: "2026-02-30" }, /from/],
    [{ to: "2026-01-01T10:00:00" }, /to/],
    [{ kind: "fees" }, /kind/],
    [{ kind: "" }, /kind/],
    [{ bom: "maybe" }, /bom/],
    [{ gateway: ["a", "b"] }, /gateway/],
    [{ order_id: "x" }, /order_id/],
    [{ from: "2026-02-01", to: "2026-02-01" }, /ends before it begins/],
  ])("is refused when it cannot be understood: %j", (query, message) => {
    expect(() => parseStatementOrder(query)).toThrow(message)
  })
})
