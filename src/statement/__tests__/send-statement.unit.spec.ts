import { once } from "node:events"
import http, { type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Writable } from "node:stream"
import { setImmediate as turn } from "node:timers/promises"
import { parse } from "csv-parse/sync"
import { parseStatementOrder, sendStatement, writeStatement } from "../export-statement"
import { LINES_PER_PAGE } from "../read-lines"
import { EndlessLedger } from "./support/endless-ledger"

const servers: http.Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

/** What a client sees of a statement that is sent over real HTTP. */
const request = async (ledger: EndlessLedger, query: Record<string, string> = {}) => {
  let sending: Promise<void> = Promise.resolve()
  const server = http.createServer((_, response) => {
    sending = sendStatement(ledger.shop.container, parseStatementOrder(query), response)
    sending.catch((error: Error) => response.writeHead(500).end(error.message))
  })
  servers.push(server)
  server.listen(0)
  await once(server, "listening")
  const { port } = server.address() as AddressInfo
  const [answer] = (await once(http.get({ port, agent: false }), "response")) as [
    http.IncomingMessage,
  ]
  return { answer, sent: () => sending }
}

/** Everything that can go on without waiting for others has gone on. */
const idle = async () => {
  for (let turns = 0; turns < 20; turns += 1) {
    await turn()
  }
}

const textOf = async (answer: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  for await (const chunk of answer) {
    chunks.push(chunk as Buffer)
  }
  return Buffer.concat(chunks).toString("utf8")
}

describe("a statement that is sent", () => {
  it("is a file with all of its rows", async () => {
    const { answer } = await request(new EndlessLedger(3), {
      provider_id: "pp_a_b",
      from: "2026-01-01",
    })
    const rows: Record<string, string>[] = parse(await textOf(answer), { columns: true })
    expect(rows).toHaveLength(3 * LINES_PER_PAGE)
    expect(new Set(rows.map(({ message }) => message)).size).toBe(3 * LINES_PER_PAGE)
    expect(answer.headers).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="payments-pp_a_b-2026-01-01.csv"',
      "cache-control": "no-store",
    })
  })

  it("has a header when it has no rows, and begins as Excel likes it when that is asked for", async () => {
    const { answer } = await request(new EndlessLedger(0), { bom: "true" })
    expect(await textOf(answer)).toMatch(/^\ufeffkind,occurred_at,[a-z_,]+,message\r\n$/)
  })

  it("reads a page when the page before has been taken, and no sooner", async () => {
    const ledger = new EndlessLedger()
    const parts = writeStatement(ledger.shop.container, parseStatementOrder({}))
    let rowsTaken = -1
    for (let page = 1; page <= 5; page += 1) {
      while (rowsTaken < page * LINES_PER_PAGE) {
        const { value, done } = await parts.next()
        expect(done).toBe(false)
        rowsTaken += String(value).split("\r\n").length - 1
        expect(ledger.pagesRead * LINES_PER_PAGE - rowsTaken).toBeLessThanOrEqual(LINES_PER_PAGE)
      }
    }
    expect(ledger.pagesRead).toBe(5)
  })

  it("waits for a client that is slow", async () => {
    const ledger = new EndlessLedger()
    let take: (() => void) | undefined
    const slow = new Writable({
      highWaterMark: 1,
      write: (_chunk, _encoding, done) => {
        take = done
      },
    })
    const response = Object.assign(slow, { writeHead: () => slow })
    const sending = sendStatement(
      ledger.shop.container,
      parseStatementOrder({}),
      response as unknown as ServerResponse
    )
    for (let taken = 0; taken < 8; taken += 1) {
      await idle()
      expect(ledger.pagesRead).toBe(1)
      take?.()
    }
    slow.destroy()
    await sending
    expect(ledger.pagesRead).toBe(1)
  })

  it("ends when the client hangs up, which is no error", async () => {
    const ledger = new EndlessLedger()
    const { answer, sent } = await request(ledger)
    answer.resume()
    await once(answer, "data")
    answer.destroy()
    await sent()
    const read = ledger.pagesRead
    await idle()
    expect(ledger.pagesRead).toBe(read)
    expect(ledger.shop.log.lines).toEqual([])
  })

  it("is not sent to a client that has hung up before", async () => {
    const ledger = new EndlessLedger()
    const gone = new Writable()
    const response = Object.assign(gone, { writeHead: () => gone })
    gone.destroy()
    await sendStatement(
      ledger.shop.container,
      parseStatementOrder({}),
      response as unknown as ServerResponse
    )
    expect(ledger.pagesRead).toBe(1)
    expect(ledger.shop.log.lines).toEqual([])
  })

  it("that breaks is broken off, so that a part is not taken for the whole", async () => {
    const ledger = new EndlessLedger(5, 3)
    const { answer, sent } = await request(ledger)
    await expect(textOf(answer)).rejects.toThrow(/aborted/)
    await sent()
    expect(JSON.stringify(ledger.shop.log.lines)).toContain("the database is gone")
  })

  it("that cannot be begun is an error like any other", async () => {
    const { answer } = await request(new EndlessLedger(5, 1))
    expect([answer.statusCode, await textOf(answer)]).toEqual([500, "the database is gone"])
  })
})
