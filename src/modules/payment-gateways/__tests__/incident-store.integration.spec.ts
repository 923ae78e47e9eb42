import { INCIDENTS, IncidentStore } from "../incident-store"
import { describeLedger } from "./support/ledger-suite"

const FORGED = {
  providerId: "pp_streampay_streampay",
  kind: "webhook_refused",
  code: "invalid_signature",
  message: "The signature is wrong.",
} as const

describeLedger("failures that are counted", ({ service, other, sql }) => {
  const stored = () =>
    sql<{ provider_id: string; code: string; count: number; message: string }>(
      `select provider_id, code, count, message from ${INCIDENTS} order by code, provider_id`
    )

  it("keeps a flood of the same as one row, however many processes see it", async () => {
    const another = new IncidentStore(other(), () => undefined)
    for (let time = 0; time < 1000; time++) {
      service.incidents.count(FORGED)
      another.count({ ...FORGED, message: "The signature is missing." })
    }
    service.incidents.count({ ...FORGED, code: "too_large" })
    await Promise.all([service.incidents.flush(), another.flush()])
    const [flood, large] = await stored()
    expect(flood).toMatchObject({ provider_id: FORGED.providerId, count: 2000 })
    expect(large).toMatchObject({ code: "too_large", count: 1 })
    service.incidents.count(FORGED)
    await service.incidents.flush()
    expect((await stored()).map(({ count }) => count)).toEqual([2001, 1])
  })

  it("writes by itself within seconds", async () => {
    service.incidents.count(FORGED)
    expect(await stored()).toEqual([])
    const deadline = Date.now() + 20_000
    while ((await stored()).length === 0 && Date.now() < deadline) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(await stored()).toHaveLength(1)
  })

  it("loses nothing over a database that is away, and says so once", async () => {
    const warned: string[] = []
    let isAway = true
    const knex = {
      raw: (statement: string, bindings: readonly string[]) =>
        isAway ? Promise.reject(new Error("away")) : other().raw(statement, bindings),
    } as unknown as ConstructorParameters<typeof IncidentStore>[0]
    const store = new IncidentStore(knex, (message) => warned.push(message))
    for (let time = 0; time < 3; time++) {
      store.count(FORGED)
      await store.flush()
    }
    expect(warned).toEqual([expect.stringContaining("away")])
    isAway = false
    store.count(FORGED)
    await store.flush()
    expect(await stored()).toMatchObject([{ count: 4 }])
  })

  it("forgets what is old", async () => {
    service.incidents.count(FORGED)
    await service.incidents.flush()
    await sql(`update ${INCIDENTS} set hour = hour - interval '9 days'`)
    await service.incidents.prune(10)
    expect(await stored()).toHaveLength(1)
    await service.incidents.prune(8)
    expect(await stored()).toEqual([])
  })
})
