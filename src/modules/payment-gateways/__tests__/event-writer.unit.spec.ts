import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { EventWriter, type NewWebhookEvent } from "../event-writer"

const event = (key: string): NewWebhookEvent => ({
  providerId: "pp_streampay_streampay",
  gateway: "streampay",
  hint: { eventType: "PAID", dedupeKey: key, concerns: "payment", isUnknown: false },
  body: "{}",
})

/** A database whose statements end when the test says so. */
function databaseInHand() {
  const statements: { keys: string[]; end: () => void; fail: (error: Error) => void }[] = []
  const raw = (_sql: string, [json]: [string]) => {
    const rows = JSON.parse(json) as { id: string; dedupe_key: string }[]
    return new Promise((resolve, reject) => {
      statements.push({
        keys: rows.map((row) => row.dedupe_key),
        end: () => resolve({ rows: rows.map(({ id }) => ({ id })) }),
        fail: reject,
      })
    })
  }
  return { statements, writer: new EventWriter({ raw } as unknown as Knex) }
}

const turn = () => new Promise(setImmediate)

describe("webhooks that come while the database is busy", () => {
  test("go together into the next statement, in the same order everywhere", async () => {
    const { statements, writer } = databaseInHand()
    const outcomes = ["d", "c", "a", "b"].map((key) => writer.store(event(key)))
    expect(statements.map(({ keys }) => keys)).toEqual([["d"]])
    statements[0]?.end()
    await turn()
    expect(statements.map(({ keys }) => keys)).toEqual([["d"], ["a", "b", "c"]])
    statements[1]?.end()
    expect(await Promise.all(outcomes)).toEqual([true, true, true, true])
  })

  test("are all refused at once when it is away: nobody waits for each of them", async () => {
    const { statements, writer } = databaseInHand()
    const first = writer.store(event("a"))
    const others = Promise.allSettled(["b", "c"].map((key) => writer.store(event(key))))
    statements[0]?.fail(new Error("connection refused"))
    await expect(first).rejects.toThrow("connection refused")
    await turn()
    statements[1]?.fail(Object.assign(new Error("terminating"), { code: "57P01" }))
    const ends = await others
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "rejected"])
    expect(statements).toHaveLength(2)
  })

  test("are tried one by one when one of them is at fault", async () => {
    const { statements, writer } = databaseInHand()
    const first = writer.store(event("a"))
    const others = Promise.allSettled(["b", "c"].map((key) => writer.store(event(key))))
    statements[0]?.end()
    await first
    await turn()
    statements[1]?.fail(Object.assign(new Error("invalid text"), { code: "22P05" }))
    await turn()
    statements[2]?.fail(Object.assign(new Error("invalid text"), { code: "22P05" }))
    await turn()
    statements[3]?.end()
    const ends = await others
    expect(ends.map(({ status }) => status)).toEqual(["rejected", "fulfilled"])
  })

  test("are refused when too many wait already", async () => {
    const { statements, writer } = databaseInHand()
    const taken = Array.from({ length: 2_001 }, (_, index) => writer.store(event(`k${index}`)))
    await expect(writer.store(event("one more"))).rejects.toThrow("too many webhooks")
    for (let ended = 0; ended < statements.length; ended += 1) {
      statements[ended]?.end()
      await turn()
    }
    expect(new Set(await Promise.all(taken))).toEqual(new Set([true]))
    // Nothing is left in the way of the next one.
    const next = writer.store(event("one more"))
    statements.at(-1)?.end()
    expect(await next).toBe(true)
  })
})
