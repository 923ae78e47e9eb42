import { requestFacts, withRequestFacts } from "../request-facts"

describe("what is known of a request", () => {
  it("is known to all that the request leads to, and to nobody else", async () => {
    expect(requestFacts()).toEqual({})
    const seen = await withRequestFacts({ ip: "203.0.113.7" }, async () => {
      await new Promise((resolve) => setImmediate(resolve))
      return requestFacts()
    })
    expect(seen).toEqual({ ip: "203.0.113.7" })
    expect(requestFacts()).toEqual({})
  })

  it("adds up, and ends where it began", () => {
    withRequestFacts({ ip: "203.0.113.7" }, () => {
      withRequestFacts({ refundReason: "broken" }, () => {
        expect(requestFacts()).toEqual({ ip: "203.0.113.7", refundReason: "broken" })
      })
      expect(requestFacts()).toEqual({ ip: "203.0.113.7" })
    })
  })
})
