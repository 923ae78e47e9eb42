import fc from "fast-check"
import { stringify } from "csv-stringify/sync"
import {
  type Delimiter,
  DELIMITERS,
  LARGEST_FILE_BYTES,
  openSettlementFile,
  SettlementFileTooLargeError,
  type UnreadableLine,
} from "../settlement-file"
import { sent } from "./support/files"

const readAll = async (bytes: AsyncIterable<Uint8Array>, delimiter?: Delimiter) => {
  const unreadable: UnreadableLine[] = []
  const file = await openSettlementFile(bytes, {
    delimiter,
    onUnreadable: (line) => unreadable.push(line),
  })
  const records: { line: number; values: readonly string[] }[] = []
  for await (const record of file.records) {
    records.push(record)
  }
  return { header: file.header, delimiter: file.delimiter, records, unreadable }
}

describe("a settlement file", () => {
  it("is read with the numbers of its lines", async () => {
    const read = await readAll(sent('id,amount\r\na,"1,000.00"\r\n\r\nb,2\r\n'))
    expect(read).toEqual({
      header: ["id", "amount"],
      delimiter: ",",
      records: [
        { line: 2, values: ["a", "1,000.00"] },
        { line: 4, values: ["b", "2"] },
      ],
      unreadable: [],
    })
  })

  it.each(DELIMITERS)("is understood whatever parts its values: %j", async (delimiter) => {
    const text = stringify(
      [
        ["id", "a, b; c"],
        ["x,y;z|1\t2", "1"],
      ],
      { delimiter, quoted: true }
    )
    const read = await readAll(sent(text))
    expect([read.delimiter, read.header, read.records[0].values]).toEqual([
      delimiter,
      ["id", "a, b; c"],
      ["x,y;z|1\t2", "1"],
    ])
  })

  it("is read as it is told", async () => {
    const { header } = await readAll(sent("a,b;c\n1,2;3"), ";")
    expect(header).toEqual(["a,b", "c"])
  })

  it("is read in the encodings of spreadsheets", async () => {
    const text = "id,müsteri\na,1\n"
    const littleEndian = Buffer.from(`\ufeff${text}`, "utf16le")
    const bigEndian = Buffer.from(littleEndian).swap16()
    for (const bytes of [Buffer.from(`\ufeff${text}`), littleEndian, bigEndian]) {
      const read = await readAll(sent(bytes, 3))
      expect([read.header, read.records]).toEqual([
        ["id", "müsteri"],
        [{ line: 2, values: ["a", "1"] }],
      ])
    }
  })

  it("hides no line that it cannot read", async () => {
    const read = await readAll(sent("id,amount\na,1\nb\nc,3,4\nd,4\n"))
    expect(read.records.map(({ values }) => values[0])).toEqual(["a", "d"])
    expect(read.unreadable).toEqual([
      { line: 3, problem: "It has 1 values, and the header has another number." },
      { line: 4, problem: "It has 3 values, and the header has another number." },
    ])
  })

  it("is read on after a quote within a text", async () => {
    const read = await readAll(sent('id,amount\na 5" pipe,1\n"b" x,2\nc,3\n'))
    expect(read.records.map(({ values }) => values[1])).toEqual(["1", "2", "3"])
    expect(read.unreadable).toEqual([])
  })

  it("says from where on nothing could be read", async () => {
    const read = await readAll(sent('id,amount\na,1\n"b,2\nc,3\n'))
    expect(read.records).toHaveLength(1)
    expect(read.unreadable).toEqual([
      {
        line: 3,
        problem: "A quote is opened and never closed: from here on nothing could be read.",
      },
    ])
  })

  it.each(["", "\n\n", "\ufeff"])("without a header is refused: %j", async (text) => {
    await expect(readAll(sent(text))).rejects.toThrow("The file is empty")
  })

  it("that is too large is given up as soon as that is known", async () => {
    let chunks = 0
    const endless = (async function* () {
      yield Buffer.from("id,amount\n")
      for (;;) {
        chunks += 1
        yield Buffer.from(`${"a".repeat(1022)},1\n`.repeat(1024))
      }
    })()
    await expect(readAll(endless)).rejects.toThrow(SettlementFileTooLargeError)
    expect(chunks).toBeLessThanOrEqual(LARGEST_FILE_BYTES / (1024 * 1024) + 2)
  })

  it("tells of an upload that breaks off", async () => {
    const broken = (async function* () {
      yield Buffer.from("id,amount\na,1\n")
      throw new Error("aborted")
    })()
    await expect(readAll(broken)).rejects.toThrow("aborted")
  })

  it("reads the same however it comes in, and whatever is in it", async () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 8 }).filter((text) => text !== "")
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(table, fc.integer({ min: 1, max: 40 }), async (rows, chunkBytes) => {
        const text = stringify([["id", "amount"], ...rows], { quoted: true })
        const read = await readAll(sent(text, chunkBytes), ",")
        expect(read.records.map(({ values }) => values)).toEqual(rows)
        expect(read.unreadable).toEqual([])
      }),
      { numRuns: 200 }
    )
  })
})
