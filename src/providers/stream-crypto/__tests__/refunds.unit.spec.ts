import type { Attempt } from "../../../core/attempt"
import { checkAnswers } from "../../../core/collect-fields"
import type { RefundRequest } from "../../../core/contract"
import { GatewayError } from "../../../core/errors"
import { recordRefund, REFUND_FIELDS } from "../refunds"
import { money, openAttemptOf } from "./support/readings"

const HASH =
  "5VERv8NMvzbJMEkV8xnrLkEaWRtSz9CosKDYjCJjBRnbJLgp8uirBgmQpjKhoR4tjF3ZpRzrFmBV6UjKdiSZkQUW"
const OTHER = HASH.replace("5VER", "4VER")

const paid = (changes: Partial<Attempt> = {}) =>
  openAttemptOf("15.89 USD", { status: "captured", received: money("15.89 USD"), ...changes })

function refund(changes: Partial<RefundRequest> = {}) {
  return recordRefund({
    attempt: paid(),
    amount: money("15.89 USD"),
    idempotencyKey: "refund_1",
    fields: { transaction_hash: HASH },
    ...changes,
  })
}

function refusalOf(changes: Partial<RefundRequest>): GatewayError {
  try {
    refund(changes)
  } catch (error) {
    if (GatewayError.is(error)) {
      return error
    }
  }
  throw new Error("was recorded")
}

/** The attempt after a refund was recorded, as the ledger merges it. */
function after(attempt: Attempt, request: Partial<RefundRequest>): Attempt {
  const { refunded, gatewayData } = refund({ attempt, ...request })
  return { ...attempt, refunded, gatewayData: { ...attempt.gatewayData, ...gatewayData } }
}

const part = (key: string, hash: string, amount = "5.00 USD") => ({
  idempotencyKey: key,
  amount: money(amount),
  fields: { transaction_hash: hash },
})

describe("a refund that staff sent by hand", () => {
  it("is recorded with its transaction", () => {
    const result = refund()
    expect(result.refunded.toString()).toBe("15.89 USD")
    expect(result).toMatchObject({
      reference: HASH,
      gatewayData: { refunds: { refund_1: { transaction_hash: HASH, amount: "15.89" } } },
    })
  })

  it("adds to what was refunded before, and keeps its transactions", () => {
    const first = after(paid(), part("refund_1", HASH))
    const second = after(first, part("refund_2", OTHER, "10.89 USD"))
    expect(second.refunded.toString()).toBe("15.89 USD")
    expect(second.gatewayData).toMatchObject({
      return_url: expect.any(String),
      refunds: {
        refund_1: { transaction_hash: HASH, amount: "5.00" },
        refund_2: { transaction_hash: OTHER, amount: "10.89" },
      },
    })
  })

  it("counts once, when it is told again", () => {
    const first = after(paid(), part("refund_1", HASH))
    const again = refund({ attempt: first, ...part("refund_1", HASH) })
    expect(again.refunded.toString()).toBe("5.00 USD")
    expect(again.gatewayData).toBeUndefined()
  })

  it("is counted in the session's currency", () => {
    const due = money("0.166389351081530800779973 STRM")
    const attempt = openAttemptOf("0.166389351081530800779973 STRM", { received: due })
    expect(refund({ attempt, amount: due }).refunded.equals(due)).toBe(true)
  })
})

describe("a refund that cannot be recorded", () => {
  it("has the transaction of another refund of this payment", () => {
    const attempt = after(paid(), part("refund_1", HASH))
    const error = refusalOf({ attempt, ...part("refund_2", HASH) })
    expect(error).toMatchObject({ reason: "invalid_input", retry: false })
    expect(error.message).toContain("recorded already with another refund")
  })

  it("is recorded already with another transaction", () => {
    const attempt = after(paid(), part("refund_1", HASH))
    expect(refusalOf({ attempt, ...part("refund_1", OTHER) }).message).toContain(
      "with another transaction_hash"
    )
  })

  it("has the payer's own transaction", () => {
    const attempt = paid({ gatewayData: { transaction_hash: HASH } })
    expect(refusalOf({ attempt }).message).toContain("the payer's own transfer")
  })

  it.each([
    ["nothing", {}],
    ["an empty text", { transaction_hash: "" }],
    ["too short a text", { transaction_hash: HASH.slice(0, 63) }],
    ["too long a text", { transaction_hash: `${HASH}x` }],
    ["a zero, which base58 has not", { transaction_hash: `0${HASH.slice(1)}` }],
    ["a capital O", { transaction_hash: `O${HASH.slice(1)}` }],
    ["a small l", { transaction_hash: `l${HASH.slice(1)}` }],
    [
      "an address of a web page",
      { transaction_hash: `https://solscan.io/tx/${HASH}`.slice(0, 88) },
    ],
    ["a line break", { transaction_hash: `${HASH.slice(0, 80)}\n` }],
  ])("has %s for a transaction", (_, fields: Record<string, string>) => {
    expect(refusalOf({ fields })).toMatchObject({ reason: "invalid_input", retry: false })
  })

  it("tells the field, and not what was in it", () => {
    const error = refusalOf({ fields: { transaction_hash: "my own words" } })
    expect(error.message).toContain("transaction_hash")
    expect(error.message).not.toContain("my own words")
  })

  it.each([null, 5, "x", [], { refund_0: null }])("is so for no odd record: %j", (refunds) => {
    const attempt = paid({ gatewayData: { refunds } })
    expect(refund({ attempt }).refunded.toDecimal()).toBe("15.89")
  })
})

describe("what staff has to tell", () => {
  it("is the transaction alone", () => {
    expect(REFUND_FIELDS.map(({ name, required }) => [name, required])).toEqual([
      ["transaction_hash", true],
    ])
  })

  it.each([
    [HASH, true],
    [HASH.slice(0, 87), true],
    [HASH.slice(0, 64), true],
    [HASH.slice(0, 63), false],
    [`${HASH}1`, false],
    [`${HASH.slice(0, 70)}+/`, false],
    ["", false],
  ])("%s is taken: %s", (hash, isTaken) => {
    const { problems } = checkAnswers(REFUND_FIELDS, { transaction_hash: hash })
    expect(problems.length === 0).toBe(isTaken)
  })
})
