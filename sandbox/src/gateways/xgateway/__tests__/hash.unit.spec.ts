import { rehashed } from "../callbacks"
import { bankAccountHash, kycHash, transactionHash } from "../hash"

/** Vectors computed apart from this code, with made-up keys. */
const SECRET = "xgw_secret_made_up_0001"
const DEPOSIT = {
  id: "7e71d132-d80d-4140-8e60-9c89d0bd9eed",
  customerId: "payses_TEST0001",
  amount: "200",
  currency: "EUR",
}
const DEPOSIT_HASH =
  "3abyyLbO/rZzfJkTXbmq1GufFU07tAVrn0a+QsAfbaffNFlGDhlK6UkayCihFISlHKWm14n/oR2xxtbw/rN1Hg=="
const VERBATIM_HASH =
  "I2SxC1E8e13HlgNKfTtk1tCo+uIiV1gg9VNu8f7rtUAmUPBmrxePIYz7OveR/6WTNXiVq56qylTO7+CChOKbAQ=="
const DOTTED_HASH =
  "VbjrMg+L85vVj4QeERBew8FIqan8OCrs4OfnY97zNK9mnjsnCaR+2V0u30DdLstyCP7ZykE0aK1YR3thUZVWJg=="

describe("the hash of callbacks", () => {
  it.each([
    ["a deposit in EUR", DEPOSIT, DEPOSIT_HASH],
    [
      "a deposit of coins",
      {
        id: "a1b2c3d4-5678-4efa-bcde-123456789abc",
        customerId: "cus_01TEST",
        amount: "0.01",
        currency: "eUSDC",
      },
      "tzKxmsCczTEw0ohi1SdGpbGEMZxyfZiliEyI7vw1ozlLMETaoKLlBsfkASuueswY89Zh8AdYEWdgE6Iih+mJ6A==",
    ],
    [
      "an amount kept as written",
      {
        id: "b1b2c3d4-5678-4efa-bcde-123456789abc",
        customerId: "cus_01TEST",
        amount: "0.10",
        currency: "tUSDT",
      },
      VERBATIM_HASH,
    ],
    [
      "a withdrawal",
      {
        id: "c1b2c3d4-5678-4efa-bcde-123456789abc",
        customerId: "payses_TEST0002",
        amount: "1.71",
        currency: "EUR",
      },
      "jmIM+oVE0plHUaUY7APs4FOcX6mQxuvvvb8L5vPUkDtxHdyS2cVHLStWxiYoyTnvd+uQB+9fDuMdBwskEIz3Vw==",
    ],
    [
      "a customer with a dot",
      { id: "x", customerId: "a.b", amount: "1", currency: "EUR" },
      DOTTED_HASH,
    ],
    ["an id with a dot", { id: "x.a", customerId: "b", amount: "1", currency: "EUR" }, DOTTED_HASH],
  ])("is right for %s", (_name, hashed, hash) => {
    expect(transactionHash(hashed, SECRET)).toBe(hash)
    expect(hash).toHaveLength(88)
  })

  it("changes with the spelling of the amount", () => {
    const rewritten = {
      id: "b1b2c3d4-5678-4efa-bcde-123456789abc",
      customerId: "cus_01TEST",
      amount: "0.1",
      currency: "tUSDT",
    }
    expect(transactionHash(rewritten, SECRET)).not.toBe(VERBATIM_HASH)
  })

  it("changes with the key", () => {
    expect(transactionHash(DEPOSIT, "another")).not.toBe(DEPOSIT_HASH)
    expect(DEPOSIT_HASH).not.toBe(
      "mr9c+MT4rA88gYHuMzpzNHwurN5DsdyelZVANl1gDLwtRp+HZPDg0kop+n4tLIk7qxxL1rR4SKHA5i2E9JDvxQ=="
    )
  })

  it("is right for bank accounts and verification", () => {
    expect(bankAccountHash("cus_01TEST", "EUR", SECRET)).toBe(
      "usDHn9bxOso3n+QrsQu03rff3R97JEhs+MXAy3ELNa3eefk6dGUxDqAzKtXfpf8S/GV1Xu9DWg8fcIghS2vPTw=="
    )
    expect(kycHash("cus_01TEST", SECRET)).toBe(
      "mWplk3U3qwpDPL/gY+NmJewGW7WJSo2D32G2spYPuKxk6nuBZxDeVF4DmZmTQlNUJ4GXGLovAhXKRR4yEFEc5Q=="
    )
  })

  it("is made anew for another key, unless it was set by hand or there is none", () => {
    const body = JSON.stringify({ callbackType: "transaction", ...DEPOSIT, hash: DEPOSIT_HASH })
    const again = JSON.parse(rehashed(body, [SECRET], "another")) as { hash: string }
    expect(again.hash).toBe(transactionHash(DEPOSIT, "another"))
    expect(rehashed(body, [SECRET], SECRET)).toBe(body)
    const byHand = JSON.stringify({ callbackType: "transaction", ...DEPOSIT, hash: "mine" })
    expect(rehashed(byHand, [SECRET], "another")).toBe(byHand)
    expect(rehashed("no JSON", [SECRET], "another")).toBe("no JSON")
    expect(rehashed("[1]", [SECRET], "another")).toBe("[1]")
  })
})
