import fc from "fast-check"
import { COUNTRIES } from "../countries"
import { documentLabel, documentPattern, readDocument } from "../documents"

const live = { testDocuments: false }

const taken: readonly [string, string, string, string][] = [
  ["AR", "DNI of 7", "1234567", "1234567"],
  ["AR", "DNI of 8 with dots", "12.345.678", "12345678"],
  ["AR", "DNI of 9", "123456789", "123456789"],
  ["AR", "CUIT of 11", "20-12345678-3", "20123456783"],
  ["BR", "CPF", "529.982.247-25", "52998224725"],
  ["BR", "CPF without punctuation", "52998224725", "52998224725"],
  ["BR", "CNPJ", "11.222.333/0001-81", "11222333000181"],
  ["BO", "CI", "1234567", "1234567"],
  ["BO", "CIE", "e-12345678", "E12345678"],
  ["BO", "passport", "A123456", "A123456"],
  ["BO", "NIT", "123456789012", "123456789012"],
  ["CA", "driver's licence of digits", "123456", "123456"],
  ["CA", "driver's licence of 15", "A1234-56789-01234", "A12345678901234"],
  ["CA", "health card", "1234 567 890", "1234567890"],
  ["CA", "passport", "AB123456", "AB123456"],
  ["CL", "RUT", "12.345.678-5", "123456785"],
  ["CL", "RUT that ends in K", "7.654.321-k", "7654321K"],
  ["CM", "passport", "A12345678", "A12345678"],
  ["CM", "CI of 12", "123456789012", "123456789012"],
  ["CM", "driver's licence", "AB345678", "AB345678"],
  ["CO", "CC", "123456", "123456"],
  ["CO", "NIT", "900.123.456-7", "9001234567"],
  ["CO", "PEP of 15", "123456789012345", "123456789012345"],
  ["CO", "passport", "AB123456", "AB123456"],
  ["MX", "CURP", "gomc800115hdfrrl09", "GOMC800115HDFRRL09"],
  ["PE", "DNI", "12345678", "12345678"],
  ["UY", "CI", "1.234.567-8", "12345678"],
  ["KE", "any document", "A-1", "A1"],
]

describe("documents that are taken", () => {
  it.each(taken)("%s: %s", (country, _, text, read) => {
    expect(readDocument(text, country, live)).toBe(read)
    expect(text).toMatch(new RegExp(`^(?:${documentPattern(country)})$`, "u"))
  })

  it("a CNPJ whose leading zeros are left out", () => {
    const complete = withCheckDigits("012223330001")
    expect(complete).toHaveLength(14)
    expect(readDocument(complete.slice(1), "BR", live)).toBe(complete.slice(1))
  })
})

describe("documents that are refused", () => {
  it.each([
    ["AR", "123456"],
    ["AR", "1234567890"],
    ["AR", "12345678A"],
    ["BR", "529.982.247-26"],
    ["BR", "529.982.247-15"],
    ["BR", "11.222.333/0001-82"],
    ["BR", "11111111111"],
    ["BR", "00000000000000"],
    ["BR", "5299822472"],
    ["BR", "123456789012345"],
    ["BO", "123456"],
    ["BO", "1234567890"],
    ["CA", "12345"],
    ["CA", "ABC"],
    ["CL", "1234567"],
    ["CL", "1234567890"],
    ["CM", "1234567"],
    ["CM", "1234567890123"],
    ["CO", "12345"],
    ["CO", "1234567890123456"],
    ["MX", "A".repeat(31)],
    ["MX", "ÑANDÚ"],
    ["KE", "<script>"],
    ["KE", "---"],
    ["KE", ""],
  ])("%s: %j", (country, text) => {
    expect(readDocument(text, country, live)).toBeUndefined()
  })
})

describe("Directa24's test document", () => {
  it("is taken where no real money is", () => {
    expect(readDocument("000.034.567-89", "BR", { testDocuments: true })).toBe("00003456789")
  })

  it("is refused where real money is", () => {
    expect(readDocument("00003456789", "BR", live)).toBeUndefined()
  })
})

describe("check digits", () => {
  it("find every single wrong digit of a CPF", () => {
    const position = fc.integer({ min: 0, max: 10 })
    fc.assert(
      fc.property(position, fc.integer({ min: 1, max: 9 }), (index, change) => {
        const digits = [..."52998224725"]
        digits[index] = String((Number(digits[index]) + change) % 10)
        return readDocument(digits.join(""), "BR", live) === undefined
      })
    )
  })
})

describe("patterns", () => {
  it.each(Object.keys(COUNTRIES))("of %s work in browsers, in both modes", (country) => {
    const source = `^(?:${documentPattern(country)})$`
    expect(() => new RegExp(source, "u")).not.toThrow()
    expect(() => new RegExp(source, "v")).not.toThrow()
    expect(documentLabel(country)).toMatch(/^\S.*\S$/)
  })

  it.each(Object.keys(COUNTRIES))("of %s let through whatever is taken", (country) => {
    const pattern = new RegExp(`^(?:${documentPattern(country)})$`, "u")
    const text = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9 .-]{0,34}$/)
    fc.assert(
      fc.property(text, (given) => {
        const read = readDocument(given, country, live)
        expect(read === undefined || pattern.test(given)).toBe(true)
        expect(read === undefined || /^[A-Z0-9]{1,30}$/.test(read)).toBe(true)
      })
    )
  })
})

/** The two last digits of a CNPJ, computed here on their own. */
function withCheckDigits(body: string): string {
  const weights = [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]
  let digits = body
  for (let round = 0; round < 2; round += 1) {
    const used = weights.slice(weights.length - digits.length)
    const sum = [...digits].reduce((total, digit, index) => total + Number(digit) * used[index], 0)
    digits += sum % 11 < 2 ? "0" : String(11 - (sum % 11))
  }
  return digits
}
