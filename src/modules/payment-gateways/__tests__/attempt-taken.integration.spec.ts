import { unbookedOf } from "../../../core/attempt"
import { describeLedger, EXACT, NEW_ATTEMPT, paidReading, riyals } from "./support/ledger-suite"

jest.setTimeout(60_000)

const NOTE = { type: "refunded", source: "admin", message: "Sent back." } as const

describeLedger("what Medusa has captured", ({ service }) => {
  const paid = async (received: string) => {
    const opened = await service.attempts.openAttempt(NEW_ATTEMPT)
    const reading = { ...paidReading(opened), received: riyals(received) }
    const { attempt } = await service.attempts.observe(opened, reading, EXACT, "job")
    return attempt
  }
  const refund = (id: string, amount: string, isBooked: boolean) =>
    service.attempts.recordRefund(
      id,
      { amount: riyals(amount), refunded: riyals(amount), isBooked },
      NOTE
    )
  const capture = (id: string, taken: string) =>
    service.attempts.recordApplied(id, { status: "captured", taken: riyals(taken) }, [])

  it("is written once", async () => {
    const { id } = await paid("10.00")
    expect((await capture(id, "10.00")).taken?.toDecimal()).toBe("10.00")
    expect((await capture(id, "9.00")).taken?.toDecimal()).toBe("10.00")
  })

  it.each([
    ["20.00", "10.00", "0.00"],
    ["20.00", "4.00", "0.00"],
    ["15.00", "8.00", "3.00"],
    ["10.00", "3.00", "3.00"],
  ])("of %s with %s sent back before: %s is still to be booked", async (received, back, left) => {
    const { id } = await paid(received)
    await refund(id, back, false)
    const captured = await capture(id, "10.00")
    expect(unbookedOf(captured).toDecimal()).toBe(left)
    const booked = await service.attempts.recordBooked(id, unbookedOf(captured), NOTE)
    expect(unbookedOf(booked).toDecimal()).toBe("0.00")
    expect(booked.refundedByShop.toDecimal()).toBe(back)
  })

  it("had what goes back after that", async () => {
    const { id } = await paid("20.00")
    await capture(id, "10.00")
    await refund(id, "6.00", true)
    expect((await capture(id, "10.00")).refundedExcess.toDecimal()).toBe("0.00")
  })

  it("had what Medusa booked as sent back before that was written down", async () => {
    const { id } = await paid("20.00")
    await refund(id, "6.00", true)
    expect((await capture(id, "10.00")).refundedExcess.toDecimal()).toBe("0.00")
  })
})
