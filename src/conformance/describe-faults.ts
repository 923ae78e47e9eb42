import { describe, expect, it } from "@jest/globals"
import { type ConformanceSuite, gatewayErrorOf, useConformanceSuite } from "./conformance-suite"
import type { Fault, GatewayUnderTest } from "./gateway-under-test"

const FAULTS: readonly (readonly [string, Fault])[] = [
  ["400", { kind: "status", status: 400, when: "before" }],
  ["401", { kind: "status", status: 401, when: "before" }],
  ["403", { kind: "status", status: 403, when: "before" }],
  ["404", { kind: "status", status: 404, when: "before" }],
  ["409", { kind: "status", status: 409, when: "before" }],
  ["422", { kind: "status", status: 422, when: "before" }],
  ["429", { kind: "status", status: 429, when: "before", retryAfterSeconds: 0 }],
  ["500", { kind: "status", status: 500, when: "before" }],
  ["500 after it was done", { kind: "status", status: 500, when: "after" }],
  ["503", { kind: "status", status: 503, when: "before", retryAfterSeconds: 0 }],
  ["a redirect", { kind: "status", status: 302, when: "before" }],
  ["a proxy's page", { kind: "html", status: 502 }],
  ["a page with status 200", { kind: "html", status: 200 }],
  ["half an answer", { kind: "truncated" }],
  ["an empty answer", { kind: "empty" }],
  ["far too long an answer", { kind: "huge" }],
  ["a reset connection", { kind: "reset", when: "before" }],
  ["a reset connection after it was done", { kind: "reset", when: "after" }],
  ["no answer", { kind: "timeout", when: "before" }],
  ["no answer after it was done", { kind: "timeout", when: "after" }],
]

/** Only where an answer never comes: elsewhere a busy machine is no fault. */
const timeFor = ({ kind }: Fault) => (kind === "timeout" ? { timeoutMs: 400 } : {})

/** Everything that can go wrong between shop and gateway: nothing is lost, nothing is believed. */
export function describeFaults(subject: GatewayUnderTest): void {
  const suite = useConformanceSuite(subject)
  describe.each(FAULTS)("%s", (_, fault) => {
    it.each(subject.requests.create)("to %s keeps no payment from being made", async (request) => {
      await faultyCreation(suite, request, fault)
    })
    it.each(subject.requests.read)(
      "to %s makes nothing of a payment that it is not",
      async (request) => {
        await faultyReading(suite, request, fault)
      }
    )
    if (subject.sendsRefunds) {
      it.each(subject.requests.refund)(
        "to %s refunds neither twice nor in vain",
        async (request) => {
          await faultyRefund(suite, request, fault)
        }
      )
    }
  })
}

async function faultyCreation(suite: ConformanceSuite, request: string, fault: Fault) {
  const { simulation } = suite
  const shop = suite.shop()
  const impatient = suite.otherShop({ options: timeFor(fault), ledger: shop.ledger })
  simulation().break(request, fault, 1)
  const error = await gatewayErrorOf(impatient.open())
  simulation().repair()
  if (error) {
    expect(error.message).toMatch(/^[A-Z].{10,}[.)]$/s)
    expect(impatient.leaksOf(error)).toEqual([])
    // The attempt is kept, whatever became of it: it is all that ties late money to a shopper.
    expect(shop.ledger.attempts).toHaveLength(1)
    expect(["created", "failed"]).toContain(shop.ledger.last.status)
  }
  const attempt = error ? await shop.open() : shop.ledger.last
  await suite.pay(shop, attempt)
  expect(await shop.read(attempt)).toMatchObject({ status: "captured", exception: null })
}

async function faultyReading(suite: ConformanceSuite, request: string, fault: Fault) {
  const { simulation } = suite
  const shop = suite.shop()
  const impatient = suite.otherShop({ options: timeFor(fault), ledger: shop.ledger })
  const attempt = await shop.open()
  await suite.pay(shop, attempt)
  simulation().break(request, fault, 1)
  const error = await gatewayErrorOf(impatient.read(attempt))
  const { status } = shop.ledger.last
  // It is paid: no failure of a reading says otherwise.
  expect(["pending", "requires_more", "captured"]).toContain(status)
  expect(error === undefined || impatient.leaksOf(error).length === 0).toBe(true)
  simulation().repair()
  expect(await shop.read(attempt)).toMatchObject({ status: "captured", exception: null })
}

async function faultyRefund(suite: ConformanceSuite, request: string, fault: Fault) {
  const { subject, simulation, otherShop } = suite
  const shop = otherShop({ options: subject.partialRefundOptions })
  const impatient = otherShop({
    options: { ...subject.partialRefundOptions, ...timeFor(fault) },
    ledger: shop.ledger,
  })
  const attempt = await shop.open()
  await suite.pay(shop, attempt)
  await shop.read(attempt)
  const amount = attempt.due.toDecimal()
  simulation().break(request, fault, 1)
  const error = await gatewayErrorOf(impatient.refund(attempt, amount))
  simulation().repair()
  if (error) {
    expect(impatient.leaksOf(error)).toEqual([])
    expect(shop.ledger.last.refunded.isZero()).toBe(true)
    await shop.refund(attempt, amount)
  }
  expect(simulation().refunded(attempt)).toBe(amount)
  expect(shop.ledger.last.refunded.toDecimal()).toBe(amount)
}
