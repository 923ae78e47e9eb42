import type { Attempt } from "../../../core/attempt"
import { GatewayError } from "../../../core/errors"
import {
  CREATED,
  describeLedger,
  EXACT,
  NEW_ATTEMPT,
  paidReading,
  riyals,
} from "./support/ledger-suite"

jest.setTimeout(120_000)

/** Seconds: by then a change has been told to Medusa, or somebody has died over it. */
const SOON = 20

describeLedger("when an attempt is looked at", ({ service, sql }) => {
  const note = { type: "received", source: "job", message: "" } as const
  const open = () => service.attempts.openAttempt(NEW_ATTEMPT)
  const pauseOf = async ({ id }: Attempt) => {
    const [row] = await sql<{ pause: number | null }>(
      `select extract(epoch from check_at - now())::float as pause
       from payment_gateway_attempt where id = ?`,
      [id]
    )
    return row!.pause
  }
  const setPause = ({ id }: Attempt, seconds: number | null) =>
    sql(
      `update payment_gateway_attempt set check_at = now() + make_interval(secs => ?::int)
       where id = ?`,
      [seconds, id]
    )
  const load = async ({ id }: Attempt) => (await service.attempts.findById(id)) as Attempt

  async function expectSoon(attempt: Attempt) {
    const pause = await pauseOf(attempt)
    expect(pause).toBeGreaterThan(SOON / 2)
    expect(pause).toBeLessThanOrEqual(SOON)
  }

  it("soon after it was opened: its process may have died before the gateway answered", async () => {
    await expectSoon(await open())
  })

  it.each(["unclear", "unavailable", "rejected"] as const)(
    "after its creation failed (%s): only where there may be something to look at",
    async (code) => {
      const attempt = await open()
      const error = new GatewayError({ code, message: "No.", retry: false })
      await service.attempts.recordCreateFailure(attempt.id, error)
      await (code === "unclear"
        ? expectSoon(attempt)
        : expect(pauseOf(attempt)).resolves.toBeNull())
    }
  )

  const refund = {
    key: "key-1",
    amount: riyals("4.00"),
    refundedBefore: riyals("0"),
    isBooked: true,
  }
  const refunded = { ...note, type: "refunded" } as const

  /** After these somebody is at work, who may die over it. */
  const CHANGES: [string, (attempt: Attempt) => Promise<unknown>][] = [
    ["was created at the gateway", ({ id }) => service.attempts.recordCreated(id, CREATED)],
    [
      "was read as paid, of which Medusa has not been told",
      (attempt) => service.attempts.observe(attempt, paidReading(attempt), EXACT, "webhook"),
    ],
    [
      "was told to Medusa",
      ({ id }) => service.attempts.recordApplied(id, { status: "captured" }, [note]),
    ],
    ["is to be refunded", ({ id }) => service.attempts.startRefund(id, refund)],
    [
      "was refunded",
      ({ id }) =>
        service.attempts.recordRefund(
          id,
          { amount: riyals("4.00"), isBooked: true, refunded: riyals("4.00") },
          refunded
        ),
    ],
    [
      "was not refunded after all",
      ({ id }) => service.attempts.dropRefund(id, { ...note, type: "refund_failed" }),
    ],
  ]

  describe.each(CHANGES)("after it %s", (_, change) => {
    it.each([
      ["hours later", 7200],
      ["never", null],
    ])("is soon, though it was to be %s", async (_when, pause) => {
      const attempt = await open()
      await setPause(attempt, pause)
      await change(await load(attempt))
      await expectSoon(attempt)
    })

    it.each([5, -300])("is no later than it was due already, in %d seconds", async (pause) => {
      const attempt = await open()
      await setPause(attempt, pause)
      await change(await load(attempt))
      expect(await pauseOf(attempt)).toBeLessThanOrEqual(pause)
    })
  })

  it("is as it was after a reading that tells nothing new", async () => {
    const attempt = await open()
    await service.attempts.observe(attempt, paidReading(attempt), EXACT, "webhook")
    await service.attempts.recordApplied(attempt.id, { status: "captured" }, [])
    for (const pause of [7200, null]) {
      await setPause(attempt, pause)
      const current = await load(attempt)
      await service.attempts.observe(current, paidReading(current), EXACT, "webhook")
      const after = await pauseOf(attempt)
      expect(after === null ? null : after > 3600).toBe(pause === null ? null : true)
    }
  })

  it("is as it was after what concerns nobody but staff", async () => {
    const attempt = await open()
    await setPause(attempt, 7200)
    await service.attempts.addNote(attempt.id, note)
    await service.attempts.recordAbandoned(attempt.id, note)
    await service.attempts.recordEvidence(attempt.id, { seen: true })
    expect(await pauseOf(attempt)).toBeGreaterThan(3600)
  })

  it("counts failures anew once Medusa was told", async () => {
    const attempt = await open()
    await sql("update payment_gateway_attempt set failed_checks = 4 where id = ?", [attempt.id])
    expect((await load(attempt)).failedChecks).toBe(4)
    const after = await service.attempts.recordApplied(attempt.id, { status: "captured" }, [])
    expect(after.failedChecks).toBe(0)
  })
})
