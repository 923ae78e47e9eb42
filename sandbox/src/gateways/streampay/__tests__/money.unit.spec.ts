import fc from "fast-check"
import { splitEvenly, splitVat, toMajor, toSmallestUnit } from "../money"
import { startSandbox, type ApiClient } from "./harness"

const price = (amountMinor: bigint, kind: "inclusive" | "exclusive" | "exempt") => ({
  amountMinor,
  isInclusiveOfVat: kind === "inclusive",
  isExemptFromVat: kind === "exempt",
})

describe("VAT", () => {
  it.each([
    ["inclusive", 25000n, 1n, { net: 21739n, vat: 3261n, gross: 25000n }],
    ["inclusive", 100n, 1n, { net: 87n, vat: 13n, gross: 100n }],
    ["exclusive", 25000n, 1n, { net: 25000n, vat: 3750n, gross: 28750n }],
    ["exclusive", 1003n, 1n, { net: 1003n, vat: 150n, gross: 1153n }],
    ["exclusive", 1010n, 1n, { net: 1010n, vat: 152n, gross: 1162n }],
    ["exclusive", 1001n, 3n, { net: 3003n, vat: 450n, gross: 3453n }],
    ["exempt", 25000n, 2n, { net: 50000n, vat: 0n, gross: 50000n }],
  ] as const)("of an %s price of %p times %p", (kind, amount, quantity, expected) => {
    expect(splitVat(price(amount, kind), quantity)).toEqual(expected)
  })

  it("always adds up", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 1n, max: 10n ** 15n }),
        fc.bigInt({ min: 1n, max: 1000n }),
        fc.constantFrom("inclusive" as const, "exclusive" as const, "exempt" as const),
        (amount, quantity, kind) => {
          const { net, vat, gross } = splitVat(price(amount, kind), quantity)
          expect(net + vat).toBe(gross)
          expect(net).toBeGreaterThan(0n)
        }
      )
    )
  })
})

describe("splitting", () => {
  it("keeps the total and differs by one unit at most", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 100n, max: 10n ** 12n }),
        fc.integer({ min: 2, max: 60 }),
        (total, parts) => {
          const split = splitEvenly(total, parts)
          expect(split.reduce((sum, part) => sum + part, 0n)).toBe(total)
          expect((split[0] ?? 0n) - (split.at(-1) ?? 0n)).toBeLessThanOrEqual(1n)
        }
      )
    )
  })
})

describe("amounts in replies", () => {
  it("are written with all decimals", () => {
    expect([toMajor(5n, "KWD"), toMajor(5n, "SAR"), toMajor(100000n, "SAR")]).toEqual([
      "0.005",
      "0.05",
      "1000.00",
    ])
  })

  it("never lose a unit", () => {
    expect(() => toSmallestUnit(2n ** 53n)).toThrow(RangeError)
  })

  describe("over HTTP", () => {
    let setup: Awaited<ReturnType<typeof startSandbox>>
    let api: ApiClient

    beforeAll(async () => {
      setup = await startSandbox()
      api = setup.api
    })

    afterAll(() => setup.stop())

    const linkOf = async (itemPrice: Record<string, unknown>, quantity = 1) => {
      const productId = await api.product(itemPrice)
      const reply = await api.call("POST", "/payment_links", {
        name: "L",
        currency: itemPrice.currency ?? "SAR",
        items: [{ product_id: productId, quantity }],
      })
      return reply.json
    }

    it.each([
      [{ amount: "250.00" }, 1, "250.00", 25000],
      [{ amount: 19.99 }, 3, "59.97", 5997],
      [{ amount: "1" }, 1, "1.00", 100],
      [{ amount: "12.345", currency: "KWD" }, 1, "12.345", 12345],
      [{ amount: "1.5", currency: "BHD" }, 2, "3.000", 3000],
      [{ amount: "100.00", is_price_inclusive_of_vat: false }, 1, "115.00", 11500],
      [
        { amount: "100.00", is_price_inclusive_of_vat: false, is_price_exempt_from_vat: true },
        1,
        "100.00",
        10000,
      ],
      [{ amount: "999999999999.99" }, 1, "999999999999.99", 99999999999999],
    ])("%p times %i", async (itemPrice, quantity, amount, units) => {
      expect(await linkOf(itemPrice, quantity)).toMatchObject({
        amount,
        amount_in_smallest_unit: units,
        original_amount_in_smallest_unit: units,
        amount_collected: expect.stringMatching(/^0\.0+$/) as string,
        amount_collected_in_smallest_unit: 0,
      })
    })

    it("tell a price's net and VAT", async () => {
      const created = await api.call("POST", "/products", {
        name: "P",
        type: "ONE_OFF",
        prices: [{ currency: "SAR", amount: "115.00" }],
      })
      expect(created.json).toMatchObject({
        price: "115.00",
        currency: "SAR",
        prices: [{ price_excluding_vat: "100.00", vat_amount: "15.00", is_active: true }],
      })
    })
  })
})
