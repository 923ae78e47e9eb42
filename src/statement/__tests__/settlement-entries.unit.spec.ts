import { type ReadingOptions, readSettlement } from "../settlement-entries"
import { MOST_LINES, SettlementFileTooLargeError } from "../settlement-file"
import { PLAIN, sent } from "./support/files"

const read = async (text: string, options: Partial<ReadingOptions> = {}) => {
  const content = await readSettlement(sent(text), { ...PLAIN, ...options })
  return {
    ...content,
    entries: content.entries.map(({ amount, fee, ...entry }) => ({
      ...entry,
      amount: amount.minor / 10n ** 22n,
      fee: fee && fee.minor / 10n ** 22n,
    })),
  }
}

describe("the entries of a settlement file", () => {
  it("are its payments, with what went back beside them", async () => {
    const { entries, lines } = await read(
      "reference,amount,currency,fee\na,10.00,sar,0.35\na,-2.50,sar,\nb,7,usd,0\n"
    )
    expect(lines).toBe(3)
    expect(entries).toEqual([
      { reference: "a", direction: "paid", currencyCode: "SAR", line: 2, amount: 1000n, fee: 35n },
      {
        reference: "a",
        direction: "returned",
        currencyCode: "SAR",
        line: 3,
        amount: -250n,
        fee: null,
      },
      { reference: "b", direction: "paid", currencyCode: "USD", line: 4, amount: 700n, fee: 0n },
    ])
  })

  it("are added up, and every further line is kept", async () => {
    const { entries, repeated } = await read("id,amount,fee\na,1,\na,2,3\nb,1,\na,4,5\n")
    expect(entries.map(({ amount, fee }) => [amount, fee])).toEqual([
      [700n, 800n],
      [100n, null],
    ])
    expect(repeated.map(({ line, entry }) => [line, entry.line])).toEqual([
      [3, 2],
      [5, 2],
    ])
  })

  it("are of the currency that is told for all where no column tells", async () => {
    const told = await read("id,amount,currency\na,1,\nb,1,usd\n", { currencyCode: "sar" })
    expect(told.entries.map(({ currencyCode }) => currencyCode)).toEqual(["SAR", "USD"])
    const untold = await read("id,amount\na,1\n")
    expect(untold.entries[0].currencyCode).toBeNull()
  })

  it("leave out no line without a word", async () => {
    const { entries, unreadable, lines } = await read(
      "id,amount,fee\n,1,\na,ten,\nb,1,x\nc\nd,2,\n"
    )
    expect(entries.map(({ reference }) => reference)).toEqual(["b", "d"])
    expect(lines).toBe(5)
    expect(unreadable.map(({ line, problem }) => `${line} ${problem}`)).toEqual([
      "2 It has no reference.",
      '3 "ten" is no amount.',
      '4 "x" is no fee; the line is compared without it.',
      "5 It has 1 values, and the header has another number.",
    ])
  })

  it("in smallest units are whole numbers", async () => {
    const { entries, unreadable } = await read("id,amount\na,1050\nb,10.5\n", { unit: "minor" })
    expect(entries.map(({ amount }) => amount)).toEqual([105000n])
    expect(unreadable).toEqual([{ line: 3, problem: '"10.5" is no amount.' }])
  })

  it("cover the time of their dates", async () => {
    const period = async (...dates: string[]) => {
      const content = await read(`id,amount,date\n${dates.map((date) => `a,1,${date}\n`).join("")}`)
      return [content.period?.from?.toISOString(), content.period?.to?.toISOString()]
    }
    expect(await period("2026-01-31", "2026-01-01", "2026-01-15")).toEqual([
      "2026-01-01T00:00:00.000Z",
      "2026-02-01T00:00:00.000Z",
    ])
    expect(await period("2026/01/01 08:00", "2026-01-01T08:30:00+0300")).toEqual([
      "2026-01-01T05:30:00.000Z",
      "2026-01-01T08:00:00.001Z",
    ])
    expect(await period("2026-01-01 08:00:00 UTC")).toEqual([
      "2026-01-01T08:00:00.000Z",
      "2026-01-01T08:00:00.001Z",
    ])
    expect(await period("2026-01-01", "31/01/2026")).toEqual([undefined, undefined])
    expect((await read("id,amount\na,1\n")).period).toBeNull()
  })

  it("say which of the dates that were asked for is none", async () => {
    const text = "id,amount,date\na,1,31/01/2026\n"
    const { entries, unreadable } = await read(text, { columns: { date: "date" } })
    expect(entries).toHaveLength(1)
    expect(unreadable).toEqual([
      { line: 2, problem: '"31/01/2026" is no date; the line is compared all the same.' },
    ])
    expect((await read(text)).unreadable).toEqual([])
  })

  it("are not more than can be held in memory", async () => {
    const text = `id,amount\n${"a,1\n".repeat(MOST_LINES)}`
    expect((await read(text)).lines).toBe(MOST_LINES)
    await expect(read(`${text}unreadable\n`)).rejects.toThrow(SettlementFileTooLargeError)
    await expect(read(`${text}b,2\n`)).rejects.toThrow(SettlementFileTooLargeError)
  })

  it("are not looked for in a file without the columns", async () => {
    await expect(read("when,what\n1,2\n")).rejects.toThrow(/reference_column/)
  })
})
