import { findColumns } from "../settlement-columns"

describe("the columns of a file", () => {
  it("are found by what gateways call them, in any case and spelling", () => {
    const header = ["Date Paid", "Invoice-ID", "GROSS Amount", " Currency ", "Fee", "Paid at"]
    expect(findColumns(header, {})).toEqual({
      names: {
        reference: "Invoice-ID",
        amount: "GROSS Amount",
        currency: " Currency ",
        fee: "Fee",
        date: "Paid at",
      },
      places: { reference: 1, amount: 2, currency: 3, fee: 4, date: 5 },
    })
  })

  it("are the surest ones of several", () => {
    const { names } = findColumns(["id", "total", "payment_id", "amount", "reference"], {})
    expect(names).toMatchObject({ reference: "reference", amount: "amount", currency: null })
  })

  it("are those that were named, and only those", () => {
    const header = ["reference", "amount", "Merchant order", "Netto"]
    const { places } = findColumns(header, { reference: "MERCHANT_ORDER", amount: "netto" })
    expect(places).toMatchObject({ reference: 2, amount: 3 })
  })

  it("that are needed and not found are asked for, with what the file has", () => {
    expect(() => findColumns(["when", "what"], {})).toThrow(
      "Say which column is the reference by reference_column. The file's columns: when, what."
    )
    expect(() => findColumns(["reference", "what"], {})).toThrow(/amount_column/)
  })

  it("that are named and not there, or there twice, are refused", () => {
    const header = ["reference", "amount", "Amount"]
    expect(() => findColumns(header, { fee: "fee" })).toThrow('There is no column "fee"')
    expect(() => findColumns(header, { amount: "amount" })).toThrow(
      'There is more than one column "amount"'
    )
  })
})
