import fc from "fast-check"
import type { Attempt } from "../../../core/attempt"
import { CheckStore } from "../check-store"
import {
  copyAttempt,
  describeLedger,
  NEW_ATTEMPT,
  plansOf,
  PROVIDER_ID,
} from "./support/ledger-suite"

jest.setTimeout(120_000)

const INDEX = "IDX_payment_gateway_attempt_provider_id_check_at"
const LEASE = 120

describeLedger("the schedule of looks", ({ service, other, sql }) => {
  /** An attempt that is due since so many seconds; negative for the future. */
  const open = async (dueSince: number, changes: Partial<typeof NEW_ATTEMPT> = {}) => {
    const { id } = await service.attempts.openAttempt({ ...NEW_ATTEMPT, ...changes })
    await sql(
      `update payment_gateway_attempt set check_at = now() - make_interval(secs => ?) where id = ?`,
      [dueSince, id]
    )
    return id
  }
  /** Copies of an attempt in one go, with numbers from 1; `checkAt` is SQL. */
  const copies = (id: string, count: number, checkAt: string) =>
    copyAttempt(sql, {
      id,
      count,
      changes: `'id', 'pgatt_' || number, 'session_id', 'payses_' || number, 'check_at', ${checkAt}`,
    })
  const claim = (limit = 20, store = service.checks) => store.claimDue(PROVIDER_ID, limit, LEASE)
  const idsOf = (attempts: readonly Attempt[]) => attempts.map(({ id }) => id)

  /** Seconds until an attempt is looked at; `null` when it is not looked at any more. */
  const pauseOf = async (id: string) => {
    const [row] = await sql<{ pause: number | null; failed_checks: number }>(
      `select extract(epoch from check_at - now())::float as pause, failed_checks
       from payment_gateway_attempt where id = ?`,
      [id]
    )
    return row
  }
  const load = async (id: string) => (await service.attempts.findById(id)) as Attempt

  describe("claims", () => {
    it("what is due, of the provider that is asked for, and nothing else", async () => {
      const due = [await open(1), await open(3600)]
      await open(-60)
      await open(60, { providerId: "pp_streampay_second" })
      const never = await open(60)
      const deleted = await open(60)
      await sql("update payment_gateway_attempt set check_at = null where id = ?", [never])
      await sql("update payment_gateway_attempt set deleted_at = now() where id = ?", [deleted])
      expect(idsOf(await claim()).sort()).toEqual([...due].sort())
    })

    it("attempts as they are, ready to be read and written", async () => {
      const id = await open(1)
      await sql("update payment_gateway_attempt set failed_checks = 3 where id = ?", [id])
      const [claimed] = await claim()
      const loaded = await load(id)
      expect(claimed).toEqual({ ...loaded, loadedAt: claimed?.loadedAt })
      expect(claimed?.failedChecks).toBe(3)
    })

    it("what is due longest first, as many as are asked for", async () => {
      const ages = [5, 500, 50, 5000, 1]
      const ids = new Map<string, number>()
      for (const age of ages) {
        ids.set(await open(age), age)
      }
      const taken = async (limit: number) =>
        idsOf(await claim(limit))
          .map((id) => ids.get(id))
          .sort((one = 0, two = 0) => two - one)
      expect(await taken(2)).toEqual([5000, 500])
      expect(await taken(2)).toEqual([50, 5])
      expect(await taken(2)).toEqual([1])
      expect(await taken(2)).toEqual([])
    })

    it("an attempt again after the lease, should its process have died over it", async () => {
      const id = await open(1)
      expect(idsOf(await claim())).toEqual([id])
      expect((await pauseOf(id))?.pause).toBeGreaterThan(LEASE / 2)
      expect(await claim()).toEqual([])
      await sql(
        "update payment_gateway_attempt set check_at = check_at - make_interval(secs => ?)",
        [LEASE]
      )
      expect(idsOf(await claim())).toEqual([id])
    })

    it("each attempt once, whichever of two processes asks", async () => {
      const ids: string[] = []
      for (let index = 0; index < 40; index += 1) {
        ids.push(await open(index + 1))
      }
      const stores = [service.checks, new CheckStore(other())]
      const claims = await Promise.all(
        Array.from({ length: 12 }, (_, index) => claim(4, stores[index % 2]))
      )
      const taken = claims.flatMap(idsOf)
      expect(new Set(taken).size).toBe(taken.length)
      claims.forEach((one) => expect(one.length).toBeLessThanOrEqual(4))
      const rest = idsOf(await claim(40))
      expect([...taken, ...rest].sort()).toEqual([...ids].sort())
    })

    it("no attempt that another process is just taking, and does not wait for it", async () => {
      const [taken, free] = [await open(60), await open(1)]
      const transaction = await other().transaction()
      await transaction.raw("select id from payment_gateway_attempt where id = ? for update", [
        taken,
      ])
      expect(idsOf(await claim())).toEqual([free])
      await transaction.rollback()
      expect(idsOf(await claim())).toEqual([taken])
    })

    it("never more than are asked for, whatever Postgres thinks of the table", async () => {
      // Of a table that had one row when it was last looked at, Postgres expects one row.
      const id = await open(3600)
      await sql("vacuum full analyze payment_gateway_attempt")
      await copies(id, 5, "now() + make_interval(secs => number - 60)")
      expect(await claim(1)).toHaveLength(1)
      expect(await claim(2)).toHaveLength(2)
      expect(await claim(20)).toHaveLength(3)
    })
  })

  describe("of 20,000 attempts", () => {
    const fill = async () => {
      const id = await open(1)
      await copies(id, 20_000, "now() + make_interval(secs => number - 10000)")
      await sql(
        `update payment_gateway_attempt set provider_id = 'pp_corefy_destream'
         where id like '%4'`
      )
    }

    it.each([
      ["before Postgres has looked at the table", false],
      ["after it has", true],
    ])("the due ones are found by index alone: %s", async (_, isAnalyzed) => {
      await fill()
      if (isAnalyzed) {
        await sql("vacuum analyze payment_gateway_attempt")
      }
      const { indexes, readWhole } = await plansOf(other(), (knex) =>
        new CheckStore(knex).claimDue(PROVIDER_ID, 20, LEASE)
      )
      expect(indexes).toContain(INDEX)
      expect(indexes).toContain("payment_gateway_attempt_pkey")
      expect(readWhole).toEqual([])
    })
  })

  describe("schedules", () => {
    it("the next look, with the number of looks that led nowhere", async () => {
      const id = await open(1)
      const [attempt] = await claim()
      const next = new Date(attempt!.loadedAt.getTime() + 600_000)
      await service.checks.schedule(attempt!, next, 2)
      const { pause, failed_checks: failed } = (await pauseOf(id)) ?? {}
      expect(failed).toBe(2)
      expect(pause).toBeGreaterThan(500)
      expect(pause).toBeLessThanOrEqual(600)
      expect((await load(id)).failedChecks).toBe(2)
    })

    it("no look when nothing is left to come", async () => {
      const id = await open(1)
      const [attempt] = await claim()
      await service.checks.schedule(attempt!, null, 0)
      expect((await pauseOf(id))?.pause).toBeNull()
      expect(await claim()).toEqual([])
    })

    it("nothing over a change that was made meanwhile: that one has set the next look", async () => {
      const id = await open(1)
      const [attempt] = await claim()
      await service.attempts.recordApplied(id, { status: "captured" }, [])
      const before = await pauseOf(id)
      await service.checks.schedule(attempt!, null, 5)
      const after = await pauseOf(id)
      expect(after?.failed_checks).toBe(0)
      expect(after?.pause).toBeLessThanOrEqual(before?.pause ?? 0)
      expect(after?.pause).toBeGreaterThan(0)
    })

    it("nothing over any change, of whatever kind", async () => {
      const note = { type: "received", source: "job", message: "" } as const
      const changes: ((id: string) => Promise<unknown>)[] = [
        (id) => service.attempts.addNote(id, note),
        (id) => service.attempts.recordEvidence(id, { seen: true }),
        (id) => service.attempts.recordException(id, "late", note),
        (id) => service.attempts.recordAbandoned(id, note),
        () => service.checks.claimDue(PROVIDER_ID, 20, LEASE),
      ]
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...changes), async (change) => {
          const id = await open(1)
          const attempt = await load(id)
          await change(id)
          await service.checks.schedule(attempt, null, 7)
          const after = await pauseOf(id)
          expect(after?.pause).not.toBeNull()
          expect(after?.failed_checks).toBe(0)
        }),
        { numRuns: 20 }
      )
    })

    it("all attempts of a payment at once, and no others", async () => {
      const [late, sibling] = [await open(-3600), await open(-3600)]
      const never = await open(-3600)
      await sql("update payment_gateway_attempt set check_at = null where id = ?", [never])
      const stranger = await open(-3600, { paymentCollectionId: "pay_col_2" })
      await service.checks.checkNow(["pay_col_1", "pay_col_unknown"])
      expect(idsOf(await claim()).sort()).toEqual([late, sibling, never].sort())
      expect((await pauseOf(stranger))?.pause).toBeGreaterThan(3000)
      await service.checks.checkNow([])
      expect(await claim()).toEqual([])
    })

    it("with them the order of those that know none yet", async () => {
      const [without, withOne] = [await open(-3600), await open(-3600)]
      await service.attempts.recordOrder(withOne, { cartId: "cart_1", orderId: "order_1" })
      await service.checks.checkNow(["pay_col_1"], "order_2")
      expect(await load(without)).toMatchObject({ orderId: "order_2" })
      expect(await load(withOne)).toMatchObject({ orderId: "order_1" })
      await service.checks.checkNow(["pay_col_1"])
      expect(await load(without)).toMatchObject({ orderId: "order_2" })
    })
  })
})
