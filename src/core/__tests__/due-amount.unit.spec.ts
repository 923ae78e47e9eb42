import { dueAmount } from "../due-amount"

const SAR = { code: "SAR", exponent: 2 }

describe("dueAmount", () => {
  it("is the session's amount, exactly", () => {
    expect(dueAmount(105.5, SAR).toDecimal()).toBe("105.50")
  })

  it("refuses a total that taxes made unpayable, and names the cure", () => {
    expect(() => dueAmount({ value: "11.4885", precision: 20 }, SAR)).toThrow(
      /11\.4885 has more decimals than SAR has \(2\).*prices that include taxes/
    )
  })
})
