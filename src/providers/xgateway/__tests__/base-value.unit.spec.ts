import { baseValueOf } from "../base-value"
import { parsePositive } from "../exact-amounts"
import { transactionSchema } from "../schemas"
import { transactionReply, TX } from "./support/api"

/** The documented callback of an invoice over 200 EUR, paid in USDT. */
const documented = {
  exchangeRate: "1.03759",
  referenceAmount: "207.52",
  referenceCurrency: "USD",
  referenceExchangeRate: "1.000065",
  transactionAmount: "207.51518",
  transactionCurrency: "tUSDT",
  invoiceBaseAmount: "200",
  invoiceBaseCurrency: "EUR",
  transactionAmountBaseCurrency: "199.984",
}

function valueOf(currency: string, changes: Record<string, unknown>) {
  const reply = transactionReply(TX(1), { amount: "200", currency: "EUR", ...changes })
  return baseValueOf(transactionSchema.parse(reply), currency)
}

describe("a deposit's value", () => {
  it.each([
    [
      "the value in the invoice's currency first",
      "EUR",
      { info: documented, eur: "200.12" },
      "199.984",
    ],
    [
      "the coins themselves where they are the session's currency",
      "EUR",
      { info: { transactionCurrency: "EUR", transactionAmount: "10.50" }, eur: "9" },
      "10.50",
    ],
    ["usd", "USD", { info: { ...documented, referenceCurrency: "GBP" }, usd: "207.52" }, "207.52"],
    [
      "eur",
      "EUR",
      { info: { ...documented, invoiceBaseCurrency: "GBP" }, eur: "200.12" },
      "200.12",
    ],
    [
      "the reference amount",
      "GBP",
      { info: { referenceCurrency: "GBP", referenceAmount: "170.5" } },
      "170.5",
    ],
    ["the reference amount where usd is 0", "USD", { info: documented, usd: "0" }, "207.52"],
    ["a number", "USD", { info: null, usd: 12.5 }, "12.5"],
    [
      "the next where the first cannot be read",
      "EUR",
      { info: { ...documented, transactionAmountBaseCurrency: "?" }, eur: "1" },
      "1",
    ],
    [
      "the next where the first is nothing",
      "EUR",
      { info: { ...documented, transactionAmountBaseCurrency: "0" }, eur: "2" },
      "2",
    ],
  ])("is %s", (_, currency, changes, expected) => {
    expect(valueOf(currency, changes)).toBe(parsePositive(expected))
  })

  it.each([
    ["no sum is in the currency", "TRY", { info: documented, eur: "200.12" }],
    [
      "eur is 0, as in the documented sample",
      "EUR",
      { info: { referenceCurrency: "USD", referenceAmount: "1" }, eur: "0" },
    ],
    [
      "there is only an amount",
      "EUR",
      { amount: "200", currency: "EUR", info: null, eur: null, usd: null },
    ],
    ["sums are negative", "USD", { info: null, usd: "-5" }],
    ["info is a text", "GBP", { info: "GBP 200" }],
    [
      "codes are written otherwise",
      "EUR",
      { info: { transactionCurrency: "eur", transactionAmount: "5" }, eur: null },
    ],
  ])("is not known where %s", (_, currency, changes) => {
    expect(valueOf(currency, changes)).toBeUndefined()
  })
})
