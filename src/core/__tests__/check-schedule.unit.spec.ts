import type { Attempt, AttemptStatus } from "../attempt"
import {
  after,
  attemptAt,
  DAY,
  HOUR,
  MINUTE,
  PAID,
  pauseOf,
  PENDING_REFUND,
  riyals,
} from "./support/aged-attempts"

type Case = [age: number, pause: number | null]

describe("a payment that may still be paid", () => {
  const ages: Case[] = [
    [0, 15],
    [30, 15],
    [45, 15],
    [60, 20],
    [10 * MINUTE, 200],
    [HOUR, 20 * MINUTE],
    [9 * HOUR, 3 * HOUR],
    [DAY, 3 * HOUR],
    [6 * DAY, 3 * HOUR],
    // The last look is at the very end.
    [7 * DAY - HOUR, HOUR],
    [7 * DAY - 1, 1],
    [7 * DAY, null],
    [8 * DAY, null],
  ]
  test.each(ages)("%d seconds old: again in %p", (age, pause) => {
    expect(pauseOf(attemptAt(age))).toBe(pause)
  })

  test.each(["created", "pending", "requires_more", "authorized"] as const)(
    "has this rhythm while it is %s",
    (status) => {
      expect(pauseOf(attemptAt(HOUR, { status }))).toBe(20 * MINUTE)
    }
  )

  const ends: Case[] = [
    [0, 15],
    [20 * MINUTE, 400],
    // A minute after its end, though the rhythm would have it later.
    [25 * MINUTE, 6 * MINUTE],
    [30 * MINUTE, MINUTE],
    [31 * MINUTE - 1, 1],
    [31 * MINUTE, (31 * MINUTE) / 3],
    [30 * MINUTE + 7 * DAY - 1, 1],
    [30 * MINUTE + 7 * DAY, null],
  ]
  test.each(ends)("that ends after half an hour, %d seconds old: again in %p", (age, pause) => {
    expect(pauseOf(attemptAt(age, { expiresAt: after(30 * MINUTE) }))).toBe(pause)
  })

  test("that ends late is looked at until its window after that end is over", () => {
    const voucher = { expiresAt: after(45 * DAY) }
    expect(pauseOf(attemptAt(20 * DAY, voucher))).toBe(3 * HOUR)
    expect(pauseOf(attemptAt(45 * DAY + 7 * DAY, voucher))).toBeNull()
  })

  test("whose end is before its beginning has the whole window all the same", () => {
    const odd = { expiresAt: after(-DAY) }
    expect(pauseOf(attemptAt(7 * DAY - 1, odd))).toBe(1)
    expect(pauseOf(attemptAt(0, odd))).toBe(15)
  })

  test.each([3 * DAY, 30 * DAY])("has its gateway's own window of %d seconds", (window) => {
    expect(pauseOf(attemptAt(window - 2), 0, window)).toBe(2)
    expect(pauseOf(attemptAt(window), 0, window)).toBeNull()
  })
})

describe.each(["failed", "canceled", "expired"] as const)("a payment that is %s", (status) => {
  const ages: Case[] = [
    [0, 5 * MINUTE],
    [10 * MINUTE, 5 * MINUTE],
    [HOUR, 30 * MINUTE],
    [DAY, 12 * HOUR],
    [6 * DAY, 12 * HOUR],
    [7 * DAY - HOUR, HOUR],
    [7 * DAY, null],
  ]
  test.each(ages)("%d seconds old: again in %p", (age, pause) => {
    expect(pauseOf(attemptAt(age, { status }))).toBe(pause)
  })

  test("has no end of its own to look at", () => {
    const attempt = attemptAt(HOUR, { status, expiresAt: after(HOUR + MINUTE) })
    expect(pauseOf(attempt)).toBe(30 * MINUTE)
  })
})

describe("a paid payment", () => {
  const ages: Case[] = [
    [0, HOUR],
    [2 * HOUR, HOUR],
    [4 * HOUR, 2 * HOUR],
    [14 * DAY, 7 * DAY],
    [40 * DAY, 7 * DAY],
    [59 * DAY, DAY],
    [60 * DAY, null],
  ]
  test.each(ages)("%d seconds old: again in %p", (age, pause) => {
    expect(pauseOf(attemptAt(age, PAID))).toBe(pause)
    // The gateway's window for late money is no window for refunds.
    expect(pauseOf(attemptAt(age, PAID), 0, 3 * DAY)).toBe(pause)
  })

  test.each<[string, string, string, number | null]>([
    ["in part", "9.99", "0", HOUR],
    ["whole", "10.00", "0", null],
    ["whole by the payer's bank", "0", "10.00", null],
    ["by the shop and the bank together", "4.00", "6.00", null],
    ["by the shop and the bank in part", "4.00", "5.99", HOUR],
    ["more than whole", "10.00", "10.00", null],
  ])("that went back %s", (_, refunded, chargedBack, pause) => {
    const back = { refunded: riyals(refunded), chargedBack: riyals(chargedBack) }
    expect(pauseOf(attemptAt(0, { ...PAID, ...back }))).toBe(pause)
  })
})

describe("a refund whose outcome is not known", () => {
  const ages: Case[] = [
    [0, MINUTE],
    [HOUR, 3 * MINUTE],
    [DAY, 72 * MINUTE],
    [10 * DAY, 6 * HOUR],
    [60 * DAY - 1, 1],
    [60 * DAY, null],
  ]
  test.each(ages)("of a payment %d seconds old: again in %p", (age, pause) => {
    expect(pauseOf(attemptAt(age, { ...PAID, pendingRefund: PENDING_REFUND }))).toBe(pause)
  })

  test.each<Partial<Attempt>>([
    { ...PAID, refunded: riyals("10.00") },
    { status: "expired", received: riyals("4.00") },
    { status: "requires_more", received: riyals("4.00") },
  ])("is looked at whatever became of its payment: %#", (fields) => {
    expect(pauseOf(attemptAt(HOUR, { ...fields, pendingRefund: PENDING_REFUND }))).toBe(180)
  })
})

describe("a look that led nowhere", () => {
  test.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [4, 120],
    [5, 240],
    [6, 480],
    [7, 600],
    [20, 600],
    [5000, 600],
  ])("%d in a row: again in %d seconds", (failures, pause) => {
    expect(pauseOf(attemptAt(HOUR), failures)).toBe(pause)
  })

  test("comes at longer and longer pauses the older the payment is", () => {
    expect(pauseOf(attemptAt(DAY), 20)).toBe(DAY / 20)
    expect(pauseOf(attemptAt(30 * DAY), 20)).toBe(30 * HOUR + 6 * HOUR)
    expect(pauseOf(attemptAt(30 * DAY), 1)).toBe(15)
  })

  test.each<[string, Partial<Attempt>]>([
    ["open", {}],
    ["closed", { status: "expired" }],
    ["paid", PAID],
    ["without anything at the gateway", { reference: null, nextAction: null }],
  ])("is repeated even after the end of a payment that is %s", (_, fields) => {
    expect(pauseOf(attemptAt(400 * DAY, fields), 1)).toBe(15)
  })
})

describe("a status that Medusa has not been told", () => {
  test.each<[AttemptStatus, AttemptStatus | null]>([
    ["captured", "pending"],
    ["expired", "pending"],
    ["created", null],
    ["pending", "expired"],
  ])("%s after %s is looked at in seconds, however old it is", (status, appliedStatus) => {
    for (const age of [0, HOUR, 6 * DAY, 400 * DAY]) {
      expect(pauseOf(attemptAt(age, { status, appliedStatus }))).toBe(15)
    }
  })
})

describe("a payment of which the payer is asked more first", () => {
  const asked = {
    reference: null,
    nextAction: { type: "collect", fields: [] },
    status: "requires_more",
  } as const

  test("is looked at once, a day later: there is nothing at the gateway", () => {
    expect(pauseOf(attemptAt(0, asked))).toBe(DAY)
    expect(pauseOf(attemptAt(HOUR, asked))).toBe(DAY - HOUR)
    expect(pauseOf(attemptAt(DAY, asked))).toBeNull()
  })

  test("is looked at once it is at the gateway", () => {
    expect(pauseOf(attemptAt(0, { ...asked, reference: "invoice-1" }))).toBe(15)
    expect(pauseOf(attemptAt(0, { ...asked, nextAction: null }))).toBe(15)
  })
})
