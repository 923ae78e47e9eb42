import fc from "fast-check"
import { callbackEvidence, callbackMoneyOf } from "../callback-evidence"
import { callbackFieldsOf } from "./support/callbacks"
import { callback, minutes, money, openAttemptOf } from "./support/readings"

const told = (due: string, ...evidence: Record<string, unknown>[]) =>
  callbackMoneyOf(openAttemptOf(due, { evidence: Object.assign({}, ...evidence) }))

describe("what callbacks of a payment in USD tell", () => {
  it.each([
    ["1.00", "1.00", undefined],
    ["1", "1.00", undefined],
    ["0.50", "0.50", undefined],
    ["0.999", "0.99", undefined],
    ["1.009", "1.00", "0.009"],
    ["2.00", "2.00", "1.00"],
    ["0.00", "0.00", undefined],
    ["1000000.01", "1000000.01", "999999.01"],
  ])("of %s is %s received", (receivedUsd, received, overpaidUsd) => {
    const money = told("1.00 USD", callback(receivedUsd, minutes(1)))
    expect(money?.received.toString()).toBe(`${received} USD`)
    expect(money).toMatchObject({ receivedUsd, receivedAt: minutes(1) })
    expect(money?.overpaidUsd).toBe(overpaidUsd)
  })

  it("is compared with what this shop asked, not with what the callback says was asked", () => {
    const cheap = callback("0.01", minutes(-1), { amount_usd: "0.01" })
    expect(told("1.00 USD", cheap)?.received.toDecimal()).toBe("0.01")
  })
})

describe.each([
  ["0.93 EUR", "0.46"],
  ["0.166389351081530800779973 STRM", "0.083194675540765400389986"],
])("what callbacks of a payment of %s tell", (due, half) => {
  it("is all of it when as much came as the callback asked", () => {
    expect(told(due, callback("1.00"))?.received.equals(money(due))).toBe(true)
    expect(told(due, callback("1.00"))?.overpaidUsd).toBeUndefined()
  })

  it("is its share when more came; the rest is told in USD, too", () => {
    const asked = money(due)
    const received = told(due, callback("3.00"))?.received
    expect(received?.equals(asked.add(asked).add(asked))).toBe(true)
    expect(told(due, callback("2.50"))?.overpaidUsd).toBe("1.50")
  })

  it("is its share when less came", () => {
    expect(told(due, callback("0.50"))?.received.toDecimal()).toBe(half)
    expect(told(due, callback("0.99"))?.received.compare(money(due))).toBeLessThan(0)
  })

  it("is nothing to go by when what was asked is worth less than a cent", () => {
    for (const receivedUsd of ["0.00", "5.00"]) {
      expect(told(due, callback(receivedUsd, minutes(-1), { amount_usd: "0.00" }))).toBeUndefined()
    }
  })
})

describe("several callbacks", () => {
  it("count as the largest, and are not added up", () => {
    const all = [callback("0.50", minutes(-3)), callback("1.00", minutes(2)), callback("0.70")]
    expect(told("1.00 USD", ...all)).toMatchObject({ receivedUsd: "1.00", receivedAt: minutes(2) })
  })

  it("of one sum count from the first that came", () => {
    const evidence = [callback("1.00", minutes(9)), callback("1.0", minutes(3))]
    expect(told("1.00 USD", ...evidence)?.receivedAt).toEqual(minutes(3))
    expect(told("1.00 USD", ...evidence.reverse())?.receivedAt).toEqual(minutes(3))
  })
})

describe("evidence that is not this payment's", () => {
  it("counts for nothing", () => {
    const foreign = callback("1.00", minutes(-1), { payment_id: "AnotherPayment00000001" })
    expect(told("1.00 USD", foreign)).toBeUndefined()
    expect(told("1.00 USD", {})).toBeUndefined()
    expect(told("1.00 USD", { deposit: callbackFieldsOf() })).toBeUndefined()
  })

  it("counts for nothing before the payment has an id", () => {
    const attempt = openAttemptOf("1.00 USD", { reference: null, evidence: callback("1.00") })
    expect(callbackMoneyOf(attempt)).toBeUndefined()
  })

  it("never makes it crash, nor money of anything", () => {
    const [[key, genuine]] = Object.entries(callbackEvidence(callbackFieldsOf(), minutes(-1)))
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(genuine as object)),
        fc.anything().filter((value) => typeof value !== "string"),
        (name, value) => {
          expect(
            told("1.00 USD", { [key]: { ...(genuine as object), [name]: value } })
          ).toBeUndefined()
        }
      )
    )
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(told("1.00 USD", { [key]: value })).toBeUndefined()
      })
    )
  })
})
