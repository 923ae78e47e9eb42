import type { Mismatch } from "../../../core/attempt"
import { SESSION_ID } from "../../../core/__tests__/support/attempts"
import { observe, openAttemptOf, paymentOf, RETURN_URL, settled } from "./support/readings"

const STATUSES = ["pending", "completed"]

const mismatchOf = (changes: Record<string, unknown>, due = "1.00 USD", status = "completed") =>
  observe({ reply: paymentOf(status, changes), attempt: openAttemptOf(due) }).mismatch

const foreign: readonly [string, Record<string, unknown>, Mismatch][] = [
  ["another id", { payment_id: "AnotherPayment00000001" }, "reference"],
  ["another session in its name", { name: "Order payses_FOREIGN01" }, "reference"],
  ["this session within its name", { name: `${SESSION_ID} and more` }, "reference"],
  ["a longer session in its name", { name: `Order ${SESSION_ID}9` }, "reference"],
  ["another return address", { return_url: "https://evil.example/" }, "reference"],
  ["another attempt's return address", { return_url: `${RETURN_URL}2` }, "reference"],
  ["a return address that is none", { return_url: "/" }, "reference"],
  ["a test network", { network: "testnet" }, "test_mode"],
  ["a network of its own", { network: "devnet" }, "test_mode"],
  ["another amount", { display_amount_usd: "0.01" }, "amount"],
  ["a higher amount", { display_amount_usd: "1.01" }, "amount"],
  ["a fraction of a cent less", { display_amount_usd: "0.999" }, "amount"],
]

describe.each(STATUSES)("a payment that is %s", (status) => {
  it.each(foreign)("and has %s is not believed", (_, changes, mismatch) => {
    const reply = paymentOf(status, changes)
    expect(observe({ reply })).toMatchObject({ status: "pending", mismatch })
    const attempt = settled({ reply })
    expect(attempt).toMatchObject({ status: "requires_more", exception: "mismatched", mismatch })
    expect(attempt.received.isZero()).toBe(true)
    expect(attempt.gatewayData).toEqual({ return_url: RETURN_URL })
  })

  it.each([
    ["as it is", {}],
    ["with another name before the session's", { name: `My Shop ${SESSION_ID}` }],
    ["without a name", { name: null }],
    ["without a return address", { return_url: "" }],
    ["with the return address in another form", { return_url: RETURN_URL.replace("shop", "SHOP") }],
    ["without a network", { network: null }],
    ["on the main network", { network: "Mainnet" }],
    ["with an amount in another form", { display_amount_usd: "1.000" }],
    ["with an amount that is a number", { display_amount_usd: 1 }],
    ["with another amount in a currency that is not the session's", { display_amount_eur: "7" }],
  ])("is this one %s", (_, changes) => {
    expect(mismatchOf(changes, "1.00 USD", status)).toBeUndefined()
  })
})

describe("a payment without an amount", () => {
  it.each([undefined, null, "", "a dollar", "-1.00", "1e0", {}])("(%j) is no money", (amount) => {
    const changes = { display_amount_usd: amount }
    expect(mismatchOf(changes)).toBe("amount")
    expect(mismatchOf(changes, "1.00 USD", "pending")).toBeUndefined()
    expect(mismatchOf({ ...changes, transaction_hash: "x" }, "1.00 USD", "ERR_CALLBACK")).toBe(
      "amount"
    )
  })
})

describe("a payment in EUR", () => {
  it.each([
    ["0.93", undefined],
    ["0.930", undefined],
    ["1.00", "amount"],
    ["0.92", "amount"],
    [null, "amount"],
  ])("that shows %s EUR: %s", (shown, mismatch) => {
    expect(mismatchOf({ display_amount_eur: shown }, "0.93 EUR")).toBe(mismatch)
  })
})

describe("a payment in STRM", () => {
  const DUE = "0.166389351081530800779973 STRM"

  it.each([
    ["0.16638", undefined],
    ["0.16639", undefined],
    ["0.166389351081530800779973", undefined],
    ["0.17", undefined],
    ["0.16637", "amount"],
    ["0.16640", "amount"],
    ["0.166389351081530800779972", "amount"],
    ["1.16638", "amount"],
    ["0", "amount"],
    ["0.00000", "amount"],
    ["16638", "amount"],
  ])("that shows %s STRM: %s", (shown, mismatch) => {
    expect(mismatchOf({ display_amount: shown }, DUE)).toBe(mismatch)
  })

  const coin = (token: string, displayAmount: string) => ({
    blockchain: "solana",
    token,
    contract: "wrap.strm",
    address: "3659c6cf5c8138163330b9059148b62f405c7676b92e79562360b5853d5c55e5",
    amount: "166389351081530800779973",
    displayAmount,
  })

  it("shows its amount among the coins, where the older field is gone", () => {
    const shown = (...addresses: unknown[]) =>
      mismatchOf({ display_amount: undefined, addresses }, DUE)
    expect(shown(coin("USDC", "1.00"), coin("STRM", "0.16638"))).toBeUndefined()
    expect(shown(coin("STRM", "0.15"))).toBe("amount")
    expect(shown(coin("USDC", "0.16638"))).toBe("amount")
    expect(shown()).toBe("amount")
  })
})

describe("a test network", () => {
  it("is taken where the merchant has turned the sandbox on", () => {
    for (const network of ["testnet", "mainnet", "devnet"]) {
      const reply = paymentOf("completed", { network })
      expect(settled({ reply, options: { sandbox: true } })).toMatchObject({
        status: "captured",
        mismatch: null,
      })
    }
  })
})

it("a return address is not compared when none was kept", () => {
  const reply = paymentOf("completed", { return_url: "https://other.example/" })
  for (const gatewayData of [{}, { return_url: 5 }]) {
    expect(observe({ reply, attempt: openAttemptOf("1.00 USD", { gatewayData }) }).mismatch).toBe(
      undefined
    )
  }
})
