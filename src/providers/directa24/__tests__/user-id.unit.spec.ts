import { createHash } from "node:crypto"
import fc from "fast-check"
import { userIdOf } from "../user-id"

describe("the payer's id", () => {
  it("is a number of at most 11 digits without leading zeros", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (customerId) => {
        expect(userIdOf({ customerId }, "a@example.com", "numeric")).toMatch(/^(0|[1-9]\d{0,10})$/)
      })
    )
  })

  it("is the customer's id hashed, modulo 10^11", () => {
    const digest = createHash("sha256").update("cus_1").digest("hex")
    const expected = (BigInt(`0x${digest}`) % 100_000_000_000n).toString()
    expect(userIdOf({ customerId: "cus_1" }, "a@example.com", "numeric")).toBe(expected)
    expect(userIdOf({ customerId: "cus_1" }, "b@example.com", "numeric")).toBe(expected)
  })

  it("of a guest is made of the e-mail", () => {
    const guest = userIdOf({}, "a@example.com", "numeric")
    expect(guest).toBe(userIdOf({ customerId: "a@example.com" }, "", "numeric"))
    expect(guest).not.toBe(userIdOf({}, "b@example.com", "numeric"))
  })

  it("as it is, is cut to 20 characters", () => {
    const customerId = "cus_01HZX8ABCDEFGHJKMNPQRS"
    expect(userIdOf({ customerId }, "a@example.com", "raw")).toBe("cus_01HZX8ABCDEFGHJK")
    expect(userIdOf({}, "a@example.com", "raw")).toBe("a@example.com")
  })
})
