import { BigNumber, MathBN } from "@medusajs/framework/utils"
import { GatewayError } from "../errors"
import { type Currency, Money } from "../money"
import { JPY, KWD, SAR, TOKEN } from "./support/arbitraries"

function refusalOf(input: unknown, currency: Currency): GatewayError {
  try {
    const parsed = Money.parse(input, currency)
    throw new Error(`taken as ${parsed.toString()}`)
  } catch (error) {
    expect(error).toBeInstanceOf(GatewayError)
    return error as GatewayError
  }
}

describe("Money.parse reads every form in which amounts are handed over", () => {
  const one = 10n ** 24n

  test.each<[string, unknown, Currency, bigint]>([
    ["a whole number", 10, SAR, 1000n],
    ["a number with decimals", 10.5, SAR, 1050n],
    ["the number that a float cannot hold exactly", 0.29, SAR, 29n],
    ["a number in exponent notation, large", 1e21, SAR, 10n ** 23n],
    ["a number in exponent notation, small", 1e-7, TOKEN, 10n ** 17n],
    ["negative zero", -0, SAR, 0n],
    ["a negative number", -1.25, SAR, -125n],
    ["the largest safe number", Number.MAX_SAFE_INTEGER, JPY, 9007199254740991n],
    ["a bigint of major units", 7n, KWD, 7000n],
    ["a string", "10.50", SAR, 1050n],
    ["a string with fewer decimals", "10.5", SAR, 1050n],
    ["a string with trailing zeros beyond the currency's decimals", "10.500000", SAR, 1050n],
    ["a string with leading zeros", "0010.5", SAR, 1050n],
    ["a string with white space around it", " 10.50\n", SAR, 1050n],
    ["a string with a sign", "+10.50", SAR, 1050n],
    ["a negative string", "-0.01", SAR, -1n],
    ["a string of negative zero", "-0.00", SAR, 0n],
    ["a string in exponent notation", "1.05e1", SAR, 1050n],
    ["a string in exponent notation with capital", "105E-1", SAR, 1050n],
    ["no decimals", "1500", JPY, 1500n],
    ["no decimals, written with some", "1500.000", JPY, 1500n],
    ["three decimals", "10.505", KWD, 10505n],
    ["twenty-four decimals", "1.000000000000000000000001", TOKEN, one + 1n],
    ["Medusa's raw value", { value: "10.5", precision: 20 }, SAR, 1050n],
    ["Medusa's raw value with a number", { value: 10.5 }, SAR, 1050n],
    ["Medusa's BigNumber of a number", new BigNumber(10.5), SAR, 1050n],
    ["Medusa's BigNumber of a string", new BigNumber("0.29"), SAR, 29n],
    ["Medusa's BigNumber of a large sum", new BigNumber("1e25"), SAR, 10n ** 27n],
    ["Medusa's BigNumber around bignumber.js", new BigNumber(MathBN.convert("3.3")), SAR, 330n],
    ["a sum of Medusa's arithmetic", MathBN.add(0.1, 0.2), SAR, 30n],
    ["a product of Medusa's arithmetic", MathBN.mult("1e20", 10), SAR, 10n ** 23n],
    ["a raw value around Medusa's arithmetic", { value: MathBN.sub(1, 0.9) }, SAR, 10n],
    ["an amount with a getter", { numeric: 10.5 }, SAR, 1050n],
  ])("%s", (_, input, currency, minor) => {
    expect(Money.parse(input, currency).minor).toBe(minor)
  })
})

describe("Money.parse refuses what is no amount, and says so", () => {
  test.each<[string, unknown]>([
    ["NaN", NaN],
    ["Infinity", Infinity],
    ["-Infinity", -Infinity],
    ["Infinity as text", "Infinity"],
    ["an empty string", ""],
    ["white space", "   "],
    ["a decimal comma", "1,5"],
    ["a thousands separator", "1,500.00"],
    ["hexadecimal", "0x10"],
    ["an amount with its currency", "10.50 SAR"],
    ["two points", "1.5.0"],
    ["a point at the end", "1."],
    ["a point at the beginning", ".5"],
    ["a sign alone", "-"],
    ["two signs", "--1"],
    ["digits of another script", "١٠"],
    ["a line between the digits", "1\n0"],
    ["an exponent that would fill the memory", "1e9999"],
    ["something that says it is of bignumber.js", { _isBigNumber: true, toString: 1 }],
    ["a huge string", "9".repeat(101)],
    ["null", null],
    ["undefined", undefined],
    ["true", true],
    ["a symbol", Symbol("10")],
    ["a function", () => 10],
    ["an object", {}],
    ["an object without prototype", Object.create(null)],
    ["an object that cannot be made a string", { toString: () => ({}) }],
    ["an array", [10]],
    ["an empty array", []],
    ["a date", new Date()],
    ["a raw value without a value", { precision: 20 }],
    ["a raw value of null", { value: null }],
    ["a raw value that is no number", { value: "ten", precision: 20 }],
    ["bignumber.js' NaN", MathBN.convert("ten")],
    ["a division by zero of Medusa's arithmetic", MathBN.div(1, 0)],
    ["wraps without end", wrapped(10_000)],
    ["wraps in a circle", circle()],
  ])("%s", (_, input) => {
    const error = refusalOf(input, SAR)

    expect(error.reason).toBe("invalid_amount")
    expect(error.retry).toBe(false)
    expect(error.type).toBe("invalid_data")
    expect(error.message).toMatch(/is not an amount of money\. Expected an amount in SAR/)
    expect(error.message.length).toBeLessThan(200)
  })

  test.each([["1e999"], ["1e61"], ["-1e61"], [`1${"0".repeat(60)}`]])(
    "%s is too large",
    (input) => {
      expect(refusalOf(input, JPY).message).toMatch(/ is too large\. /)
      expect(Money.parse("9".repeat(60), JPY).toDecimal()).toBe("9".repeat(60))
    }
  )

  test.each<[string, unknown, Currency]>([
    ["the rest of a float computation", 0.1 + 0.2, SAR],
    ["a number smaller than the smallest unit", 1e-7, SAR],
    ["one decimal too many", "10.501", SAR],
    ["any decimals where there are none", "1.5", JPY],
    ["a fourth decimal", "1.0001", KWD],
    ["a twenty-fifth decimal", "0.0000000000000000000000001", TOKEN],
    ["a third of Medusa's arithmetic", MathBN.div(1, 3), SAR],
    ["a half of the smallest unit", new BigNumber("0.005"), SAR],
  ])("%s has more decimals than the currency", (_, input, currency) => {
    const error = refusalOf(input, currency)

    expect(error.reason).toBe("invalid_amount")
    expect(error.message).toContain(`more decimals than ${currency.code} has`)
  })
})

describe("Money.parseMinor reads whole numbers of the smallest unit only", () => {
  test.each<[unknown, bigint]>([
    [1050n, 1050n],
    [1050, 1050n],
    ["1050", 1050n],
    ["-1050", -1050n],
    [0, 0n],
    [-0, 0n],
    ["9".repeat(60), 10n ** 60n - 1n],
  ])("%p", (input, minor) => {
    expect(Money.parseMinor(input, SAR).minor).toBe(minor)
  })

  test.each<[unknown]>([
    [10.5],
    [2 ** 53],
    [NaN],
    [Infinity],
    ["10.5"],
    ["10.0"],
    ["1e3"],
    ["+1"],
    [" 1"],
    [""],
    ["9".repeat(61)],
    [null],
    [undefined],
    [{ value: "1" }],
    [[1]],
  ])("%p is refused", (input) => {
    expect(() => Money.parseMinor(input, SAR)).toThrow(/whole number of smallest units/)
  })
})

describe("Money", () => {
  const money = (text: string, currency = SAR) => Money.parse(text, currency)

  test.each<[string, Currency, string]>([
    ["0", SAR, "0.00"],
    ["0.01", SAR, "0.01"],
    ["-0.01", SAR, "-0.01"],
    ["1234567890.1", SAR, "1234567890.10"],
    ["5", JPY, "5"],
    ["-5", JPY, "-5"],
    ["0.005", KWD, "0.005"],
    ["2", TOKEN, "2.000000000000000000000000"],
  ])("writes %s %p as %s", (text, currency, decimal) => {
    expect(money(text, currency).toDecimal()).toBe(decimal)
    expect(money(text, currency).toString()).toBe(`${decimal} ${currency.code}`)
  })

  test("amounts of different currencies neither add up nor compare", () => {
    expect(() => money("1").add(money("1", KWD))).toThrow(/1.000 KWD is not in SAR/)
    expect(() => money("1").subtract(money("1", KWD))).toThrow(GatewayError)
    expect(() => money("1").compare(money("1", KWD))).toThrow(GatewayError)
    expect(() => money("1").max(money("1", KWD))).toThrow(GatewayError)
    expect(() => money("1").min(money("1", KWD))).toThrow(GatewayError)
    expect(money("1").equals(money("1", KWD))).toBe(false)
  })

  test("one code with other decimals is another currency", () => {
    const dirhamInFils = money("5", { code: "AED", exponent: 2 })
    const dirham = money("5", { code: "AED", exponent: 0 })

    expect(dirham.equals(dirhamInFils)).toBe(false)
    expect(() => dirham.add(dirhamInFils)).toThrow(GatewayError)
  })

  test.each<[string, string | number, string]>([
    ["10.00", 0.5, "0.05"],
    ["10.00", "100", "10.00"],
    ["10.00", 0, "0.00"],
    ["0.99", 1, "0.00"],
    ["199.99", "0.5", "0.99"],
    ["100.00", "0.0001", "0.00"],
    ["1000000.00", "0.000001", "0.01"],
  ])("%s SAR at %p percent is %s, cut down", (amount, percent, expected) => {
    expect(money(amount).percentage(percent).toDecimal()).toBe(expected)
  })

  test.each([["half"], [NaN], ["0.0000001"], [1e-7]])("no percentage of %p", (percent) => {
    expect(() => money("10").percentage(percent)).toThrow(GatewayError)
  })
})

function wrapped(times: number): unknown {
  let amount: unknown = "10"
  for (let count = 0; count < times; count += 1) {
    amount = { value: amount }
  }
  return amount
}

function circle(): unknown {
  const left: { value?: unknown } = {}
  left.value = { value: left }
  return left
}
