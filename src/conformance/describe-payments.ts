import { describe, expect, it } from "@jest/globals"
import type { Attempt } from "../core/attempt"
import { Money } from "../core/money"
import { JANE } from "./conformance-shop"
import { type ConformanceSuite, gatewayErrorOf, useConformanceSuite } from "./conformance-suite"
import type { GatewayUnderTest } from "./gateway-under-test"

const PUBLIC_KEYS = [
  "amount",
  "currency_code",
  "expires_at",
  "gateway",
  "next_action",
  "reference",
  "session_id",
  "status",
]

/** Creation, every documented state, sums that do not fit, and payments that are another's. */
export function describePayments(subject: GatewayUnderTest): void {
  const suite = useConformanceSuite(subject)
  describe("a payment is created", () => describeCreation(suite))
  describe("a payment is read", () => describeReading(suite))
  describe("what is shown of a payment", () => describeDetails(suite))
  describe("money", () => describeMoney(suite))
}

function describeCreation(suite: ConformanceSuite): void {
  const { subject, shop, simulation, otherShop } = suite
  it.each(subject.amounts)("for %s exactly, and tells what to do next", async (amount) => {
    const attempt = await shop().open(amount)
    expect(attempt.reference).toEqual(expect.stringMatching(/^[\w.:-]{4,120}$/))
    expect(["pending", "requires_more"]).toContain(attempt.status)
    expect(["redirect", "transfer"]).toContain(attempt.nextAction?.type)
    const data = await shop().sessionData(attempt)
    expect(Object.keys(data).sort()).toEqual(PUBLIC_KEYS)
    expect(data).toMatchObject({
      session_id: attempt.sessionId,
      gateway: subject.provider.identifier,
      amount: shop().money(amount).toDecimal(),
      currency_code: attempt.due.currency.code.toLowerCase(),
    })
    const paid = await payAndRead(suite, attempt)
    expect(paid).toMatchObject({ status: "captured", exception: null })
  })

  it("shows neither a secret nor the payer", async () => {
    const attempt = await shop().open()
    await suite.pay(shop(), attempt)
    const read = await shop().read(attempt)
    expect(shop().leaksOf(await shop().sessionData(read))).toEqual([])
  })

  const asked = () =>
    subject.requests.create.reduce((sum, request) => sum + simulation().count(request), 0)

  it.each(subject.refused)("never for %s, and the gateway is not asked", async (amount) => {
    const error = await gatewayErrorOf(shop().open(amount))
    expect(["unsupported_currency", "invalid_amount"]).toContain(error?.reason)
    expect(asked()).toBe(0)
  })

  it("of its own for each session", async () => {
    const one = await shop().open()
    const other = await shop().open()
    expect(one.reference).not.toBe(other.reference)
    await suite.pay(shop(), other)
    expect(["pending", "requires_more"]).toContain((await shop().read(one)).status)
    expect((await shop().read(other)).status).toBe("captured")
  })

  it("anew when the amount changes; money on the old one is still seen", async () => {
    const old = await shop().open()
    const more = old.due.add(old.due)
    await shop().provider.updatePayment({
      amount: more.toDecimal(),
      currency_code: more.currency.code.toLowerCase(),
      data: { session_id: old.sessionId },
    })
    const present = await shop().present(old.sessionId)
    expect(present.reference).not.toBe(old.reference)
    expect(present.due.equals(more)).toBe(true)
    const before = await shop().ledger.findById(old.id)
    expect(before?.abandonedAt).not.toBeNull()
    await suite.pay(shop(), present)
    expect((await shop().read(old)).status).toBe("captured")
  })

  describe.each(TEXTS)("with %s", (_, text) => {
    it.each(LENGTHS)("in name, address and city, %i characters long", async (length) => {
      const filled = text.repeat(Math.ceil(length / text.length)).slice(0, length)
      const name = { firstName: filled, lastName: filled }
      const place = { address: filled, city: filled }
      // Apart: a name that is refused would hide what becomes of an address.
      for (const part of [name, place]) {
        const before = asked()
        const error = await gatewayErrorOf(otherShop({ payer: { ...JANE, ...part } }).open())
        // What is too long is cut, or refused in words; never sent to be refused over there.
        expect([undefined, "invalid_input"]).toContain(error?.reason)
        if (error) {
          expect(asked()).toBe(before)
        }
      }
    })
  })
}

function describeReading(suite: ConformanceSuite): void {
  const { subject, shop, simulation } = suite
  it.each(subject.states.map((state) => [state.name, state] as const))("%s", async (_, state) => {
    const attempt = await shop().open()
    await state.arrange(simulation(), attempt)
    await suite.happened(shop())
    const read = await shop().read(attempt)
    expect(read).toMatchObject({ status: state.status, exception: state.exception ?? null })
    // The same reading again changes nothing.
    const { status, received, exception } = await shop().read(attempt)
    expect({ status, exception }).toEqual({ status: read.status, exception: read.exception })
    expect(received.equals(read.received)).toBe(true)
  })

  it("as unpaid and reported when it has a status that no document knows", async () => {
    const attempt = await shop().open()
    for (const request of subject.requests.read) {
      simulation().break(request, { kind: "unknown_enum" })
    }
    await suite.pay(shop(), attempt)
    const read = await shop().read(attempt)
    expect(["pending", "requires_more"]).toContain(read.status)
    expect(shop().ledger.noteTypes(attempt.id)).toContain("report_unknown_status")
    simulation().repair()
    expect((await shop().read(attempt)).status).toBe("captured")
  })

  it("the same with members that no document knows", async () => {
    const attempt = await shop().open()
    for (const request of subject.requests.read) {
      simulation().break(request, { kind: "extra_fields" })
    }
    expect((await payAndRead(suite, attempt)).status).toBe("captured")
  })

  it.each(subject.mismatches.map((mismatch) => [mismatch.name, mismatch] as const))(
    "never as paid when it is told with %s",
    async (_, mismatch) => {
      const attempt = await shop().open()
      await simulation().pay(attempt)
      await mismatch.arrange(simulation(), attempt)
      await suite.happened(shop())
      const read = await shop().read(attempt)
      expect(read).not.toMatchObject({ status: "captured" })
      // What belongs to another payment is shown with none.
      expect(read.details).toEqual({})
      simulation().repair()
    }
  )
}

/** What staff sees of a payment and what statements are made of: exact, short, and nobody's secret. */
function describeDetails(suite: ConformanceSuite): void {
  const { subject, shop } = suite
  it.each(subject.amounts)("of %s is exact, and neither secret nor the payer's", async (amount) => {
    const read = await payAndRead(suite, await shop().open(amount))
    const {
      fee,
      paid,
      rate,
      method,
      network,
      transactions = [],
      dashboardUrl,
      ...other
    } = read.details
    expect(other).toEqual({})
    expect(shop().leaksOf(read.details)).toEqual([])
    for (const value of [fee?.amount, paid?.amount, rate?.value]) {
      expect(value ?? "0").toMatch(/^\d{1,40}(\.\d{1,40})?$/)
    }
    const words = [fee?.unit, paid?.unit, rate?.from, rate?.to, method, network]
    for (const word of [...words, ...transactions.map(({ id }) => id)]) {
      expect(word ?? "x").toMatch(/^\S.{0,200}$/)
    }
    for (const url of [dashboardUrl, ...transactions.map((transaction) => transaction.url)]) {
      expect(url ?? "https://").toMatch(/^https:\/\//)
    }
    expect(paid?.unit).not.toBe(read.due.currency.code)
  })

  it("stays when the payment is read again", async () => {
    const read = await payAndRead(suite, await shop().open())
    expect((await shop().read(read)).details).toEqual(read.details)
  })
}

function describeMoney(suite: ConformanceSuite): void {
  const { subject, shop } = suite
  describe.each(subject.amounts)("of %s", (amount) => {
    it("that is clearly too little is not taken, and staff sees it", async () => {
      const attempt = await shop().open(amount)
      const half = Money.ofMinor(attempt.due.minor / 2n, attempt.due.currency)
      const read = await payAndRead(suite, attempt, half)
      expect(["pending", "requires_more"]).toContain(read.status)
      expect(read.exception).toBe("underpaid")
    })

    it("that is too much is taken as what was asked, and staff sees the rest", async () => {
      const attempt = await shop().open(amount)
      const read = await payAndRead(suite, attempt, attempt.due.add(attempt.due))
      expect(read).toMatchObject({ status: "captured", exception: "overpaid" })
      expect(await shop().sessionData(read)).toMatchObject({ amount: attempt.due.toDecimal() })
    })
  })

  it("that is there is never canceled", async () => {
    const attempt = await shop().open()
    await suite.pay(shop(), attempt)
    const error = await gatewayErrorOf(
      shop().provider.cancelPayment({ data: { session_id: attempt.sessionId } })
    )
    expect(error?.reason).toBe("not_allowed")
    expect((await shop().read(attempt)).status).toBe("captured")
  })

  it("on a session that the shop let go of is seen all the same", async () => {
    const attempt = await shop().open()
    await suite.pay(shop(), attempt)
    await shop().provider.deletePayment({
      data: { session_id: attempt.sessionId, reference: attempt.reference },
    })
    expect((await shop().read(attempt)).status).toBe("captured")
  })

  it("can come only until an open payment is closed, where the gateway closes payments", async () => {
    const attempt = await shop().open()
    await shop().provider.cancelPayment({ data: { session_id: attempt.sessionId } })
    const { cancel } = shop().provider.gateway.capabilities
    const read = await shop().read(attempt)
    expect(cancel ? ["canceled"] : ["pending", "requires_more"]).toContain(read.status)
  })

  it("is captured by proof only", async () => {
    const attempt = await shop().open()
    const capture = () =>
      shop().provider.capturePayment({ data: { session_id: attempt.sessionId } })
    expect((await gatewayErrorOf(capture()))?.reason).toBe("not_allowed")
    await suite.pay(shop(), attempt)
    expect(await gatewayErrorOf(capture())).toBeUndefined()
  })
}

const TEXTS: readonly (readonly [string, string])[] = [
  ["Arabic", "محمد بن عبد الله "],
  ["Chinese", "王小明"],
  ["emoji", "👩‍👩‍👧‍👦🧾"],
  ["letters with marks", "José Ñandú "],
  ["markup and quotes", '<b>"O\'Neil" & co;</b>|'],
]

/** At and around the limits that gateways have: 40, 100, 160, 200, 255. */
const LENGTHS = [1, 2, 20, 49, 50, 51, 100, 101, 160, 200, 255, 256, 1000]

async function payAndRead(
  { shop, pay }: ConformanceSuite,
  attempt: Attempt,
  amount?: Money
): Promise<Attempt> {
  await pay(shop(), attempt, amount?.toDecimal())
  return shop().read(attempt)
}
