import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { logger } from "@medusajs/framework/logger"
import { LEASE_SECONDS, leaseOf, LeaseStore } from "../lease-store"
import { describeLedger } from "./support/ledger-suite"

jest.setTimeout(60_000)

describeLedger("leases", ({ service, other, sql }) => {
  /** The leases of two processes. */
  const both = () => [service.leases, new LeaseStore(other())] as const

  /** The process that holds it was killed, and its time has run out. */
  const runOut = (id: string) =>
    sql(
      `update payment_gateway_lease set expires_at = now() - interval '1 millisecond' where id = ?`,
      [id]
    )

  /** Seconds that are left. */
  const left = async (id: string) => {
    const [row] = await sql<{ left: number }>(
      `select extract(epoch from expires_at - clock_timestamp())::float as left
       from payment_gateway_lease where id = ?`,
      [id]
    )
    return row?.left
  }

  it("are one for all attempts of a cart, and an attempt's own without one", () => {
    expect(leaseOf({ id: "pgatt_1", paymentCollectionId: "pay_col_1" })).toBe("pay_col_1")
    expect(leaseOf({ id: "pgatt_1", paymentCollectionId: null })).toBe("pgatt_1")
  })

  it("are held by one process at a time", async () => {
    const [mine, theirs] = both()
    const lease = await mine.take("pay_col_1")
    expect(lease).toBeDefined()
    expect(await theirs.take("pay_col_1")).toBeUndefined()
    // Nor by the same process twice.
    expect(await mine.take("pay_col_1")).toBeUndefined()
    const elsewhere = await theirs.take("pay_col_2")
    expect(elsewhere).toBeDefined()
    await lease?.release()
    const taken = await theirs.take("pay_col_1")
    expect(taken).toBeDefined()
    await Promise.all([elsewhere?.release(), taken?.release()])
    expect(await sql("select id from payment_gateway_lease")).toEqual([])
  })

  it("are held by one of many that ask at the same instant", async () => {
    const [mine, theirs] = both()
    const asked = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? mine : theirs).take("pay_col_1")
    )
    const taken = (await Promise.all(asked)).filter((lease) => lease !== undefined)
    expect(taken).toHaveLength(1)
    await taken[0]?.release()
  })

  it("let one run after the other, over two processes", async () => {
    const [mine, theirs] = both()
    let running = 0
    let most = 0
    let runs = 0
    const run = async () => {
      running += 1
      most = Math.max(most, running)
      await sql("select pg_sleep(0.01)")
      running -= 1
      runs += 1
    }
    const held = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        (index % 2 === 0 ? mine : theirs).hold("pay_col_1", run, { waitMs: 50_000 })
      )
    )
    expect(held.every((outcome) => outcome !== undefined)).toBe(true)
    expect({ most, runs }).toEqual({ most: 1, runs: 6 })
  })

  it("are not waited for by those who have no time: then nothing is run", async () => {
    const [mine, theirs] = both()
    const lease = await mine.take("pay_col_1")
    const run = jest.fn(async () => "done")
    expect(await theirs.hold("pay_col_1", run)).toBeUndefined()
    expect(await theirs.hold("pay_col_1", run, { waitMs: 150 })).toBeUndefined()
    expect(run).not.toHaveBeenCalled()
    await lease?.release()
    expect(await theirs.hold("pay_col_1", run)).toEqual({ result: "done" })
  })

  it("end with their work, also with work that fails", async () => {
    const failing = service.leases.hold("pay_col_1", () => Promise.reject(new Error("broken")))
    await expect(failing).rejects.toThrow("broken")
    expect(await sql("select id from payment_gateway_lease")).toEqual([])
  })

  it("last as long as they say", async () => {
    const lease = await service.leases.take("pay_col_1")
    const seconds = (await left("pay_col_1")) ?? 0
    expect(seconds).toBeGreaterThan(LEASE_SECONDS / 2)
    expect(seconds).toBeLessThanOrEqual(LEASE_SECONDS)
    await lease?.release()
  })

  it("are taken over once they have run out, and not given back by whom they were taken", async () => {
    const [killed, theirs] = both()
    const old = await killed.take("pay_col_1")
    await runOut("pay_col_1")
    const fresh = await theirs.take("pay_col_1")
    expect(fresh).toBeDefined()
    expect(await left("pay_col_1")).toBeGreaterThan(LEASE_SECONDS / 2)

    await old?.release()

    expect(await sql("select id from payment_gateway_lease")).toHaveLength(1)
    expect(await killed.take("pay_col_1")).toBeUndefined()
    await fresh?.release()
    expect(await sql("select id from payment_gateway_lease")).toEqual([])
  })

  it("that have run out are taken over by one of many", async () => {
    const [mine, theirs] = both()
    const old = await mine.take("pay_col_1")
    await runOut("pay_col_1")
    const asked = Array.from({ length: 20 }, (_, index) =>
      (index % 2 === 0 ? mine : theirs).take("pay_col_1")
    )
    const taken = (await Promise.all(asked)).filter((lease) => lease !== undefined)
    expect(taken).toHaveLength(1)
    await Promise.all([old?.release(), taken[0]?.release()])
  })

  it("that were not removed do not hinder the work's outcome: they run out by themselves", async () => {
    const warn = jest.spyOn(logger, "warn").mockImplementation(() => undefined)
    const raw = (sqlText: string, bindings: Knex.RawBinding[]) =>
      sqlText.startsWith("delete")
        ? Promise.reject(new Error("connection lost"))
        : other().raw(sqlText, bindings)
    const leases = new LeaseStore({ raw } as unknown as Knex)
    expect(await leases.hold("pay_col_1", async () => "refunded")).toEqual({ result: "refunded" })
    expect(warn).toHaveBeenCalledWith(expect.stringContaining("connection lost"))
    warn.mockRestore()
    await runOut("pay_col_1")
    expect(await service.leases.hold("pay_col_1", async () => "again")).toEqual({ result: "again" })
  })

  describe("that are taken over", () => {
    it("say so: their work may be half done", async () => {
      const first = await service.leases.take("pay_col_1")
      expect(first?.isTakenOver).toBe(false)
      await runOut("pay_col_1")
      const second = await service.leases.take("pay_col_1")
      expect(second?.isTakenOver).toBe(true)
      await second?.release()
      const third = await service.leases.take("pay_col_1")
      expect(third?.isTakenOver).toBe(false)
      await Promise.all([first?.release(), third?.release()])
    })

    it("run out again when their work fails, so that the next one knows, too", async () => {
      await service.leases.take("pay_col_1")
      await runOut("pay_col_1")
      const failing = service.leases.hold("pay_col_1", ({ isTakenOver }) => {
        expect(isTakenOver).toBe(true)
        return Promise.reject(new Error("broken"))
      })
      await expect(failing).rejects.toThrow("broken")
      expect(await service.leases.take("pay_col_1")).toBeUndefined()
      await runOut("pay_col_1")
      const told = await service.leases.hold("pay_col_1", async (lease) => lease.isTakenOver)
      expect(told).toEqual({ result: true })
      expect(await sql("select id from payment_gateway_lease")).toEqual([])
    })
  })

  it("that are abandoned run out, and are not renewed", async () => {
    jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate", "setTimeout", "performance"] })
    try {
      const lease = await service.leases.take("pay_col_1")
      expect(jest.getTimerCount()).toBe(1)
      await lease?.abandon()
      expect(jest.getTimerCount()).toBe(0)
    } finally {
      jest.useRealTimers()
    }
    expect(await service.leases.take("pay_col_1")).toBeUndefined()
  })

  describe("of killed processes", () => {
    const leave = (id: string, age: string) =>
      sql(
        `insert into payment_gateway_lease (id, owner, expires_at)
         values (?, 'killed', now() - ?::interval)`,
        [id, age]
      )

    it("are removed when nobody has asked for them for a month, and no others", async () => {
      await leave("long-ago", "31 days")
      await leave("just-now", "29 days")
      const lease = await service.leases.take("held")
      await service.leases.prune()
      const rows = await sql<{ id: string }>("select id from payment_gateway_lease order by id")
      expect(rows.map(({ id }) => id)).toEqual(["held", "just-now"])
      await lease?.release()
    })
  })

  describe("while the work goes on", () => {
    afterEach(() => {
      jest.restoreAllMocks()
    })

    /** Takes over the clock that renews. */
    const renewals = () => {
      let renew: () => void = () => undefined
      jest.spyOn(global, "setInterval").mockImplementation(((run: () => void) => {
        renew = run
        return { unref: () => undefined }
      }) as unknown as typeof setInterval)
      return () => renew()
    }

    const until = async (holds: () => Promise<boolean>) => {
      while (!(await holds())) {
        await sql("select pg_sleep(0.01)")
      }
    }

    it("are renewed", async () => {
      const renew = renewals()
      const lease = await service.leases.take("pay_col_1")
      await sql(`update payment_gateway_lease set expires_at = now() + interval '1 second'`)
      renew()
      await until(async () => ((await left("pay_col_1")) ?? 0) > LEASE_SECONDS / 2)
      await lease?.release()
      expect(await left("pay_col_1")).toBeUndefined()
    })

    it("are not renewed for others who have taken them over", async () => {
      const renew = renewals()
      const asked: Promise<unknown>[] = []
      const raw = (statement: string, bindings: Knex.RawBinding[]) => {
        const answer = other()
          .raw(statement, bindings)
          .then((result: unknown) => result)
        asked.push(answer)
        return answer
      }
      const killed = new LeaseStore({ raw } as unknown as Knex)
      const old = await killed.take("pay_col_1")
      await sql(
        `update payment_gateway_lease set owner = 'another', expires_at = now() + interval '5 seconds'`
      )
      renew()
      await Promise.all(asked)
      // Taken once, renewed once.
      expect(asked).toHaveLength(2)
      expect(await left("pay_col_1")).toBeLessThanOrEqual(5)
      await old?.release()
      expect(await sql("select owner from payment_gateway_lease")).toEqual([{ owner: "another" }])
    })
  })
})
