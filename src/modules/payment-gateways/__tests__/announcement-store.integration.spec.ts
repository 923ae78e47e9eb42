import { AnnouncementStore } from "../announcement-store"
import { AttemptStore } from "../attempt-store"
import { describeLedger, EXACT, NEW_ATTEMPT, paidReading, plansOf } from "./support/ledger-suite"

jest.setTimeout(120_000)

const LEASE = 60

describeLedger("what is to be told to the shop", ({ service, other, sql }) => {
  const note = (type: string) => ({ type, source: "job", message: `It is ${type}.` }) as const
  const open = () => service.attempts.openAttempt(NEW_ATTEMPT)
  const waiting = () =>
    sql<{ type: string; is_due: boolean }>(
      `select type, announce_at <= now() as is_due from payment_gateway_timeline_entry
       where announce_at is not null order by created_at, id`
    )

  it("is written with the change itself, in one statement", async () => {
    const attempt = await open()
    const asked: string[] = []
    const listen = ({ sql: text }: { sql: string }) => asked.push(text)
    other().on("query", listen)
    const attempts = new AttemptStore(other(), service.attempts.settings, service.leases)
    await attempts.observe(attempt, paidReading(attempt), EXACT, "webhook")
    other().removeListener("query", listen)
    expect(asked).toHaveLength(1)
    expect(await waiting()).toEqual([{ type: "captured", is_due: true }])
  })

  it("is not written without the change, nor the change without it", async () => {
    const attempt = await open()
    const broken = { ...note("captured"), message: null as unknown as string }
    await expect(
      service.attempts.recordApplied(attempt.id, { status: "captured" }, [broken])
    ).rejects.toThrow()
    expect(await service.attempts.findById(attempt.id)).toMatchObject({ appliedStatus: null })
    expect(await waiting()).toEqual([])
  })

  it("is what others have to know, and not the rest of the story", async () => {
    const { id } = await open()
    const types = ["received", "captured", "void_failed", "late", "order_completed"]
    await service.attempts.recordApplied(id, { status: "captured" }, types.map(note))
    const told = (await waiting()).map(({ type }) => type).sort()
    expect(told).toEqual(["captured", "late", "order_completed"])
    expect(await service.listPaymentGatewayTimelineEntries({ attempt_id: id })).toHaveLength(5)
  })

  it("is handed over with its attempt as it is now", async () => {
    const { id } = await open()
    await service.attempts.addNote(id, note("captured"))
    await service.attempts.recordOrder(id, { cartId: "cart_1", orderId: "order_1" })
    const [announcement] = await service.announcements.claim(10, LEASE)
    const [entry] = await service.listPaymentGatewayTimelineEntries({ attempt_id: id })
    expect(announcement).toMatchObject({
      id: entry?.id,
      type: "captured",
      message: "It is captured.",
      occurredAt: entry?.created_at,
      attempt: { id, orderId: "order_1", due: NEW_ATTEMPT.due },
    })
    const loaded = await service.attempts.findById(id)
    expect(announcement?.attempt).toEqual({
      ...loaded,
      loadedAt: announcement?.attempt.loadedAt,
    })
  })

  it("is taken once, and again when its lease has run out", async () => {
    const { id } = await open()
    await service.attempts.addNote(id, note("captured"))
    const [first] = await service.announcements.claim(10, LEASE)
    expect(await service.announcements.claim(10, LEASE)).toEqual([])
    await sql(
      `update payment_gateway_timeline_entry
       set announce_at = announce_at - make_interval(secs => ?)`,
      [LEASE]
    )
    const [second] = await service.announcements.claim(10, LEASE)
    expect(second?.id).toBe(first?.id)
  })

  it("is never told again once it is done", async () => {
    const { id } = await open()
    await service.attempts.addNote(id, note("captured"))
    await service.attempts.addNote(id, note("refunded"))
    const taken = await service.announcements.claim(10, LEASE)
    await service.announcements.done(taken[0]!.id)
    expect(await waiting()).toMatchObject([{ type: "refunded", is_due: false }])
    await sql(`update payment_gateway_timeline_entry set announce_at = now()
               where announce_at is not null`)
    expect(await service.announcements.claim(10, LEASE)).toMatchObject([{ type: "refunded" }])
  })

  it("comes in the order in which it happened, as many as are asked for", async () => {
    const { id } = await open()
    const types = ["authorized", "captured", "order_completed", "refunded", "chargeback"]
    for (const type of types) {
      await service.attempts.addNote(id, note(type))
    }
    const claim = async (limit: number) =>
      (await service.announcements.claim(limit, LEASE)).map(({ type }) => type)
    expect(await claim(2)).toEqual(types.slice(0, 2))
    expect(await claim(2)).toEqual(types.slice(2, 4))
    expect(await claim(2)).toEqual(types.slice(4))
    expect(await claim(2)).toEqual([])
  })

  it("is taken by one of two processes", async () => {
    const { id } = await open()
    await service.attempts.recordApplied(
      id,
      { status: "captured" },
      Array.from({ length: 60 }, () => note("captured"))
    )
    const stores = [service.announcements, new AnnouncementStore(other())]
    const claims = await Promise.all(
      Array.from({ length: 10 }, (_, index) => stores[index % 2]!.claim(5, LEASE))
    )
    const taken = claims.flat().map((announcement) => announcement.id)
    expect(new Set(taken).size).toBe(taken.length)
    const rest = await service.announcements.claim(100, LEASE)
    expect(taken.length + rest.length).toBe(60)
  })

  it("is never more than is asked for, whatever Postgres thinks of the table", async () => {
    const { id } = await open()
    await service.attempts.addNote(id, note("captured"))
    await sql("vacuum analyze payment_gateway_timeline_entry")
    for (let index = 0; index < 10; index += 1) {
      await service.attempts.addNote(id, note("captured"))
    }
    expect(await service.announcements.claim(1, LEASE)).toHaveLength(1)
    expect(await service.announcements.claim(4, LEASE)).toHaveLength(4)
  })

  it.each([
    ["before Postgres has looked at the table", false],
    ["after it has", true],
  ])("is found by index alone among 20,000 lines: %s", async (_, isAnalyzed) => {
    const { id } = await open()
    await service.attempts.addNote(id, note("captured"))
    await sql(
      `insert into payment_gateway_timeline_entry
         (id, attempt_id, type, source, message, announce_at)
       select 'pgtml_' || number, ?, 'received', 'job', '',
         case when number % 1000 = 0 then now() end
       from generate_series(1, 20000) number`,
      [id]
    )
    if (isAnalyzed) {
      await sql("vacuum analyze payment_gateway_timeline_entry")
    }
    const { indexes, readWhole } = await plansOf(other(), (knex) =>
      new AnnouncementStore(knex).claim(50, LEASE)
    )
    expect(indexes).toContain("IDX_payment_gateway_timeline_entry_announce_at")
    expect(readWhole).not.toContain("payment_gateway_timeline_entry")
  })
})
