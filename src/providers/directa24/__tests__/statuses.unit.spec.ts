import { describeResult, observedStatusOf, refundMeaningOf } from "../statuses"

const old = { isYoung: false }

describe("results", () => {
  it.each([
    ["6", { isYoung: true }, "requires_more"],
    ["6", old, "failed"],
    ["7", old, "requires_more"],
    ["7", { ...old, paymentType: "00" }, "requires_more"],
    ["7", { ...old, paymentType: "01" }, "pending"],
    ["7", { ...old, paymentType: "02" }, "pending"],
    ["7", { ...old, paymentType: "03" }, "requires_more"],
    ["7", { ...old, paymentType: "99" }, "requires_more"],
    ["8", old, "canceled"],
    ["9", old, "paid"],
    ["9", { ...old, paymentType: "01" }, "paid"],
  ])("%s with %j is %s", (result, facts, status) => {
    expect(observedStatusOf(result, facts)).toBe(status)
  })

  it.each(["", "0", "1", "5", "10", "99", "9 ", "COMPLETED", "constructor", "__proto__"])(
    "%j is not known",
    (result) => {
      expect(observedStatusOf(result, { isYoung: true })).toBeUndefined()
      expect(describeResult(result)).toMatch(/: unknown$/)
    }
  )

  it("are described in words", () => {
    expect(describeResult("9")).toBe("9: completed")
    expect(describeResult("")).toBe("empty: unknown")
    expect(describeResult(`A\n${"B".repeat(500)}`)).toHaveLength("unknown".length + 42)
  })
})

describe("statuses of refunds", () => {
  it.each([
    ["PENDING", "open"],
    ["COMPLETED", "done"],
    ["SUCCESS", "done"],
    ["CANCELLED", "refused"],
    ["REJECTED", "refused"],
    ["HELD", undefined],
    ["constructor", undefined],
  ])("%s is %s", (status, meaning) => {
    expect(refundMeaningOf(status)).toBe(meaning)
  })
})
