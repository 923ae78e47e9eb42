import { Money } from "../money"
import { requirePayable } from "../require-payable"
import { JPY, SAR } from "./support/arbitraries"

const check = (amount: Money) => {
  requirePayable(amount, { gateway: "FakePay", currencies: { SAR: 2 } })
}

it.each(["0.01", "10.00"])("takes %s", (amount) => {
  expect(() => check(Money.parse(amount, SAR))).not.toThrow()
})

it.each(["0", "-0.01"])("refuses %s", (amount) => {
  expect(() => check(Money.parse(amount, SAR))).toThrow(
    /FakePay takes no payment of -?0\.0\d SAR\./
  )
})

it("refuses a currency that the gateway does not count in", () => {
  expect(() => check(Money.parse("10", JPY))).toThrow("FakePay does not take JPY.")
  const odd = Money.parse("1", { code: "toString", exponent: 0 })
  expect(() => check(odd)).toThrow("FakePay does not take toString.")
})
